package io.horarium.activity;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Counts of the items of activities that run, each at most a second old: counting reads every item,
 * and whoever waits for the end of a run asks several times a second.
 */
final class RunningStats {

  private static final long FRESH_NANOS = 1_000_000_000L;
  private static final int MOST = 1000;

  /** What was counted, and when. */
  private record Counted(long changes, long types, long at) {}

  private final Map<UUID, Counted> counted = new ConcurrentHashMap<>();

  /** What was counted a moment ago, else what is counted now; with the counters of now. */
  ActivityStats of(UUID activity, ActivityCounters counters, Supplier<ActivityStats> count) {
    Counted known = counted.get(activity);
    if (known == null || System.nanoTime() - known.at() > FRESH_NANOS) {
      ActivityStats fresh = count.get();
      if (counted.size() >= MOST) {
        counted.clear(); // runs nobody asked about again
      }
      known = new Counted(fresh.objectChanges(), fresh.objectTypes(), System.nanoTime());
      counted.put(activity, known);
    }
    return new ActivityStats(counters, known.changes(), known.types());
  }

  /** It has ended; what is counted now is final. */
  void forget(UUID activity) {
    counted.remove(activity);
  }
}
