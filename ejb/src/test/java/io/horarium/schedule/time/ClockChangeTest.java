package io.horarium.schedule.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The rule for the days on which clocks change, against the oracle (design.md section 9). */
class ClockChangeTest {

  private static final List<String> ZONES =
      List.of(
          "Europe/London",
          "America/New_York",
          "Australia/Lord_Howe",
          "Africa/Cairo",
          "Africa/Casablanca",
          "Europe/Berlin",
          "America/Sao_Paulo",
          "UTC");

  /** Minutes and hours of a line, and the days before and after a change of the clock. */
  record Case(SortedSet<Integer> minutes, SortedSet<Integer> hours, ZoneId zone, Instant change) {

    Predicate<LocalDateTime> matches() {
      return local ->
          local.getSecond() == 0
              && minutes.contains(local.getMinute())
              && hours.contains(local.getHour());
    }

    String minuteField() {
      return list(minutes);
    }

    Instant from() {
      return change.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(30));
    }

    Instant to() {
      return change.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(30));
    }
  }

  @Property(tries = 300)
  void aFixedListOfHoursFollowsTheHandsOfTheClock(@ForAll("cases") Case c) {
    FireTimes times = Cron.parse(c.minuteField() + " " + list(c.hours) + " * * *").in(c.zone);

    assertThat(all(times, c.from(), c.to()))
        .containsExactlyElementsOf(Oracle.wallClock(c.matches(), c.zone, c.from(), c.to()));
  }

  @Property(tries = 200)
  void aStepInTheHoursFollowsTheTimeThatPasses(@ForAll("steps") Case c) {
    int step = c.hours.size() > 1 ? new ArrayList<>(c.hours).get(1) - c.hours.first() : 23;
    String hours = c.hours.size() == 24 ? "*" : c.hours.first() + "/" + step;
    FireTimes times = Cron.parse(c.minuteField() + " " + hours + " * * *").in(c.zone);

    assertThat(all(times, c.from(), c.to()))
        .containsExactlyElementsOf(Oracle.elapsed(c.matches(), c.zone, c.from(), c.to()));
  }

  @Property(tries = 200)
  void whateverTheBaseTheNextInstantIsTheSame(
      @ForAll("cases") Case c, @ForAll("offsets") long seconds) {
    FireTimes times = Cron.parse(c.minuteField() + " " + list(c.hours) + " * * *").in(c.zone);
    Instant base = c.from().plusSeconds(seconds);

    assertThat(times.after(base))
        .isEqualTo(
            Oracle.wallClock(c.matches(), c.zone, c.from(), c.to().plus(Duration.ofDays(3)))
                .stream()
                .filter(instant -> instant.isAfter(base))
                .findFirst());
  }

  @Property(tries = 100)
  void everyHourHasItsFiring(@ForAll("minute") int minute, @ForAll("changes") Change change) {
    FireTimes times = Cron.parse(minute + " * * * *").in(change.zone);
    Instant from = change.at.minus(Duration.ofDays(2));
    Instant last = times.after(from).orElseThrow();

    while (last.isBefore(change.at.plus(Duration.ofDays(2)))) {
      Instant next = times.after(last).orElseThrow();
      // half an hour more at most, where the clock goes back by half an hour
      assertThat(Duration.between(last, next))
          .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(90));
      if (change.wholeHours()) {
        assertThat(Duration.between(last, next)).isEqualTo(Duration.ofHours(1));
      }
      last = next;
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 59).set().ofMinSize(1).ofMaxSize(4),
            Arbitraries.integers()
                .between(0, 23)
                .edgeCases(edges -> edges.add(0, 1, 2, 3, 23))
                .set()
                .ofMinSize(1)
                .ofMaxSize(5),
            changes())
        .as((m, h, change) -> new Case(new TreeSet<>(m), new TreeSet<>(h), change.zone, change.at));
  }

  @Provide
  Arbitrary<Case> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 59).set().ofMinSize(1).ofMaxSize(4),
            Arbitraries.integers().between(0, 12),
            Arbitraries.integers().between(1, 11),
            changes())
        .as(
            (m, first, step, change) -> {
              SortedSet<Integer> hours = new TreeSet<>();
              for (int h = step == 1 ? 0 : first; h < 24; h += step) {
                hours.add(h);
              }
              return new Case(new TreeSet<>(m), hours, change.zone, change.at);
            });
  }

  @Provide
  Arbitrary<Long> offsets() {
    return Arbitraries.longs().between(0, 60 * 3600);
  }

  @Provide
  Arbitrary<Integer> minute() {
    return Arbitraries.integers().between(0, 59);
  }

  /** A change of the clock, or just a day in zones without one. */
  record Change(ZoneId zone, Instant at, long minutes) {
    boolean wholeHours() {
      return minutes % 60 == 0;
    }
  }

  @Provide
  Arbitrary<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (String id : ZONES) {
      ZoneId zone = ZoneId.of(id);
      Instant at = Instant.parse("2015-01-01T00:00:00Z");
      for (int n = 0; n < 60; n++) {
        ZoneOffsetTransition next = zone.getRules().nextTransition(at);
        if (next == null || next.getInstant().isAfter(Instant.parse("2034-01-01T00:00:00Z"))) {
          break;
        }
        at = next.getInstant();
        changes.add(new Change(zone, at, next.getDuration().toMinutes()));
      }
    }
    changes.add(new Change(ZoneId.of("UTC"), Instant.parse("2026-03-29T01:00:00Z"), 0));
    return Arbitraries.of(changes);
  }

  private static List<Instant> all(FireTimes times, Instant from, Instant to) {
    List<Instant> found = new ArrayList<>();
    for (Instant t = times.after(from).orElse(null);
        t != null && !t.isAfter(to);
        t = times.after(t).orElse(null)) {
      found.add(t);
    }
    return found;
  }

  private static String list(SortedSet<Integer> numbers) {
    return String.join(",", numbers.stream().map(String::valueOf).toList());
  }
}
