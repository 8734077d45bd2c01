package io.horarium.it.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something to become true, but never for ever. */
public final class Await {

  private static final Duration PAUSE = Duration.ofMillis(25);

  private Await() {}

  /**
   * Asks again and again until there is an answer.
   *
   * @param what completes "Waited in vain for ..."
   * @throws AssertionError there was none in time
   */
  public static <T> T until(String what, Duration limit, Supplier<Optional<T>> question) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("Waited in vain for " + what + ", " + limit.toSeconds() + " s");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** As {@link #until}, for what is simply true or not. */
  public static void untilTrue(String what, Duration limit, BooleanSupplier question) {
    until(what, limit, () -> question.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }
}
