package io.horarium.step.runprofile.export;

import io.horarium.activity.ActivityStore.Tally;
import io.horarium.activity.Counter;
import io.horarium.step.SingleItemPhase;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepOutcome.Ending;
import java.util.Map;
import java.util.Optional;

/** Reports references that wait for objects which are not there, and judges the run. */
final class ResultsPhase extends SingleItemPhase {

  private final ExportRun run;
  private StepOutcome outcome;

  ResultsPhase(ExportRun run) {
    this.run = run;
  }

  @Override
  public String key() {
    return "export.finish";
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
    reportWithoutTarget();
    run.activities().showWhole(run.id());
    Tally tally = run.activities().tally(run.id());
    run.answers().forget(run.id());
    run.settling().refreshStatistics();
    outcome = new StepOutcome(ending(tally), sentence(tally), null);
  }

  private void reportWithoutTarget() {
    switch (run.plan().unresolvedReferenceHandling()) {
      case Error ->
          run.activities()
              .add(
                  run.id(),
                  Map.of(
                      Counter.ERRORS,
                      run.settling()
                          .listWithoutTarget(run.id(), run.systemId(), run.objectTypeIds())));
      case Warn -> {
        long waiting = run.settling().withoutTarget(run.systemId(), run.objectTypeIds());
        if (waiting > 0) {
          run.activities()
              .warn(
                  run.id(),
                  waiting + " references wait for objects that this system does not have.");
        }
      }
      case Ignore -> {
        // they are sent when their target appears
      }
    }
  }

  /** The rules of contract/jim.md 15.5; every object handled counts. */
  static Ending ending(Tally tally) {
    if (tally.read() > 0 && tally.errors() >= tally.read() && tally.exported() == 0) {
      return Ending.FailedWithError;
    }
    return tally.errors() > 0 || tally.warned() ? Ending.CompleteWithWarning : Ending.Complete;
  }

  private static String sentence(Tally tally) {
    return "%d exported, %d with errors".formatted(tally.exported(), tally.errors());
  }
}
