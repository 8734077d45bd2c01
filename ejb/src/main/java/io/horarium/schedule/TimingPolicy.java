package io.horarium.schedule;

import io.horarium.problem.InvalidInput;

/** Decides the timing of a schedule from what was sent and what is stored (contract/jim.md 9.4). */
final class TimingPolicy {

  private TimingPolicy() {}

  /**
   * The timing to store: trigger and pattern type that are null stay as they are, the other fields
   * are taken as sent. An empty text says the same as null.
   *
   * @throws InvalidInput a trigger that this version does not have; names triggerType
   */
  static Timing complete(Timing sent, Timing stored) {
    TriggerType trigger = sent.triggerType() == null ? stored.triggerType() : sent.triggerType();
    if (trigger != TriggerType.Manual) {
      throw InvalidInput.field(
          "triggerType",
          "triggerType is "
              + trigger
              + ", but this version runs schedules on request only; use Manual and start the"
              + " schedule with its run call.");
    }
    return new Timing(
        trigger,
        sent.patternType() == null ? stored.patternType() : sent.patternType(),
        text(sent.cronExpression()),
        text(sent.daysOfWeek()),
        text(sent.runTimes()),
        sent.intervalValue(),
        sent.intervalUnit(),
        text(sent.intervalWindowStart()),
        text(sent.intervalWindowEnd()));
  }

  private static String text(String value) {
    return value == null || value.isEmpty() ? null : value;
  }
}
