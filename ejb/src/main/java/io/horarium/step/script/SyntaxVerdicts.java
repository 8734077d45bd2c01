package io.horarium.step.script;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers what was found out about texts of scripts: saving asks more than once, and many
 * schedules have the same script. That nobody could tell counts for a moment only.
 */
final class SyntaxVerdicts {

  /** What is said when no host could tell. */
  static final Verdict UNKNOWN = new Verdict(Optional.empty(), false);

  private static final int MOST = 500;
  private static final long UNKNOWN_NANOS = Duration.ofSeconds(20).toNanos();

  /**
   * One text's verdict.
   *
   * @param problem why it is no program; empty when it is one
   * @param sure false when nobody could tell
   */
  record Verdict(Optional<String> problem, boolean sure) {}

  private record Known(Verdict verdict, long since) {

    boolean counts() {
      return verdict.sure() || System.nanoTime() - since < UNKNOWN_NANOS;
    }
  }

  private final Map<String, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  /** The verdict on a text; asks for it unless it is known. */
  Verdict of(String source, Supplier<Verdict> asked) {
    synchronized (known) {
      Known there = known.get(source);
      if (there != null && there.counts()) {
        return there.verdict();
      }
    }
    Verdict verdict = asked.get();
    synchronized (known) {
      known.put(source, new Known(verdict, System.nanoTime()));
    }
    return verdict;
  }
}
