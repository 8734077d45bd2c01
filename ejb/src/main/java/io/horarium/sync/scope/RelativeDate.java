package io.horarium.sync.scope;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A date counted from the run, such as 30 days ago (contract/jim-sync.md 6).
 *
 * @param count 0 or more
 */
public record RelativeDate(int count, Unit unit, Direction direction) {

  /** What is counted; the names are those of the wire. */
  public enum Unit {
    Hours(ChronoUnit.HOURS),
    Days(ChronoUnit.DAYS),
    Weeks(ChronoUnit.WEEKS),
    Months(ChronoUnit.MONTHS),
    Years(ChronoUnit.YEARS);

    private final ChronoUnit chrono;

    Unit(ChronoUnit chrono) {
      this.chrono = chrono;
    }
  }

  /** Back or ahead; the names are those of the wire. */
  public enum Direction {
    Ago,
    FromNow
  }

  /** Refuses a negative count. */
  public RelativeDate {
    if (count < 0) {
      throw new IllegalArgumentException("relativeCount is negative");
    }
  }

  /**
   * The instant for one run: hours exactly, more than hours cut to 00:00 UTC. Dates beyond all
   * years are before or after everything.
   *
   * @param now the start of the run
   */
  public Instant at(Instant now) {
    boolean ago = direction == Direction.Ago;
    try {
      LocalDateTime moved =
          LocalDateTime.ofInstant(now, ZoneOffset.UTC)
              .plus(ago ? -(long) count : count, unit.chrono);
      return (unit == Unit.Hours ? moved : moved.truncatedTo(ChronoUnit.DAYS))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return ago ? Instant.MIN : Instant.MAX;
    }
  }
}
