package io.horarium.schedule.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CronTextTest {

  private static final Instant SUNDAY = Instant.parse("2026-02-28T23:59:59Z");

  @Test
  void isTheTextOfJimWhereOneExpressionIsEnough() {
    assertThat(CronText.at(times("18:00", "06:00"), List.of(5, 4, 3, 2, 1)))
        .isEqualTo("0 6,18 * * 1,2,3,4,5");
    assertThat(CronText.everyHours(2, List.of())).isEqualTo("0 */2 * * *");
    assertThat(CronText.everyMinutes(15, List.of(0, 1, 2, 3, 4, 5, 6))).isEqualTo("*/15 * * * *");
    assertThat(
            CronText.at(
                CronText.window(LocalTime.of(8, 0), LocalTime.of(18, 0), 120),
                List.of(1, 2, 3, 4, 5)))
        .isEqualTo("0 8,10,12,14,16,18 * * 1,2,3,4,5");
  }

  @Test
  void keepsTheMinutesOfEveryTime() {
    assertThat(CronText.at(times("06:00", "18:30"), List.of()))
        .isEqualTo("0 6 * * * | 30 18 * * *");
    assertThat(CronText.at(times("06:00", "06:30", "18:00"), List.of(0)))
        .isEqualTo("0 6,18 * * 0 | 30 6 * * 0");
  }

  @Property(tries = 300)
  void meansTheTimesItWasWrittenFrom(@ForAll("timesOfDay") Set<LocalTime> times) {
    String text = CronText.at(times, List.of());

    assertThat(timesOfSunday(text)).isEqualTo(times);
  }

  @Property(tries = 300)
  void aWindowEndsWithItsEndAndFitsTheColumn(
      @ForAll @IntRange(min = 1, max = 59) int step,
      @ForAll @IntRange(min = 0, max = 1438) int start,
      @ForAll @IntRange(min = 1, max = 1439) int length) {
    LocalTime from = LocalTime.MIN.plusMinutes(start);
    LocalTime to = LocalTime.MIN.plusMinutes(Math.min(1439, start + length));
    Set<LocalTime> expected = new HashSet<>();
    for (int minute = 0; minute < 1440; minute++) {
      LocalTime time = LocalTime.MIN.plusMinutes(minute);
      if (!time.isBefore(from) && !time.isAfter(to) && (minute - start) % step == 0) {
        expected.add(time);
      }
    }

    String text = CronText.at(CronText.window(from, to, step), List.of(0, 1, 2, 3, 4, 5));

    assertThat(timesOfSunday(text)).isEqualTo(expected);
    assertThat(text.length()).isLessThanOrEqualTo(2000);
  }

  @Provide
  Arbitrary<Set<LocalTime>> timesOfDay() {
    return Arbitraries.integers()
        .between(0, 1439)
        .map(LocalTime.MIN::plusMinutes)
        .set()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  private static Set<LocalTime> timesOfSunday(String text) {
    Set<LocalTime> found = new HashSet<>();
    for (Instant t : Cron.parse(text).in(ZoneOffset.UTC).after(SUNDAY, 1500)) {
      if (t.isBefore(Instant.parse("2026-03-02T00:00:00Z"))) {
        found.add(t.atOffset(ZoneOffset.UTC).toLocalTime());
      }
    }
    return found;
  }

  private static List<LocalTime> times(String... times) {
    return List.of(times).stream().map(LocalTime::parse).toList();
  }
}
