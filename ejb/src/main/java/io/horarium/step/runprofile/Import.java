package io.horarium.step.runprofile;

import io.horarium.activity.ActivityStore;
import io.horarium.step.PhasedWork;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import java.util.List;
import java.util.Optional;

/**
 * An import: reads everything, or what has changed, stages it, checks it, and only then changes the
 * connector space (contract/sync-engine.md 5, 6). Reading always begins again after a crash;
 * applying goes on where it was, as long as the staged rows are there.
 */
final class Import extends PhasedWork {

  private final ImportSource source;
  private final FinishPhase finish;

  Import(
      StepContext context,
      ActivityStore activities,
      ImportSource source,
      FinishPhase finish,
      List<io.horarium.step.Phase> phases) {
    super(context, activities, phases);
    this.source = source;
    this.finish = finish;
  }

  @Override
  public Optional<StepOutcome> outcome() {
    return finish.outcome();
  }

  /** An import only copies what the source says: a lost batch is simply imported again. */
  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void close() {
    super.close();
    source.close();
  }
}
