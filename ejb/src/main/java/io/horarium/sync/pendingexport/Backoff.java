package io.horarium.sync.pendingexport;

import java.time.Duration;

/** How long an export rests before it is tried again (contract/sync-engine.md 9). */
public final class Backoff {

  private static final int MAX_MINUTES = 60;

  private Backoff() {}

  /** The rest after the {@code attempts}-th attempt that did not work: 2, 4, 8 ... 60 minutes. */
  public static Duration after(int attempts) {
    return Duration.ofMinutes(attempts >= 6 ? MAX_MINUTES : Math.min(1L << attempts, MAX_MINUTES));
  }
}
