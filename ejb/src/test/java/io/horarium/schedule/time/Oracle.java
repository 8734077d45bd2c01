package io.horarium.schedule.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The rule of design.md section 9 as one would do it by hand: walk over every minute and ask. Slow,
 * and without anything of the code it checks but the question whether a local time matches.
 */
final class Oracle {

  private Oracle() {}

  /** Every local minute of the range; those that match, as the hands of the clock show them. */
  static SortedSet<Instant> wallClock(
      Predicate<LocalDateTime> matches, ZoneId zone, Instant from, Instant to) {
    ZoneRules rules = zone.getRules();
    SortedSet<Instant> due = new TreeSet<>();
    LocalDateTime end = LocalDateTime.ofInstant(to, ZoneOffset.UTC).plusDays(2);
    for (LocalDateTime local = LocalDateTime.ofInstant(from, ZoneOffset.UTC).minusDays(2);
        local.isBefore(end);
        local = local.plusMinutes(1)) {
      if (matches.test(local)) {
        var offsets = rules.getValidOffsets(local);
        due.add(
            offsets.isEmpty()
                ? rules.getTransition(local).getInstant()
                : local.toInstant(offsets.get(0)));
      }
    }
    return within(due, from, to);
  }

  /**
   * Every minute that passes; it is due if its local time matches, or if a clock that had not been
   * put forward would show a matching time that was skipped.
   */
  static SortedSet<Instant> elapsed(
      Predicate<LocalDateTime> matches, ZoneId zone, Instant from, Instant to) {
    ZoneRules rules = zone.getRules();
    SortedSet<Instant> due = new TreeSet<>();
    for (Instant t = from; !t.isAfter(to); t = t.plusSeconds(60)) {
      if (matches.test(LocalDateTime.ofInstant(t, rules.getOffset(t)))) {
        due.add(t);
      }
      for (ZoneOffsetTransition gap : rules.getTransitions()) {
        addSkipped(matches, due, t, gap);
      }
      ZoneOffsetTransition before = rules.previousTransition(t.plusNanos(1));
      if (before != null) {
        addSkipped(matches, due, t, before);
      }
    }
    return within(due, from, to);
  }

  private static void addSkipped(
      Predicate<LocalDateTime> matches,
      SortedSet<Instant> due,
      Instant t,
      ZoneOffsetTransition gap) {
    if (gap.isGap()
        && !t.isBefore(gap.getInstant())
        && t.isBefore(gap.getInstant().plus(gap.getDuration()))
        && matches.test(LocalDateTime.ofInstant(t, gap.getOffsetBefore()))) {
      due.add(t);
    }
  }

  private static SortedSet<Instant> within(SortedSet<Instant> due, Instant from, Instant to) {
    due.removeIf(instant -> !instant.isAfter(from) || instant.isAfter(to));
    return due;
  }
}
