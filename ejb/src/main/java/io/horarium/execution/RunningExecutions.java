package io.horarium.execution;

import io.horarium.platform.DatabaseFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process works on just now: in memory, for cancelling, settling and noticing that work
 * has stopped.
 */
@ApplicationScoped
public class RunningExecutions {

  /** One execution under one lease. */
  static final class Running {
    final Lease lease;
    final Set<MemberRun> active = ConcurrentHashMap.newKeySet();
    final Set<MemberRun> ended = ConcurrentHashMap.newKeySet();
    volatile long batchExecutionId;
    volatile long lastSign = System.nanoTime();
    volatile boolean jobEnded;
    volatile boolean stoppedByRuntime;
    volatile boolean databaseLost;

    Running(Lease lease) {
      this.lease = lease;
    }

    /** Nanoseconds since the batch runtime last did anything for it; 0 while a member is active. */
    long idleNanos() {
      return active.isEmpty() ? System.nanoTime() - lastSign : 0;
    }
  }

  private final Map<UUID, Running> running = new ConcurrentHashMap<>();

  /** Begins with a lease; an attempt under an older lease is told to stop. */
  Running begin(Lease lease) {
    Running fresh = new Running(lease);
    Running old = running.put(lease.executionId(), fresh);
    if (old != null) {
      old.active.forEach(MemberRun::cancel);
    }
    return fresh;
  }

  Optional<Running> find(UUID executionId, int epoch) {
    return Optional.ofNullable(running.get(executionId)).filter(r -> r.lease.epoch() == epoch);
  }

  List<Running> all() {
    return List.copyOf(running.values());
  }

  void forget(Running gone) {
    running.remove(gone.lease.executionId(), gone);
  }

  void opened(MemberRun run) {
    find(run.executionId(), run.epoch())
        .ifPresent(
            r -> {
              r.active.add(run);
              r.lastSign = System.nanoTime();
            });
  }

  void closed(MemberRun run) {
    find(run.executionId(), run.epoch())
        .ifPresent(
            r -> {
              r.ended.add(run);
              if (DatabaseFailure.databaseGone(run.failure())) {
                r.databaseLost = true;
              }
              r.active.remove(run);
              r.lastSign = System.nanoTime();
            });
  }

  void sign(UUID executionId, int epoch) {
    find(executionId, epoch).ifPresent(r -> r.lastSign = System.nanoTime());
  }

  /** Asks every active member of an execution to stop. */
  public void cancel(UUID executionId) {
    Running r = running.get(executionId);
    if (r != null) {
      r.active.forEach(MemberRun::cancel);
    }
  }

  /** Asks one member to stop. */
  void cancelMember(UUID memberId) {
    running.values().stream()
        .flatMap(r -> r.active.stream())
        .filter(run -> run.member().id().equals(memberId))
        .forEach(MemberRun::cancel);
  }

  /** Attempts that have ended since the last call. */
  Set<MemberRun> takeEnded(UUID executionId, int epoch) {
    return find(executionId, epoch)
        .map(
            r -> {
              Set<MemberRun> taken = Set.copyOf(r.ended);
              r.ended.removeAll(taken);
              return taken;
            })
        .orElse(Set.of());
  }
}
