package io.horarium.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The only source of "now" in code. Leases and fire decisions ask the database clock instead, so
 * that nodes with wrong clocks agree.
 */
@ApplicationScoped
public class Clock {

  /** The present instant, to the microsecond (what PostgreSQL stores). */
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  /** Nanoseconds of a clock that never goes back; for durations and rates only. */
  public long nanoTime() {
    return System.nanoTime();
  }
}
