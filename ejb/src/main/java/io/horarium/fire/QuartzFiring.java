package io.horarium.fire;

import io.horarium.execution.AfterCommit;
import io.horarium.platform.DatabaseSignals;
import io.horarium.schedule.Firing;
import io.horarium.schedule.PlacedTrigger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Date;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Places triggers in Quartz. Those of persisted schedules are rows that commit with the schedule;
 * those of schedules in memory are placed after the commit. All triggers belong to one job, which
 * knows what to do from the name of the trigger: the id of the schedule.
 */
@ApplicationScoped
public class QuartzFiring implements Firing {

  /** Group of the triggers of persisted schedules. */
  static final String PERSISTED = "schedules";

  /** Group of those of schedules in memory. */
  static final String IN_MEMORY = "memory";

  /** Channel of the database on which nodes tell each other that triggers were placed. */
  static final String SIGNAL = "horarium_triggers";

  private static final Logger LOG = Logger.getLogger(QuartzFiring.class);
  private static final JobKey JOB = new JobKey("fire", "horarium");

  @Inject private FireTransaction transaction;
  @Inject private Fires fires;
  @Inject private DatabaseSignals signals;
  @Inject private AfterCommit afterCommit;

  private volatile Scheduler cluster;
  private volatile Scheduler memory;

  static JobDetail job() {
    return JobBuilder.newJob(FireJob.class).withIdentity(JOB).storeDurably().build();
  }

  /** From now on triggers are placed in these. */
  void use(Scheduler clusterScheduler, Scheduler memoryScheduler) {
    cluster = clusterScheduler;
    memory = memoryScheduler;
  }

  @Override
  public void settle(UUID scheduleId) {
    transaction.settle(scheduleId);
  }

  @Override
  public void changed(PlacedTrigger trigger) {
    UUID id = trigger.scheduleId();
    TriggerKey key = key(PERSISTED, id);
    try {
      if (trigger.persisted() && trigger.nextAt() != null) {
        place(cluster, key, trigger);
        afterCommit.run(() -> forget(id));
      } else {
        cluster.unscheduleJob(key);
        afterCommit.run(() -> placeInMemory(trigger));
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz did not take the trigger of schedule " + id, e);
    }
    signals.send(SIGNAL, "");
  }

  /** Places the trigger of a schedule that lives in the memory of this node. */
  void placeInMemory(PlacedTrigger trigger) {
    UUID id = trigger.scheduleId();
    try {
      if (trigger.persisted() || trigger.nextAt() == null) {
        forget(id);
      } else {
        fires.remember(id, trigger.definition().armedAt().minusMillis(1));
        place(memory, key(IN_MEMORY, id), trigger);
      }
    } catch (SchedulerException e) {
      LOG.errorf(e, "The trigger of schedule %s could not be placed in memory", id);
    }
  }

  private static void place(Scheduler scheduler, TriggerKey key, PlacedTrigger placed)
      throws SchedulerException {
    ScheduleTrigger trigger = new ScheduleTrigger(placed.definition());
    trigger.setKey(key);
    trigger.setJobKey(JOB);
    trigger.setStartTime(Date.from(placed.definition().armedAt()));
    trigger.setNextFireTime(Date.from(placed.nextAt()));
    if (scheduler.checkExists(key)) {
      scheduler.rescheduleJob(key, trigger);
    } else {
      scheduler.scheduleJob(trigger);
    }
    if (placed.paused()) {
      scheduler.pauseTrigger(key);
    } else if (scheduler.getPausedTriggerGroups().contains(key.getGroup())) {
      scheduler.resumeTrigger(key);
    }
  }

  @Override
  public void removed(UUID scheduleId) {
    try {
      cluster.unscheduleJob(key(PERSISTED, scheduleId));
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz keeps the trigger of schedule " + scheduleId, e);
    }
    afterCommit.run(() -> forget(scheduleId));
  }

  /** Takes the trigger of a schedule out of the memory of this node. */
  void forget(UUID scheduleId) {
    fires.forget(scheduleId);
    try {
      memory.unscheduleJob(key(IN_MEMORY, scheduleId));
    } catch (SchedulerException e) {
      LOG.debugf(e, "The trigger of schedule %s stays in memory", scheduleId);
    }
  }

  @Override
  public void resumed(UUID scheduleId) {
    transaction.resumed(scheduleId);
  }

  @Override
  public void allPaused(boolean paused) {
    try {
      GroupMatcher<TriggerKey> persisted = GroupMatcher.triggerGroupEquals(PERSISTED);
      GroupMatcher<TriggerKey> inMemory = GroupMatcher.triggerGroupEquals(IN_MEMORY);
      if (paused) {
        cluster.pauseTriggers(persisted);
        memory.pauseTriggers(inMemory);
      } else {
        cluster.resumeTriggers(persisted);
        memory.resumeTriggers(inMemory);
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz did not pause or resume its triggers", e);
    }
    signals.send(SIGNAL, "");
  }

  /** Places the trigger of a persisted schedule that has none in Quartz, or one in error. */
  void repair(PlacedTrigger trigger) {
    LOG.warnf("The trigger of schedule %s was missing and is placed again.", trigger.scheduleId());
    changed(trigger);
  }

  private static TriggerKey key(String group, UUID scheduleId) {
    return new TriggerKey(scheduleId.toString(), group);
  }
}
