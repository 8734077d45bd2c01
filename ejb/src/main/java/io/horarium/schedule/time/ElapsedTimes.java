package io.horarium.schedule.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * A line whose hours are all of them or have a step: what counts is the time that passes (design.md
 * section 9). Every instant whose local time matches is due, so in an hour that comes twice it is
 * due in both; and a local time that the clock skips is due when it would have come without the
 * change, so no interval is left out. Where the change is a whole number of intervals both say the
 * same instants.
 */
record ElapsedTimes(CronLine line, ZoneRules zone) implements FireTimes {

  @Override
  public Optional<Instant> after(Instant base) {
    Instant from = base.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    while (true) {
      ZoneOffset offset = zone.getOffset(from);
      ZoneOffsetTransition change = zone.nextTransition(from);
      LocalDateTime local = line.next(LocalDateTime.ofInstant(from, offset));
      Instant due = local == null ? null : local.toInstant(offset);
      Instant skipped = skipped(from);
      if (skipped != null && (due == null || skipped.isBefore(due))) {
        due = skipped;
      }
      if (due != null && (change == null || due.isBefore(change.getInstant()))) {
        return Optional.of(due);
      }
      if (change == null || (due == null && change.isGap())) {
        // Without a local time ahead only a clock that goes back could bring one.
        return Optional.empty();
      }
      from = change.getInstant();
    }
  }

  /** The next skipped local time, as the offset before the last gap would have had it; or null. */
  private Instant skipped(Instant from) {
    ZoneOffsetTransition gap = zone.previousTransition(from.plusNanos(1));
    if (gap == null || !gap.isGap()) {
      return null;
    }
    Duration length = gap.getDuration();
    Instant end = gap.getInstant().plus(length);
    if (!from.isBefore(end)) {
      return null;
    }
    LocalDateTime local = line.next(LocalDateTime.ofInstant(from, gap.getOffsetBefore()));
    Instant due = local == null ? null : local.toInstant(gap.getOffsetBefore());
    return due != null && due.isBefore(end) ? due : null;
  }
}
