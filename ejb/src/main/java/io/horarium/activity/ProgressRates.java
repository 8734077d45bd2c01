package io.horarium.activity;

import io.horarium.platform.Clock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Objects per second of the activities that somebody watches, from what the readings of progress
 * found (contract/jim.md 15.4): over the last 2 minutes or 30 readings, whichever is less.
 *
 * <p>It lives in the memory of the node and holds a bounded number of activities, the ones read
 * last: a rate that gets lost is back at the second reading.
 */
@ApplicationScoped
public class ProgressRates {

  static final int MOST_ACTIVITIES = 500;
  static final int MOST_SAMPLES = 30;

  private static final long WINDOW_NANOS = 120_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<UUID, Window> windows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Window> eldest) {
          return size() > MOST_ACTIVITIES;
        }
      };

  private Clock clock;

  protected ProgressRates() {}

  @Inject
  public ProgressRates(Clock clock) {
    this.clock = clock;
  }

  /**
   * Notes a reading and answers with the rate so far.
   *
   * @return null at the first reading of a window; a window begins anew when the count falls or the
   *     total changes, because then another phase counts other things
   */
  public synchronized Double reading(UUID activityId, long processed, long total) {
    return windows
        .computeIfAbsent(activityId, id -> new Window())
        .add(new Sample(clock.nanoTime(), processed, total));
  }

  /** An activity that has ended has no rate any more. */
  public synchronized void forget(UUID activityId) {
    windows.remove(activityId);
  }

  private record Sample(long nanos, long processed, long total) {}

  private static final class Window {

    private final Deque<Sample> samples = new ArrayDeque<>();

    Double add(Sample sample) {
      Sample last = samples.peekLast();
      if (last != null
          && (sample.processed() < last.processed() || sample.total() != last.total())) {
        samples.clear();
      }
      samples.addLast(sample);
      // two readings always remain: a client that asks every three minutes gets a rate, too
      while (samples.size() > MOST_SAMPLES
          || (samples.size() > 2 && sample.nanos() - samples.getFirst().nanos() > WINDOW_NANOS)) {
        samples.removeFirst();
      }
      Sample first = samples.getFirst();
      long nanos = sample.nanos() - first.nanos();
      return nanos <= 0
          ? null
          : (Double) ((sample.processed() - first.processed()) * NANOS_PER_SECOND / nanos);
    }
  }
}
