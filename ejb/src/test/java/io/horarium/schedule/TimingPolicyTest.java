package io.horarium.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.problem.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which input wins, and what is derived (contract/jim.md 9.2 to 9.4). */
class TimingPolicyTest {

  private static final Timing STORED =
      new Timing(
          TriggerType.Cron, PatternType.Custom, "0 6 * * *", null, null, null, null, null, null);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'1,2,3,4,5'; '06:00,18:00'; '0 6,18 * * 1,2,3,4,5'",
        "; '18:30,06:00'; '0 6 * * * | 30 18 * * *'",
        "'6,5,4,3,2,1,0'; '06:00'; '0 6 * * *'"
      })
  void specificTimes(String days, String times, String cron) {
    Timing timing =
        TimingPolicy.complete(
            new Timing(
                TriggerType.Cron,
                PatternType.SpecificTimes,
                "x".repeat(2000),
                days,
                times,
                5,
                IntervalUnit.Hours,
                "08:00",
                "09:00"),
            STORED);

    assertThat(timing)
        .isEqualTo(
            new Timing(
                TriggerType.Cron,
                PatternType.SpecificTimes,
                cron,
                days,
                times,
                null,
                null,
                null,
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "15; Minutes; ; ; '*/15 * * * *'",
        "2; Hours; ; ; '0 */2 * * *'",
        "2; ; ; ; '0 */2 * * *'",
        "2; Hours; 08:00; 18:00; '0 8,10,12,14,16,18 * * *'",
        "2; Hours; 08:30; 13:00; '30 8,10,12 * * *'",
        "30; Minutes; 08:00; 10:00; '0 8,9,10 * * * | 30 8,9 * * *'"
      })
  void intervals(int value, IntervalUnit unit, String start, String end, String cron) {
    Timing timing =
        TimingPolicy.complete(
            new Timing(
                TriggerType.Cron, PatternType.Interval, null, null, null, value, unit, start, end),
            STORED);

    assertThat(timing.cronExpression()).isEqualTo(cron);
    assertThat(timing.intervalUnit()).isEqualTo(unit == null ? IntervalUnit.Hours : unit);
  }

  @Test
  void aCronTextServesWhereThePatternSaysNothing() {
    Timing timing =
        TimingPolicy.complete(
            new Timing(
                TriggerType.Cron,
                PatternType.Interval,
                " 0 6 * * * ",
                "1,2",
                null,
                null,
                null,
                null,
                null),
            STORED);

    assertThat(timing)
        .isEqualTo(
            new Timing(
                TriggerType.Cron,
                PatternType.Interval,
                "0 6 * * *",
                null,
                null,
                null,
                null,
                null,
                null));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, Custom, -, -, -, -, -, cronExpression",
        "-, SpecificTimes, -, -, -, -, -, cronExpression",
        "0 6 * *, Custom, -, -, -, -, -, cronExpression",
        "-, Interval, -, 24, Hours, -, -, intervalValue",
        "-, Interval, -, 5, Minutes, 08:00, -, intervalWindowEnd",
        "-, Interval, -, 5, Minutes, -, 08:00, intervalWindowStart",
        "-, Interval, -, 5, Minutes, 08:00, 08:00, intervalWindowEnd"
      })
  void refusals(
      String cron,
      PatternType pattern,
      String times,
      Integer value,
      IntervalUnit unit,
      String start,
      String end,
      String field) {
    var sent = new Timing(TriggerType.Cron, pattern, cron, null, times, value, unit, start, end);

    assertThatThrownBy(() -> TimingPolicy.complete(sent, STORED))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.fieldMessages()).containsOnlyKeys(field));
  }
}
