package io.horarium.fire;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jboss.logging.Logger;
import org.quartz.SchedulerConfigException;
import org.quartz.spi.ThreadPool;

/**
 * Quartz's threads, taken from a managed executor of the server so that jobs have what enterprise
 * beans expect of a thread. It never refuses: Quartz would put all triggers of the job into the
 * state ERROR. Made by Quartz, by its name.
 */
public final class ExecutorThreadPool implements ThreadPool {

  private static final Logger LOG = Logger.getLogger(ExecutorThreadPool.class);
  private static final String EXECUTOR = "java:jboss/ee/concurrency/executor/quartz";
  private static final long RETRY_MILLIS = 20;

  private int threadCount = 10;
  private Semaphore free;
  private Executor executor;
  private volatile boolean stopped;

  /** Set by Quartz from its properties. */
  public void setThreadCount(int threadCount) {
    this.threadCount = threadCount;
  }

  @Override
  @SuppressWarnings("BanJNDI") // a constant name of this server; Quartz, not CDI, makes this object
  public void initialize() throws SchedulerConfigException {
    free = new Semaphore(threadCount);
    try {
      executor = InitialContext.doLookup(EXECUTOR);
    } catch (NamingException e) {
      throw new SchedulerConfigException("There is no managed executor " + EXECUTOR, e);
    }
  }

  @Override
  public int blockForAvailableThreads() {
    free.acquireUninterruptibly();
    free.release();
    return Math.max(1, free.availablePermits());
  }

  @Override
  public boolean runInThread(Runnable job) {
    free.acquireUninterruptibly();
    Runnable released =
        () -> {
          try {
            job.run();
          } finally {
            free.release();
          }
        };
    while (!stopped) {
      try {
        executor.execute(released);
        return true;
      } catch (RejectedExecutionException full) {
        pause();
      }
    }
    // What is not run now is found by the auditor, here after the next start or on another node.
    free.release();
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.debug("Interrupted while waiting for a thread");
    }
  }

  @Override
  public void shutdown(boolean waitForJobs) {
    stopped = true;
  }

  @Override
  public int getPoolSize() {
    return threadCount;
  }

  @Override
  public void setInstanceId(String id) {
    // its threads are named by the server
  }

  @Override
  public void setInstanceName(String name) {
    // its threads are named by the server
  }
}
