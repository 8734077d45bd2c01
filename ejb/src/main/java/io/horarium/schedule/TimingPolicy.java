package io.horarium.schedule;

import io.horarium.problem.InvalidInput;
import io.horarium.schedule.time.Cron;
import io.horarium.schedule.time.CronMistake;
import io.horarium.schedule.time.CronText;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;

/**
 * Decides the timing of a schedule from what was sent and what is stored (contract/jim.md 9.3 and
 * 9.4). What is not the business of the pattern is cleared; an empty text says the same as null.
 */
final class TimingPolicy {

  private static final int LONGEST_CRON = 1000;
  private static final int MOST_HOURS = 23;

  private TimingPolicy() {}

  /**
   * The timing to store; trigger and pattern type that are null stay as they are. A Cron timing
   * that is returned has a cron expression that can be read.
   *
   * @throws InvalidInput it says no time, or contradicts itself; names the field
   */
  static Timing complete(Timing sent, Timing stored) {
    TriggerType trigger = sent.triggerType() == null ? stored.triggerType() : sent.triggerType();
    PatternType pattern = sent.patternType() == null ? stored.patternType() : sent.patternType();
    String cron = text(sent.cronExpression());
    if (trigger != TriggerType.Cron) {
      if (cron != null) {
        checkLength(cron);
      }
      return new Timing(
          trigger,
          pattern,
          cron,
          text(sent.daysOfWeek()),
          text(sent.runTimes()),
          sent.intervalValue(),
          sent.intervalUnit(),
          text(sent.intervalWindowStart()),
          text(sent.intervalWindowEnd()));
    }
    if (pattern == PatternType.SpecificTimes && text(sent.runTimes()) != null) {
      return specificTimes(sent);
    }
    if (pattern == PatternType.Interval && sent.intervalValue() != null) {
      return interval(sent);
    }
    return asWritten(cron, pattern);
  }

  private static Timing asWritten(String cron, PatternType pattern) {
    if (cron == null || cron.isBlank()) {
      String own =
          switch (pattern) {
            case SpecificTimes -> " or runTimes such as 06:00,18:30";
            case Interval -> " or intervalValue and intervalUnit";
            case Custom -> "";
          };
      throw InvalidInput.field(
          "cronExpression",
          "cronExpression is required for a Cron trigger; give an expression such as 0 6 * * 1,2,3,4,5"
              + own
              + ".");
    }
    checkLength(cron);
    String text = cron.strip();
    try {
      Cron.parse(text);
    } catch (CronMistake e) {
      throw InvalidInput.field("cronExpression", "cronExpression " + e.getMessage() + ".");
    }
    return new Timing(TriggerType.Cron, pattern, text, null, null, null, null, null, null);
  }

  private static void checkLength(String cron) {
    if (cron.length() > LONGEST_CRON) {
      throw InvalidInput.field(
          "cronExpression",
          "cronExpression has "
              + cron.length()
              + " characters; shorten it to at most "
              + LONGEST_CRON
              + ".");
    }
  }

  private static Timing specificTimes(Timing sent) {
    List<LocalTime> times =
        Arrays.stream(sent.runTimes().split(",")).map(LocalTime::parse).toList();
    return new Timing(
        TriggerType.Cron,
        PatternType.SpecificTimes,
        CronText.at(times, days(sent)),
        text(sent.daysOfWeek()),
        sent.runTimes(),
        null,
        null,
        null,
        null);
  }

  private static Timing interval(Timing sent) {
    IntervalUnit unit = sent.intervalUnit() == null ? IntervalUnit.Hours : sent.intervalUnit();
    int value = sent.intervalValue();
    if (unit == IntervalUnit.Hours && value > MOST_HOURS) {
      throw InvalidInput.field(
          "intervalValue",
          "intervalValue is "
              + value
              + ", but a day has no more than 23 hours between; give 1 to 23 or the unit Minutes.");
    }
    String start = text(sent.intervalWindowStart());
    String end = text(sent.intervalWindowEnd());
    return new Timing(
        TriggerType.Cron,
        PatternType.Interval,
        intervalCron(value, unit, start, end, days(sent)),
        text(sent.daysOfWeek()),
        null,
        value,
        unit,
        start,
        end);
  }

  private static String intervalCron(
      int value, IntervalUnit unit, String start, String end, List<Integer> days) {
    if (start == null && end == null) {
      return unit == IntervalUnit.Hours
          ? CronText.everyHours(value, days)
          : CronText.everyMinutes(value, days);
    }
    if (start == null || end == null) {
      String missing = start == null ? "intervalWindowStart" : "intervalWindowEnd";
      throw InvalidInput.field(
          missing, missing + " is missing; a window needs a start and an end, or leave both out.");
    }
    LocalTime from = LocalTime.parse(start);
    LocalTime to = LocalTime.parse(end);
    if (!to.isAfter(from)) {
      throw InvalidInput.field(
          "intervalWindowEnd",
          "intervalWindowEnd is not after intervalWindowStart; a window lies within one day.");
    }
    return CronText.at(
        CronText.window(from, to, unit == IntervalUnit.Hours ? value * 60 : value), days);
  }

  private static List<Integer> days(Timing sent) {
    String days = text(sent.daysOfWeek());
    return days == null ? List.of() : Arrays.stream(days.split(",")).map(Integer::valueOf).toList();
  }

  private static String text(String value) {
    return value == null || value.isEmpty() ? null : value;
  }
}
