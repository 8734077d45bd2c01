package io.horarium.testdb;

import io.horarium.platform.Clock;
import java.time.Duration;
import java.time.Instant;

/** A clock that moves only when a test says so. */
public final class SettableClock extends Clock {

  private Instant now = Instant.parse("2026-03-01T06:00:00Z");
  private long nanos;

  /** Sets the wall clock. */
  public void at(String instant) {
    now = Instant.parse(instant);
  }

  /** Moves both clocks. */
  public void forward(Duration by) {
    now = now.plus(by);
    nanos += by.toNanos();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }
}
