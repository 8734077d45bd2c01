package io.horarium.step.script;

import io.horarium.platform.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The script hosts of this node: so many at most, started when they are needed, kept warm for the
 * next script, ended when nobody needed them for a while. Each runs one script at a time, so that
 * one that has to be killed takes no other script along.
 */
@ApplicationScoped
public class ScriptHosts {

  private static final Logger LOG = Logger.getLogger(ScriptHosts.class);

  /** A warm process and since when it is idle, by {@link System#nanoTime}. */
  private record Idle(HostProcess host, long since) {}

  private final ScriptLimits limits;
  private final Path folder;
  private final Semaphore places;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Set<HostProcess> busy = new HashSet<>();
  private String classPath;
  private boolean closed;

  public ScriptHosts() {
    this(ScriptLimits.configured(), Settings.home().resolve("script-host"));
  }

  ScriptHosts(ScriptLimits limits, Path folder) {
    this.limits = limits;
    this.folder = folder;
    this.places = new Semaphore(limits.hosts(), true);
  }

  /** What scripts may use here. */
  public ScriptLimits limits() {
    return limits;
  }

  /**
   * A process for one script, or empty when all of them were busy that long.
   *
   * @throws IOException when none can be started
   */
  public Optional<HostProcess> take(Duration wait) throws IOException, InterruptedException {
    if (!places.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(warmOrNew());
    } catch (IOException | RuntimeException e) {
      places.release();
      throw e;
    }
  }

  private synchronized HostProcess warmOrNew() throws IOException {
    if (closed) {
      throw new IOException("The server is shutting down");
    }
    while (!idle.isEmpty()) {
      HostProcess host = idle.pop().host();
      if (host.alive()) {
        busy.add(host);
        return host;
      }
      host.kill();
    }
    if (classPath == null) {
      classPath = HostJars.classPath(folder);
    }
    HostProcess host = HostProcess.start(classPath, limits.heap());
    LOG.debugf("Script host %d started", host.pid());
    busy.add(host);
    return host;
  }

  /** Gives a process back: to be used again, or to be ended. */
  public void giveBack(HostProcess host, boolean reusable) {
    boolean kept;
    synchronized (this) {
      busy.remove(host);
      kept = reusable && !closed && host.alive();
      if (kept) {
        idle.push(new Idle(host, System.nanoTime()));
      }
    }
    if (kept) {
      CompletableFuture.delayedExecutor(limits.idle().toMillis() + 1, TimeUnit.MILLISECONDS)
          .execute(this::endIdle);
    } else {
      host.kill();
    }
    places.release();
  }

  /** Ends the processes that were not needed for a while. */
  private void endIdle() {
    List<HostProcess> ended = new ArrayList<>();
    synchronized (this) {
      Iterator<Idle> each = idle.iterator();
      while (each.hasNext()) {
        Idle candidate = each.next();
        if (System.nanoTime() - candidate.since() >= limits.idle().toNanos()) {
          each.remove();
          ended.add(candidate.host());
        }
      }
    }
    ended.forEach(HostProcess::kill);
  }

  /** Process ids of the hosts there are. */
  public synchronized List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    idle.forEach(each -> pids.add(each.host().pid()));
    busy.forEach(host -> pids.add(host.pid()));
    return pids;
  }

  @PreDestroy
  public void close() {
    List<HostProcess> all = new ArrayList<>();
    synchronized (this) {
      closed = true;
      idle.forEach(each -> all.add(each.host()));
      idle.clear();
      all.addAll(busy);
    }
    all.forEach(HostProcess::kill);
  }
}
