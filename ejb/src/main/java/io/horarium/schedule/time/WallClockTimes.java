package io.horarium.schedule.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * A line with a fixed list of hours, as the hands of a clock show them: a time that the clock skips
 * is due at the first instant after the gap, a time that it shows twice is due at the first
 * (design.md section 9). Times that fall on one instant are one.
 */
record WallClockTimes(CronLine line, ZoneRules zone) implements FireTimes {

  @Override
  public Optional<Instant> after(Instant base) {
    // The instant of a local time never goes back when the local time goes on, and the local time
    // of base is due at base or before: so only later local times count.
    LocalDateTime from = LocalDateTime.ofInstant(base, zone.getOffset(base)).plusNanos(1);
    while (true) {
      LocalDateTime next = line.next(from);
      if (next == null) {
        return Optional.empty();
      }
      ZoneOffsetTransition change = zone.getTransition(next);
      Instant instant = instant(next, change);
      if (instant.isAfter(base)) {
        return Optional.of(instant);
      }
      // base lies in the second of two equal hours: all of it has been due
      from = change == null ? next.plusSeconds(1) : change.getDateTimeBefore();
    }
  }

  private Instant instant(LocalDateTime local, ZoneOffsetTransition change) {
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    return local.toInstant(change == null ? zone.getOffset(local) : change.getOffsetBefore());
  }
}
