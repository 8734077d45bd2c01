package io.horarium.fire;

import io.horarium.platform.Clock;
import io.horarium.schedule.TriggerDefinition;
import java.time.Instant;
import java.util.Date;
import org.quartz.Calendar;
import org.quartz.ScheduleBuilder;
import org.quartz.impl.triggers.AbstractTrigger;
import org.quartz.spi.MutableTrigger;

/**
 * A Quartz trigger that asks {@code schedule.time} for its instants. It never counts as misfired
 * for Quartz: what is late is decided by {@link FirePolicy}, once for all instants that went by, so
 * a trigger that has fallen behind skips what the firing under way accounts for.
 */
// Dates because Quartz asks for them; kept in memory or read from the schedule's row, never
// serialized.
@SuppressWarnings({"serial", "JavaUtilDate"})
final class ScheduleTrigger extends AbstractTrigger<ScheduleTrigger> {

  /** How far behind it goes on instant by instant. */
  private static final long PATIENCE_MILLIS = 5_000;

  private static final Clock CLOCK = new Clock();

  private final transient TriggerDefinition definition;
  private Date startTime = new Date(0);
  private Date endTime;
  private Date next;
  private Date previous;

  ScheduleTrigger(TriggerDefinition definition) {
    this.definition = definition;
    setMisfireInstruction(MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY);
  }

  /** For Quartz, which sets everything else when it reads a trigger. */
  static ScheduleBuilder<ScheduleTrigger> builder(TriggerDefinition definition) {
    return new ScheduleBuilder<>() {
      @Override
      protected MutableTrigger build() {
        return new ScheduleTrigger(definition);
      }
    };
  }

  private Date after(Instant base) {
    return definition.times().after(base).map(Date::from).orElse(null);
  }

  @Override
  public void triggered(Calendar calendar) {
    previous = next;
    long behind = CLOCK.now().toEpochMilli() - PATIENCE_MILLIS;
    next = after(Instant.ofEpochMilli(Math.max(previous.getTime(), behind)));
  }

  @Override
  public Date computeFirstFireTime(Calendar calendar) {
    if (next == null) {
      next = after(Instant.EPOCH);
    }
    return next;
  }

  @Override
  public boolean mayFireAgain() {
    return next != null;
  }

  @Override
  public Date getStartTime() {
    return startTime;
  }

  @Override
  public void setStartTime(Date startTime) {
    this.startTime = startTime;
  }

  @Override
  public void setEndTime(Date endTime) {
    this.endTime = endTime;
  }

  @Override
  public Date getEndTime() {
    return endTime;
  }

  @Override
  public Date getNextFireTime() {
    return next;
  }

  @Override
  public void setNextFireTime(Date nextFireTime) {
    next = nextFireTime;
  }

  @Override
  public Date getPreviousFireTime() {
    return previous;
  }

  @Override
  public void setPreviousFireTime(Date previousFireTime) {
    previous = previousFireTime;
  }

  @Override
  public Date getFireTimeAfter(Date afterTime) {
    return after(afterTime == null ? CLOCK.now() : afterTime.toInstant());
  }

  @Override
  public Date getFinalFireTime() {
    return null;
  }

  @Override
  protected boolean validateMisfireInstruction(int candidate) {
    return candidate == MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY
        || candidate == MISFIRE_INSTRUCTION_SMART_POLICY;
  }

  @Override
  public void updateAfterMisfire(Calendar calendar) {
    // nothing is ever misfired
  }

  @Override
  public void updateWithNewCalendar(Calendar calendar, long misfireThreshold) {
    // blackouts are ours, not Quartz's
  }

  @Override
  public ScheduleBuilder<ScheduleTrigger> getScheduleBuilder() {
    return builder(definition);
  }
}
