package io.horarium.schedule.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.TimeZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.CronExpression;

@SuppressWarnings("JavaUtilDate") // Quartz, which it is compared with, speaks it
class CronTest {

  private static final Instant BASE = Instant.parse("2026-03-01T06:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0 6 * * *;                 2026-03-02T06:00:00Z",
        "*/15 * * * *;              2026-03-01T06:15:00Z",
        "50/5 * * * *;              2026-03-01T06:50:00Z",
        "0 12-8/2 * * *;            2026-03-01T08:00:00Z",
        "0 6 * * Mon-Fri;           2026-03-02T06:00:00Z",
        "0 6 * * t;                 2026-03-03T06:00:00Z",
        "0 0 1 ju *;                2026-06-01T00:00:00Z",
        "0 0 */0 * *;               2026-03-02T00:00:00Z",
        "0 0 13 * 5;                2026-03-13T00:00:00Z",
        "0 0 29 2 *;                2028-02-29T00:00:00Z",
        "0 0 29 2 1;                2044-02-29T00:00:00Z",
        "30 18 * * * | 0 6 * * *;   2026-03-01T18:30:00Z",
        "0/1 * * * * ?;             2026-03-01T06:00:01Z",
        "0 0 2 ? * 2-6;             2026-03-02T02:00:00Z",
        "0 0 2 ? * FRI-MON;         2026-03-02T02:00:00Z",
        "0 0 22-2 * * ?;            2026-03-01T22:00:00Z",
        "0 15 10 L * ?;             2026-03-31T10:15:00Z",
        "0 15 10 L-3 * ?;           2026-03-28T10:15:00Z",
        "0 15 10 LW * ?;            2026-03-31T10:15:00Z",
        "0 15 10 15W * ?;           2026-03-16T10:15:00Z",
        "0 15 10 1W 8 ?;            2026-08-03T10:15:00Z",
        "0 15 10 31W 1 ?;           2027-01-29T10:15:00Z",
        "0 15 10 L-5W 10 ?;         2026-10-26T10:15:00Z",
        "0 15 10 1W,15W 4 ?;        2026-04-01T10:15:00Z",
        "0 15 10 ? * 6L;            2026-03-27T10:15:00Z",
        "0 15 10 ? * FRI#3;         2026-03-20T10:15:00Z",
        "0 15 10 ? * 6#5;           2026-05-29T10:15:00Z",
        "0 0 0 1 1 ? 2030-2035;     2030-01-01T00:00:00Z",
        "0 0 0 ? JAN,DEC mon 2027;  2027-01-04T00:00:00Z",
      })
  void findsTheNextInstant(String cron, String next) {
    assertThat(Cron.parse(cron).in(ZoneOffset.UTC).after(BASE)).contains(Instant.parse(next));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0 6 * *",
        "0 0 0 * * ? 2030 1",
        "60 * * * *",
        "* 24 * * *",
        "0 0 0 * *",
        "0 0 * 13 *",
        "0 0 * * 7",
        "0 0 * * ?",
        "0 0 L * *",
        "0 0 1W * *",
        "0 0 * * 5#2",
        "@daily",
        "a b c d e",
        "0 6 * * * |",
        "| 0 6 * * *",
        "0 6 ** * *",
        "0 6 * * Mon-",
        "0 6 -1 * *",
        "0 6 1- * *",
        "0 6 1/ * *",
        "0,, 6 * * *",
        "0 6 * * x",
        "0 0 6 * * *",
        "0 0 6 ? * ?",
        "0 0 6 32 * ?",
        "0 0 6 ? * 8",
        "0 0 6 ? * 0",
        "0 0 24 * * ?",
        "0 60 6 * * ?",
        "0/60 0 6 * * ?",
        "0 0 6 ? * 6#6",
        "0 0 6 L-31 * ?",
        "0 0 6 32W * ?",
        "0 0 6 1 * ? 1969",
        "0 0 6 1 * ? 2200",
        "0 0 6 1 * ? 2031-2030",
        "0 0 6 ? * MONDAY",
        "0 0 6 ? * 2,6L",
        "0 0 6 ? FOO *",
        "0 0 6 1 * ? x",
        "-5 * * * *",
        "1.5 * * * *",
        "99999999999 * * * *"
      })
  void refusesWhatIsNoCron(String cron) {
    assertThatThrownBy(() -> Cron.parse(cron))
        .isInstanceOf(CronMistake.class)
        .hasMessageMatching("[a-z].*[^.]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 31 2 *", "0 0 0 30 2 ?", "0 0 0 1 1 ? 2020", "0 0 0 ? 2 2#5 2027"})
  void sayWhenNothingIsEverDue(String cron) {
    assertThat(Cron.parse(cron).in(ZoneId.of("Africa/Cairo")).after(BASE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0 6,18 * * 1,2,3,4,5;             at 06:00 and 18:00 from Monday to Friday",
        "*/15 * * * *;                     every 15 minutes every day",
        "0 */2 * * *;                      every 2 hours every day",
        "0 * * * *;                        every hour every day",
        "30 * * * *;                       every hour from 00:30 every day",
        "*/7 * * * *;                      at 0, 7, 14, 21, 28, 35, 42, 49 and 56 minutes past every hour every day",
        "0 8,9,10 * * 0,6;                 every hour from 08:00 to 10:00 on Sunday and Saturday",
        "0 6 * * * | 30 18 * * *;          at 06:00 and 18:30 every day",
        "0 6 * * 1 | 30 18 * * 2;          'at 06:00 on Monday; and at 18:30 on Tuesday'",
        "0/1 * * * * ?;                    every second every day",
        "0 0 6 L * ?;                      at 06:00 on the last day of the month",
        "0 0 6 ? * 6#3;                    at 06:00 on the third Friday of the month",
        "0 0 6 ? * 6L;                     at 06:00 on the last Friday of the month",
        "0 0 6 15W 1,6 ?;                  at 06:00 on the working day nearest to day 15 of the month in January and June",
        "5 0 6 1 * ? 2030;                 at 06:00:05 on day 1 of the month of 2030",
        "0 0 13 * 5;                       at 00:00 on day 13 if it is Friday",
      })
  void saysItInWords(String cron, String words) {
    assertThat(Cron.parse(cron).words()).isEqualTo(words);
  }

  /**
   * Where clocks never change, Quartz syntax means what it means to Quartz; but for W, where Quartz
   * 2.5.2 leaves out months whose day is moved, and hours of the first day.
   */
  @Property(tries = 2000)
  void agreesWithQuartz(@ForAll("quartz") String cron, @ForAll("instants") Instant base)
      throws ParseException {
    CronExpression quartz = new CronExpression(cron);
    quartz.setTimeZone(TimeZone.getTimeZone("UTC"));
    FireTimes ours = Cron.parseQuartz(cron).in(ZoneOffset.UTC);

    Instant expected = base;
    for (int i = 0; i < 3; i++) {
      Date next = quartz.getNextValidTimeAfter(Date.from(expected));
      assertThat(ours.after(expected).map(Instant::toEpochMilli).orElse(null))
          .isEqualTo(next == null ? null : next.getTime());
      if (next == null) {
        return;
      }
      expected = next.toInstant();
    }
  }

  /** What Quartz refuses we refuse, and the reverse, but for its oversights below. */
  @Property(tries = 3000)
  void refusesWhatQuartzRefuses(@ForAll("noise") String cron) {
    boolean ours;
    try {
      Cron.parseQuartz(cron);
      ours = true;
    } catch (CronMistake e) {
      ours = false;
    }
    // Quartz reads on carelessly behind numbers; we only promise never to refuse what it may mean.
    if (ours) {
      assertThat(CronExpression.isValidExpression(cron)).as(cron).isTrue();
    }
  }

  @Test
  void aNameOfAMonthOrDayMayBeOfAnyCase() {
    assertThat(Cron.parse("0 0 6 ? jAn mOn").in(ZoneOffset.UTC).after(BASE))
        .contains(Instant.parse("2027-01-04T06:00:00Z"));
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs().between(1_500_000_000L, 2_000_000_000L).map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<String> quartz() {
    Arbitrary<String> days =
        Combinators.combine(
                Arbitraries.oneOf(field(1, 28), Arbitraries.of("L", "L-3", "15,L", "*")),
                Arbitraries.oneOf(
                    field(1, 7),
                    Arbitraries.of(
                        "MON-FRI", "FRI-MON", "6L", "1L", "2#1", "7#5", "SUN#2", "L", "WED", "*")),
                Arbitraries.of(true, false))
            .as((month, week, byMonth) -> byMonth ? month + " _ ?" : "? _ " + week);
    return Combinators.combine(
            field(0, 59),
            field(0, 59),
            field(0, 23),
            days,
            Arbitraries.oneOf(field(1, 12), Arbitraries.of("*", "JAN-MAR", "NOV-FEB", "2")),
            Arbitraries.of("", " *", " 2024-2040", " 2020/4", " 2028"))
        .as(
            (s, m, h, d, month, year) ->
                s + " " + m + " " + h + " " + d.replace("_", month) + year);
  }

  @Provide
  Arbitrary<String> noise() {
    Arbitrary<String> field =
        Arbitraries.strings().withChars("0123579*/-,?LW#").ofMinLength(1).ofMaxLength(4);
    return field.list().ofSize(6).map(fields -> String.join(" ", fields));
  }

  private static Arbitrary<String> field(int min, int max) {
    Arbitrary<Integer> value = Arbitraries.integers().between(min, max);
    return Arbitraries.oneOf(
        Arbitraries.of("*"),
        value.map(String::valueOf),
        value
            .list()
            .ofMinSize(2)
            .ofMaxSize(3)
            .map(l -> String.join(",", l.stream().map(String::valueOf).toList())),
        Combinators.combine(value, value).as((a, b) -> a + "-" + b),
        Combinators.combine(value, Arbitraries.integers().between(1, 9).filter(s -> s <= max))
            .as((a, s) -> a + "/" + Math.min(s, 7)),
        Arbitraries.integers().between(2, 7).map(s -> "*/" + s),
        Combinators.combine(value, value, Arbitraries.integers().between(1, 5))
            .as((a, b, s) -> a + "-" + b + "/" + s));
  }
}
