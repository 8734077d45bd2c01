package io.horarium.execution;

import io.horarium.access.Initiator;
import io.horarium.execution.LeaseStore.Held;
import io.horarium.execution.RunningExecutions.Running;
import io.horarium.platform.DatabaseFailure;
import io.horarium.platform.Node;
import io.horarium.platform.Settings;
import io.horarium.problem.Problem;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Keeps executions going on this node. Once a second, and whenever an execution was queued, it
 * prolongs its leases, passes cancel requests on, starts batch jobs for executions that nobody
 * works on (new ones, and those a dead process left behind) and takes up again what has stopped
 * without having ended.
 *
 * <p>An execution is never restarted in the batch runtime: a new job for the same execution finds
 * by itself what is left to do, and the epoch keeps an old one from writing (design: section 4;
 * {@code JobOperator.restart} can run work twice).
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);
  private static final long IDLE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long DATABASE_LOST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long CONSOLE_STOP_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int RESUME_LIMIT = 50;
  private static final long RENEWAL_NANOS = TimeUnit.SECONDS.toNanos(LeaseStore.LEASE_SECONDS) / 6;

  private final ReentrantLock ticking = new ReentrantLock();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Map<UUID, Integer> resumes = new HashMap<>();
  private final int limit = Settings.number("HORARIUM_MAX_EXECUTIONS", 16, 1, 1000);
  private long renewedAt;
  private long evictedAt = System.nanoTime();
  private ScheduledFuture<?> timer;

  @Inject private LeaseStore leases;
  @Inject private ExecutionStore executions;
  @Inject private MemberStore members;
  @Inject private RunningExecutions running;
  @Inject private Node node;
  @Inject private NodeDuties duties;

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/horarium")
  private ManagedScheduledExecutorService scheduler;

  @PostConstruct
  void start() {
    timer = scheduler.scheduleWithFixedDelay(() -> tick(true), 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    timer.cancel(false);
  }

  /**
   * Looks for work now, on another thread. Called after the transaction that queued an execution.
   */
  public void wake() {
    // A look that has been asked for and has not begun finds the work of everybody who asks.
    if (asked.compareAndSet(false, true)) {
      scheduler.execute(
          () -> {
            asked.set(false);
            tick(false);
          });
    }
  }

  /** {@code regular}: also asks what never is in a hurry. */
  private void tick(boolean regular) {
    // A tick that finds another one at work leaves it to that one, which may have looked already:
    // so wait for its end.
    ticking.lock();
    try {
      List<Held> held = leases.held();
      for (Held execution : held) {
        if (execution.cancelRequested()) {
          running.cancel(execution.executionId());
        }
      }
      if (!held.isEmpty()) {
        members.toCancel(node.incarnation()).forEach(running::cancelMember);
      }
      if (!held.isEmpty() && System.nanoTime() - renewedAt > RENEWAL_NANOS) {
        leases.renew();
        renewedAt = System.nanoTime();
      }
      forgetClosed(held);
      held.forEach(this::look);
      if (regular) {
        leases.claimLost().forEach(this::giveUp);
      }
      int room = limit - held.size();
      if (room > 0) {
        leases.claim(room, duties.runsPersisted()).forEach(this::begin);
        evictSilent();
      }
    } catch (RuntimeException e) {
      if (DatabaseFailure.databaseGone(e)) {
        LOG.warn("The database cannot be reached; executions go on when it is back.");
      } else {
        LOG.error("Looking after the executions of this node failed", e);
      }
    } finally {
      ticking.unlock();
    }
  }

  /** As seldom as leases are prolonged; what it frees is claimed by the next tick. */
  private void evictSilent() {
    if (System.nanoTime() - evictedAt > RENEWAL_NANOS) {
      evictedAt = System.nanoTime();
      int ended = leases.evictSilent();
      if (ended > 0) {
        LOG.warnf("%d database sessions of a node that fell silent were ended.", ended);
      }
    }
  }

  private void forgetClosed(List<Held> held) {
    for (Running r : running.all()) {
      boolean open =
          held.stream()
              .anyMatch(
                  h ->
                      h.executionId().equals(r.lease.executionId())
                          && h.epoch() == r.lease.epoch());
      if (!open && r.active.isEmpty()) {
        running.forget(r);
        resumes.remove(r.lease.executionId());
      }
    }
  }

  /** Gives an execution back whose job has ended, or does nothing, though work is left. */
  private void look(Held execution) {
    Running r = running.find(execution.executionId(), execution.epoch()).orElse(null);
    if (r == null) {
      // Claimed, but the process that should have begun it did not come so far.
      leases.release(execution.executionId(), execution.epoch());
      return;
    }
    if (r.jobEnded && r.stoppedByRuntime && !execution.cancelRequested()) {
      stoppedInConsole(r);
    } else if ((r.jobEnded && r.active.isEmpty()) || r.idleNanos() > idleLimit(r)) {
      giveBack(r, execution);
    }
  }

  /**
   * The job was stopped in the server's console, not by us. A server that shuts down stops its jobs
   * too, and is gone before the time is over; then the execution goes on at the next start.
   */
  private void stoppedInConsole(Running r) {
    if (r.idleNanos() > CONSOLE_STOP_NANOS) {
      r.stoppedByRuntime = false;
      executions.cancel(r.lease.executionId(), "Stopped in the server's console");
    }
  }

  /**
   * A batch thread that lost the database with its job may die without saying that the job ended.
   */
  private static long idleLimit(Running r) {
    return r.databaseLost ? DATABASE_LOST_NANOS : IDLE_LIMIT_NANOS;
  }

  private void giveBack(Running r, Held execution) {
    UUID id = execution.executionId();
    if (executions.isClosed(id)) {
      // It ended after this tick had asked what is open.
      return;
    }
    running.forget(r);
    if (resumes.merge(id, 1, Integer::sum) > RESUME_LIMIT) {
      resumes.remove(id);
      executions.abandon(
          id,
          execution.epoch(),
          "The execution stopped "
              + RESUME_LIMIT
              + " times without a reason that it could record.");
      return;
    }
    LOG.warnf("Execution %s stopped without having ended; going on with it.", id);
    leases.release(id, execution.epoch());
  }

  private void giveUp(Lease lost) {
    try {
      executions.abandon(
          lost.executionId(),
          lost.epoch(),
          "Its node stopped while it ran, and its schedule is not recoverable; start it again if its"
              + " work is still needed.");
    } catch (Problem e) {
      LOG.debugf(e, "Execution %s was taken over", lost.executionId());
    }
  }

  private void begin(Lease lease) {
    Running r = running.begin(lease);
    Properties parameters = new Properties();
    // Ids only: the repository keeps parameters in a short column (stack: JBeret column limits).
    parameters.setProperty("executionId", lease.executionId().toString());
    parameters.setProperty("epoch", Integer.toString(lease.epoch()));
    try {
      JobOperator operator = BatchRuntime.getJobOperator();
      r.batchExecutionId = operator.start(lease.job().jobName(), parameters);
      leases.batchStarted(lease.executionId(), lease.epoch(), r.batchExecutionId);
    } catch (Problem e) {
      LOG.debugf(e, "Execution %s was taken over", lease.executionId());
    } catch (RuntimeException e) {
      LOG.errorf(
          e,
          "The batch job of execution %s could not be started; trying again",
          lease.executionId());
      r.jobEnded = true;
    }
  }

  /** Passes a cancel on without waiting for the next tick. Public: an EJB has no other methods. */
  public void cancelRequested(UUID executionId, Initiator by) {
    LOG.infof("Execution %s was cancelled by %s", executionId, by.name());
    running.cancel(executionId);
  }

  /** As {@link #cancelRequested}, for one member. */
  public void cancelTask(UUID taskId, Initiator by) {
    LOG.infof("Task %s was cancelled by %s", taskId, by.name());
    running.cancelMember(taskId);
  }
}
