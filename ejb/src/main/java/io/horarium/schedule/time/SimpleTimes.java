package io.horarium.schedule.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A simple trigger: {@code start + n * interval} for n from 0 to {@code repeatCount}
 * (contract/openidm-scheduler.md 3.5). Clock changes do not matter to it.
 *
 * <p>An interval of 0 stands for "back to back": the firings are a millisecond apart, the least by
 * which two instants differ, so that each remains a firing of its own.
 */
public final class SimpleTimes implements FireTimes {

  /** Repeats without end. */
  public static final long ENDLESS = -1;

  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private final Instant start;
  private final long interval;
  private final long repeatCount;

  /**
   * A simple trigger.
   *
   * @param start first instant; cut to milliseconds
   * @param intervalMillis 0 or more; 0 needs a count
   * @param repeatCount firings after the first; {@link #ENDLESS}
   */
  public SimpleTimes(Instant start, long intervalMillis, long repeatCount) {
    if (intervalMillis < 0 || repeatCount < ENDLESS || (intervalMillis == 0 && repeatCount < 0)) {
      throw new IllegalArgumentException(intervalMillis + " ms, " + repeatCount + " times");
    }
    this.start = start.truncatedTo(ChronoUnit.MILLIS);
    this.interval = Math.max(1, intervalMillis);
    this.repeatCount = repeatCount;
  }

  @Override
  public Optional<Instant> after(Instant base) {
    if (base.isBefore(start)) {
      return Optional.of(start);
    }
    long n;
    try {
      n = Duration.between(start, base).toMillis() / interval + 1;
      if (repeatCount != ENDLESS && n > repeatCount) {
        return Optional.empty();
      }
      return Optional.of(start.plusMillis(Math.multiplyExact(n, interval)))
          .filter(instant -> instant.isBefore(END_OF_TIME));
    } catch (ArithmeticException tooFar) {
      return Optional.empty();
    }
  }
}
