package io.horarium.schedule;

import io.horarium.problem.InvalidInput;
import io.horarium.schedule.time.SimpleTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Decides the rules of firing from what was sent and what is stored. */
final class FiringRulesPolicy {

  private static final int MOST_GRACE_SECONDS = 86_400;

  private FiringRulesPolicy() {}

  /**
   * The rules to store.
   *
   * @param trigger of the schedule as it will be
   * @throws InvalidInput the first rule that cannot be followed; names the field
   */
  static FiringRules complete(FiringInput sent, FiringRules stored, TriggerType trigger) {
    FiringRules defaults = FiringRules.OF_THE_API;
    String zone = zone(sent.timeZone().or(stored.timeZone(), defaults.timeZone()));
    Instant start = millis(sent.startAt().or(stored.startAt()));
    Instant end = millis(sent.endAt().or(stored.endAt()));
    if (start != null && end != null && !end.isAfter(start)) {
      throw InvalidInput.field(
          "endAt", "endAt is not after startAt, so nothing would ever be due; give a later endAt.");
    }
    Integer grace = sent.misfireGraceSeconds().or(stored.misfireGraceSeconds());
    if (grace != null && (grace < 0 || grace > MOST_GRACE_SECONDS)) {
      throw InvalidInput.field(
          "misfireGraceSeconds",
          "misfireGraceSeconds is " + grace + ", but must be a whole number from 0 to 86400.");
    }
    Long interval = sent.repeatInterval().or(stored.repeatInterval());
    Long count = sent.repeatCount().or(stored.repeatCount());
    if (trigger == TriggerType.Simple) {
      interval = interval == null ? (Long) 0L : interval;
      count = count == null ? (Long) SimpleTimes.ENDLESS : count;
    }
    checkRepetition(interval, count, trigger);
    return new FiringRules(
        zone,
        start,
        end,
        interval,
        count,
        sent.misfirePolicy().or(stored.misfirePolicy(), defaults.misfirePolicy()),
        grace,
        sent.concurrentExecution().or(stored.concurrentExecution(), defaults.concurrentExecution()),
        sent.persisted().or(stored.persisted(), defaults.persisted()),
        sent.recoverable().or(stored.recoverable(), defaults.recoverable()),
        sent.logLevel().or(stored.logLevel(), defaults.logLevel()));
  }

  private static void checkRepetition(Long interval, Long count, TriggerType trigger) {
    if (interval != null && interval < 0) {
      throw InvalidInput.field(
          "repeatInterval",
          "repeatInterval is " + interval + ", but must be 0 or more milliseconds.");
    }
    if (count != null && count < SimpleTimes.ENDLESS) {
      throw InvalidInput.field(
          "repeatCount", "repeatCount is " + count + ", but must be 0 or more, or -1 for no end.");
    }
    if (trigger == TriggerType.Simple && interval == 0 && count == SimpleTimes.ENDLESS) {
      throw InvalidInput.field(
          "repeatInterval",
          "repeatInterval is 0 without an end, which would start runs for ever and at once; give an"
              + " interval in milliseconds or a repeatCount of 0 or more.");
    }
  }

  private static String zone(String text) {
    try {
      return ZoneId.of(text.strip()).getId();
    } catch (DateTimeException e) {
      throw InvalidInput.field(
          "timeZone",
          "timeZone is '"
              + (text.length() <= 60 ? text : text.substring(0, 60) + "…")
              + "', but must be a time zone such as Europe/London, UTC or +02:00.");
    }
  }

  private static Instant millis(Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
  }
}
