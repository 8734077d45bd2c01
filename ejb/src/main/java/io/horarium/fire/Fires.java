package io.horarium.fire;

import io.horarium.fire.FireTransaction.Accounted;
import io.horarium.platform.DatabaseFailure;
import io.horarium.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Has due instants accounted for, and sees to it that a failure is told and does no harm: what
 * could not be written now is found again by the auditor. Keeps the watermarks of the schedules
 * that live in the memory of this node.
 */
@ApplicationScoped
public class Fires {

  private static final Logger LOG = Logger.getLogger(Fires.class);

  private final Map<UUID, Instant> memory = new ConcurrentHashMap<>();

  @Inject private FireTransaction transaction;

  /**
   * A persisted schedule is due, or may be.
   *
   * @param hint instant that is due, or null
   */
  void fire(UUID scheduleId, Instant hint) {
    boolean madeUp = false;
    boolean more = true;
    while (more) {
      Accounted done = attempt(scheduleId, hint, null, madeUp);
      madeUp = done.madeUp();
      more = done.more();
    }
  }

  /** A schedule in memory is due; false when this node has nothing to do with it any more. */
  boolean fireInMemory(UUID scheduleId, Instant hint) {
    Instant known = memory.get(scheduleId);
    if (known == null) {
      return false;
    }
    boolean madeUp = false;
    boolean more = true;
    while (more) {
      Accounted done = attempt(scheduleId, hint, known, madeUp);
      if (done.gone()) {
        memory.remove(scheduleId);
        return false;
      }
      known = done.knownUntil();
      memory.put(scheduleId, known);
      madeUp = done.madeUp();
      more = done.more();
    }
    return true;
  }

  /** A schedule lives in the memory of this node from now on. */
  void remember(UUID scheduleId, Instant knownUntil) {
    memory.put(scheduleId, knownUntil);
  }

  void forget(UUID scheduleId) {
    memory.remove(scheduleId);
  }

  private Accounted attempt(UUID scheduleId, Instant hint, Instant known, boolean madeUp) {
    try {
      try {
        return transaction.account(scheduleId, hint, known, madeUp, null);
      } catch (Problem refusal) {
        LOG.warnf("Schedule %s cannot be started: %s", scheduleId, refusal.getMessage());
        return transaction.account(scheduleId, hint, known, madeUp, refusal.getMessage());
      }
    } catch (RuntimeException e) {
      if (DatabaseFailure.databaseGone(e)) {
        LOG.debugf(e, "Schedule %s is due, but the database cannot be reached", scheduleId);
      } else {
        LOG.errorf(
            e, "Schedule %s is due, but that could not be recorded; trying again", scheduleId);
      }
      return new Accounted(0, known, null, false, madeUp, false);
    }
  }
}
