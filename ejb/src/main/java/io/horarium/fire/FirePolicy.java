package io.horarium.fire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what becomes of due instants (design.md section 3 and 10.2, contract/jim.md 10,
 * contract/openidm-scheduler.md 4 and 5). Pure: it is given everything it looks at.
 *
 * <p>An instant in a blackout, or of a paused schedule, starts nothing. If the oldest of the
 * instants is later than the threshold, all of them count as missed: the policy {@code doNothing}
 * drops those that are later than its grace and makes one run of the rest, {@code fireAndProceed}
 * makes one run of all. The run belongs to the oldest instant that it makes up for. Otherwise each
 * instant is decided by itself: while a run is active, a schedule that does not run concurrently
 * drops it, except that {@code fireAndProceed} lets one run wait (seed 001: what is missed because
 * of that is "governed by the misfire policy").
 */
final class FirePolicy {

  private FirePolicy() {}

  /**
   * What is looked at.
   *
   * @param now by the clock of the database
   * @param makesUp whether what was missed is made up for: fireAndProceed, or a simple trigger
   * @param burst whether firings are meant to queue up, one after the other
   * @param active executions of the schedule that have not ended
   * @param waiting those of them that have not begun
   * @param madeUp whether a run that makes up for earlier instants of the same gap exists already
   * @param threshold how late an instant may be without counting as missed
   * @param grace with doNothing: how late a missed one may be and still be run
   * @param blackout name of the blackout that covers an instant
   */
  record Situation(
      Instant now,
      boolean enabled,
      boolean paused,
      boolean hasSteps,
      boolean makesUp,
      boolean concurrent,
      boolean burst,
      int active,
      int waiting,
      boolean madeUp,
      Duration threshold,
      Duration grace,
      Function<Instant, Optional<String>> blackout) {}

  /**
   * One decision.
   *
   * @param detail for people, or null
   */
  record Decision(Instant scheduledFor, FireOutcome outcome, String detail) {}

  /** Decides instants, which must ascend. */
  static List<Decision> decide(List<Instant> due, Situation situation) {
    return new Run(situation, missed(due, situation)).decide(due);
  }

  private static boolean missed(List<Instant> due, Situation situation) {
    return situation.madeUp
        || (!due.isEmpty() && lateness(due.get(0), situation).compareTo(situation.threshold) > 0);
  }

  private static Duration lateness(Instant instant, Situation situation) {
    return Duration.between(instant, situation.now);
  }

  private static final class Run {
    private final Situation situation;
    private final boolean missed;
    private boolean madeUp;
    private int active;
    private int waiting;

    Run(Situation situation, boolean missed) {
      this.situation = situation;
      this.missed = missed;
      madeUp = situation.madeUp;
      active = situation.active;
      waiting = situation.waiting;
    }

    List<Decision> decide(List<Instant> due) {
      List<Decision> decisions = new ArrayList<>();
      for (Instant instant : due) {
        decisions.add(decide(instant));
      }
      return decisions;
    }

    private Decision decide(Instant instant) {
      Optional<String> blackout = situation.blackout.apply(instant);
      if (blackout.isPresent()) {
        return new Decision(instant, FireOutcome.Blackout, blackout.get());
      }
      if (!situation.enabled) {
        return new Decision(instant, FireOutcome.Disabled, null);
      }
      if (situation.paused) {
        return new Decision(instant, FireOutcome.Paused, null);
      }
      if (missed) {
        if (!situation.makesUp && lateness(instant, situation).compareTo(situation.grace) > 0) {
          return new Decision(instant, FireOutcome.Missed, null);
        }
        if (madeUp) {
          return new Decision(instant, FireOutcome.Merged, null);
        }
      }
      if (!situation.hasSteps) {
        return new Decision(instant, FireOutcome.NoSteps, null);
      }
      return start(instant);
    }

    private Decision start(Instant instant) {
      String detail = null;
      if (active > 0 && !situation.concurrent) {
        if (!situation.burst && (!situation.makesUp || waiting > 0)) {
          return new Decision(instant, FireOutcome.Overlap, null);
        }
        detail = "it waits for the run that is active";
      }
      madeUp = true;
      active++;
      waiting++;
      return new Decision(instant, FireOutcome.Started, detail);
    }
  }
}
