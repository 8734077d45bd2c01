package io.horarium.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Decides whether something that died is started again, and after what pause. */
final class RestartLimit {

  static final int DEATHS = 5;
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final Deque<Instant> deaths = new ArrayDeque<>();

  /**
   * Counts a death.
   *
   * @return the pause before the next start, doubling with each recent death; empty after the fifth
   *     death within five minutes
   */
  Optional<Duration> died(Instant now) {
    while (!deaths.isEmpty() && deaths.peekFirst().isBefore(now.minus(WINDOW))) {
      deaths.removeFirst();
    }
    deaths.addLast(now);
    return deaths.size() >= DEATHS
        ? Optional.empty()
        : Optional.of(FIRST_PAUSE.multipliedBy(1L << (deaths.size() - 1)));
  }
}
