package io.horarium.step.runprofile;

import io.horarium.activity.ActivityStore.Tally;
import io.horarium.activity.Counter;
import io.horarium.connectedsystem.ImportMarks;
import io.horarium.step.SingleItemPhase;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepOutcome.Ending;
import java.util.Map;
import java.util.Optional;

/**
 * Reports references that mean nothing, judges the run and forgets the staged rows; the last
 * transaction of an import.
 */
final class FinishPhase extends SingleItemPhase {

  private final ImportRun run;
  private final ImportMarks marks;
  private StepOutcome outcome;

  FinishPhase(ImportRun run, ImportMarks marks) {
    this.run = run;
    this.marks = marks;
  }

  @Override
  public String key() {
    return "import.finish";
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
    reportDangling();
    run.activities().showWhole(run.id());
    run.stage().purge(run.id());
    if (run.restricted()) {
      // The rest of the source was not looked at, so the next delta must begin where it would have.
      run.stores().tokens().forget(run.id());
    } else {
      run.stores().tokens().store(run.id(), run.systemId());
    }
    if (!run.delta() && !run.restricted()) {
      marks.fullImportDone(run.systemId());
    }
    run.stage().refreshStatistics();
    Tally tally = run.activities().tally(run.id());
    outcome = new StepOutcome(ending(tally), sentence(tally), null);
  }

  private void reportDangling() {
    switch (run.plan().unresolvedReferenceHandling()) {
      case Error -> {
        long dangling = run.references().listDangling(run.systemId(), run.id());
        if (run.restricted()) {
          dangling += run.references().listDanglingUnchanged(run.systemId(), run.id());
        }
        run.activities().add(run.id(), Map.of(Counter.ERRORS, dangling));
      }
      case Warn -> {
        long dangling = run.references().danglingOfRun(run.systemId(), run.id());
        if (dangling > 0) {
          run.activities().warn(run.id(), dangling + " references mean no object of this system.");
        }
      }
      case Ignore -> {
        // Ignore: they stay, and are tried again by the next import
      }
    }
  }

  /** The rules of contract/jim.md 15.5, with N = objects read. */
  static Ending ending(Tally tally) {
    if (tally.read() > 0 && tally.errors() - tally.unconfirmed() >= tally.read()) {
      return Ending.FailedWithError;
    }
    if (tally.unhandled() > 0) {
      return Ending.CompleteWithError;
    }
    return tally.errors() > 0 || tally.warned() ? Ending.CompleteWithWarning : Ending.Complete;
  }

  private static String sentence(Tally tally) {
    return "%d read: %d added, %d updated, %d deleted, %d unchanged, %d with errors"
        .formatted(
            tally.read(),
            tally.added(),
            tally.updated(),
            tally.deleted(),
            tally.unchanged(),
            tally.errors());
  }
}
