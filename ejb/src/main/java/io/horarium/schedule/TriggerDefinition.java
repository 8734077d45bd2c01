package io.horarium.schedule;

import io.horarium.schedule.time.Cron;
import io.horarium.schedule.time.FireTimes;
import io.horarium.schedule.time.SimpleTimes;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What decides when a schedule is due.
 *
 * @param cronExpression valid; null unless the type is Cron
 * @param armedAt since when the trigger counts: a simple trigger without a start in the future
 *     begins then (contract/openidm-scheduler.md 3.5); null: it does not count
 */
public record TriggerDefinition(
    TriggerType type,
    String cronExpression,
    String timeZone,
    Instant startAt,
    Instant endAt,
    Long repeatInterval,
    Long repeatCount,
    Instant armedAt) {

  /** The trigger of a schedule. */
  static TriggerDefinition of(Timing timing, FiringRules rules, Instant armedAt) {
    return new TriggerDefinition(
        timing.triggerType(),
        timing.triggerType() == TriggerType.Cron ? timing.cronExpression() : null,
        rules.timeZone(),
        rules.startAt(),
        rules.endAt(),
        timing.triggerType() == TriggerType.Simple ? rules.repeatInterval() : null,
        timing.triggerType() == TriggerType.Simple ? rules.repeatCount() : null,
        armedAt);
  }

  /** The instants at which it is due; none for Manual or when it does not count. */
  public FireTimes times() {
    if (armedAt == null) {
      return FireTimes.NEVER;
    }
    return switch (type) {
      case Manual -> FireTimes.NEVER;
      case Cron -> Cron.parse(cronExpression).in(ZoneId.of(timeZone)).between(startAt, endAt);
      case Simple ->
          new SimpleTimes(
                  startAt == null || startAt.isBefore(armedAt) ? armedAt : startAt,
                  repeatInterval,
                  repeatCount)
              .between(null, endAt);
    };
  }

  /** Whether its firings are meant to come back to back, one after the other. */
  public boolean burst() {
    return type == TriggerType.Simple && repeatInterval == 0;
  }

  /** The same, counting since another instant. */
  TriggerDefinition armed(Instant at) {
    return new TriggerDefinition(
        type, cronExpression, timeZone, startAt, endAt, repeatInterval, repeatCount, at);
  }
}
