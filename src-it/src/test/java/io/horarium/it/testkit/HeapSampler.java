package io.horarium.it.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at the heap of a server through its management interface, several times a second. */
public final class HeapSampler implements Closeable {

  private static final String PLATFORM = "/core-service=platform-mbean";
  private static final int MEGABYTE = 1 << 20;

  private final Management server;
  private final List<String> pools;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong live = new AtomicLong();
  private final ScheduledFuture<?> sampling;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /**
   * Begins at once.
   *
   * @param server closed with the sampler
   */
  public HeapSampler(Management server) {
    this.server = server;
    this.pools =
        server.children(PLATFORM + "/type=memory-pool", "name").stream()
            .filter(pool -> pool.startsWith("G1"))
            .map(pool -> PLATFORM + "/type=memory-pool/name=" + pool)
            .toList();
    this.sampling = clock.scheduleWithFixedDelay(this::sample, 0, 200, TimeUnit.MILLISECONDS);
  }

  /** Forgets the peaks. */
  public void reset() {
    used.set(0);
    live.set(0);
  }

  /** The most that was in use, garbage included. */
  public long peakMegabytes() {
    if (sampling.isDone()) {
      throw new IllegalStateException("The heap could not be read any more.");
    }
    return used.get() / MEGABYTE;
  }

  /** The most that was in use right after a collection: an upper bound of what was needed. */
  public long peakLiveMegabytes() {
    return live.get() / MEGABYTE;
  }

  private void sample() {
    used.accumulateAndGet(
        server.resource(PLATFORM + "/type=memory").get("heap-memory-usage", "used").asLong(),
        Math::max);
    live.accumulateAndGet(
        pools.stream()
            .map(server::resource)
            .mapToLong(pool -> pool.get("collection-usage", "used").asLong(0))
            .sum(),
        Math::max);
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    server.close();
  }
}
