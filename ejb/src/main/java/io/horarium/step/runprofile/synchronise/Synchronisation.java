package io.horarium.step.runprofile.synchronise;

import io.horarium.activity.ActivityStore;
import io.horarium.step.Phase;
import io.horarium.step.PhasedWork;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import java.util.List;
import java.util.Optional;

/**
 * Full or Delta Synchronisation: brings the objects of one system into the metaverse and stages
 * what follows from that for every system (contract/sync-engine.md 8). Goes on after a crash where
 * it was.
 */
final class Synchronisation extends PhasedWork {

  private final FinishPhase finish;

  Synchronisation(
      StepContext context, ActivityStore activities, FinishPhase finish, List<Phase> phases) {
    super(context, activities, phases);
    this.finish = finish;
  }

  @Override
  public Optional<StepOutcome> outcome() {
    return finish.outcome();
  }

  /** Nothing leaves the database: a lost batch is simply done again. */
  @Override
  public boolean repeatable() {
    return true;
  }
}
