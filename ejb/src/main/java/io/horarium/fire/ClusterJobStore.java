package io.horarium.fire;

import java.util.concurrent.atomic.AtomicReference;
import org.quartz.SchedulerConfigException;
import org.quartz.impl.jdbcjobstore.JobStoreCMT;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.SchedulerSignaler;

/**
 * Quartz's store on the application's data source, which can be told that another node has placed a
 * trigger. Made by Quartz, by its name; there is one in a process.
 */
@SuppressWarnings("unchecked") // Quartz overrides its own generic methods without type parameters
public final class ClusterJobStore extends JobStoreCMT {

  private static final AtomicReference<SchedulerSignaler> SIGNALER = new AtomicReference<>();

  @Override
  public void initialize(ClassLoadHelper loader, SchedulerSignaler signaler)
      throws SchedulerConfigException {
    super.initialize(loader, signaler);
    SIGNALER.set(signaler);
  }

  @Override
  public void shutdown() {
    SIGNALER.set(null);
    super.shutdown();
  }

  /** Makes the scheduler look again at what is due next. */
  static void lookAgain() {
    SchedulerSignaler signaler = SIGNALER.get();
    if (signaler != null) {
      signaler.signalSchedulingChange(0);
    }
  }
}
