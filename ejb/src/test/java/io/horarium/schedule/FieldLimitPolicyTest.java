package io.horarium.schedule;

import static io.horarium.schedule.Inputs.limits;
import static io.horarium.schedule.Inputs.noTiming;
import static io.horarium.schedule.Inputs.runs;
import static io.horarium.schedule.Inputs.schedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.problem.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldLimitPolicyTest {

  @Test
  void takesEveryFieldAtItsLimit() {
    var timing =
        new Timing(null, null, "c".repeat(1000), "0,6", "00:00,23:59", 59, null, "08:00", "18:00");
    var input =
        new ScheduleInput(
            "k".repeat(200),
            "n".repeat(200),
            "d".repeat(1000),
            timing,
            true,
            List.of(
                limits(runs(1000, 1, 1), Given.of(86_400), Given.absent()),
                limits(
                    runs(0, 1, 1),
                    Given.of(1),
                    Given.of(new StepOverrides("f".repeat(500), false)))),
            "r".repeat(2000));

    assertThatCode(() -> FieldLimitPolicy.check(input)).doesNotThrowAnyException();
  }

  @Test
  void namesEveryFieldThatBreaksItsLimit() {
    var timing = new Timing(null, null, null, "7", "24:00", 60, null, "8:00", "25:00");
    var input =
        new ScheduleInput(
            " ",
            "",
            "d".repeat(1001),
            timing,
            true,
            List.of(
                limits(
                    runs(1001, 1, 1),
                    Given.of(0),
                    Given.of(new StepOverrides("f".repeat(501), false)))),
            "r".repeat(2001));

    assertThatThrownBy(() -> FieldLimitPolicy.check(input))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.fieldMessages().keySet())
                    .containsExactly(
                        "name",
                        "key",
                        "description",
                        "daysOfWeek",
                        "runTimes",
                        "intervalValue",
                        "intervalWindowStart",
                        "intervalWindowEnd",
                        "changeReason",
                        "steps[0].stepIndex",
                        "steps[0].timeoutSeconds",
                        "steps[0].overrides.filePath"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1, 2", "1,,2", "mon", "-1", "1,"})
  void daysAreNumbersWithCommas(String days) {
    var timing = new Timing(null, null, null, days, null, null, null, null, null);

    assertThatThrownBy(() -> FieldLimitPolicy.check(schedule("x", timing)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("daysOfWeek must list days");
  }

  @ParameterizedTest
  @CsvSource({"'  Weekday cycle ', Weekday cycle", "x, x"})
  void blanksAroundANameDoNotCount(String sent, String name) {
    assertThat(new ScheduleInput(null, sent, null, noTiming(), false, List.of(), null).name())
        .isEqualTo(name);
  }
}
