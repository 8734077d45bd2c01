package io.horarium.fire;

import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.UUID;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/**
 * What Quartz runs when something is due: has it accounted for and is done, in milliseconds. It
 * never throws, for Quartz would take the trigger away. Made by Quartz, by its name.
 */
public final class FireJob implements Job {

  @Override
  public void execute(JobExecutionContext context) {
    Fires fires = CDI.current().select(Fires.class).get();
    UUID schedule = UUID.fromString(context.getTrigger().getKey().getName());
    Instant due = context.getScheduledFireTime().toInstant();
    if (context.getTrigger().getKey().getGroup().equals(QuartzFiring.IN_MEMORY)) {
      if (!fires.fireInMemory(schedule, due)) {
        CDI.current().select(QuartzFiring.class).get().forget(schedule);
      }
    } else {
      fires.fire(schedule, due);
    }
  }
}
