package io.horarium.step.runprofile.export;

import io.horarium.activity.ActivityStore;
import io.horarium.step.Phase;
import io.horarium.step.PhasedWork;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import java.util.List;
import java.util.Optional;

/** One export. What is committed must stay: the target has it. */
final class Export extends PhasedWork {

  private final ExportTarget target;
  private final ResultsPhase results;

  Export(
      StepContext context,
      ActivityStore activities,
      ExportTarget target,
      ResultsPhase results,
      List<Phase> phases) {
    super(context, activities, phases);
    this.target = target;
    this.results = results;
  }

  @Override
  public Optional<StepOutcome> outcome() {
    return results.outcome();
  }

  @Override
  public void close() {
    super.close();
    target.close();
  }
}
