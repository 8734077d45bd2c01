package io.horarium.step.runprofile.synchronise;

import io.horarium.activity.ActivityStore.Tally;
import io.horarium.connectedsystem.SyncMarks;
import io.horarium.step.SingleItemPhase;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepOutcome.Ending;
import java.util.Optional;

/** Judges the run; its last transaction. */
final class FinishPhase extends SingleItemPhase {

  private final SyncRun run;
  private final SyncMarks marks;
  private StepOutcome outcome;

  FinishPhase(SyncRun run, SyncMarks marks) {
    this.run = run;
    this.marks = marks;
  }

  @Override
  public String key() {
    return "sync.finish";
  }

  @Override
  public String name() {
    return "Recording results";
  }

  Optional<StepOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  protected void run() {
    run.synchroniser().purge();
    run.stores().load().refreshStatistics();
    run.stores().activities().showWhole(run.id());
    if (run.full() && run.plan().partitionId() == null) {
      marks.fullSynchronisationDone(run.systemId(), run.id());
    }
    Tally tally = run.stores().activities().tally(run.id());
    outcome =
        new StepOutcome(
            ending(tally),
            "%d synchronised, %d with errors".formatted(tally.read(), tally.errors()),
            null);
  }

  /** The rules of contract/jim.md 15.5, with N = objects looked at. */
  static Ending ending(Tally tally) {
    if (tally.read() > 0 && tally.errors() >= tally.read()) {
      return Ending.FailedWithError;
    }
    if (tally.unhandled() > 0) {
      return Ending.CompleteWithError;
    }
    return tally.errors() > 0 || tally.warned() ? Ending.CompleteWithWarning : Ending.Complete;
  }
}
