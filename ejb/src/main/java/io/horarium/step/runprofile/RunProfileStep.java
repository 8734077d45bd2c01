package io.horarium.step.runprofile;

import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunPlans;
import io.horarium.step.StepContext;
import io.horarium.step.StepType;
import io.horarium.step.StepTypes;
import io.horarium.step.StepWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/** The step that runs a run profile. */
@ApplicationScoped
public class RunProfileStep implements StepType {

  private RunPlans plans;
  private List<RunTypeWork> works = List.of();

  protected RunProfileStep() {}

  @Inject
  public RunProfileStep(RunPlans plans, @Any Instance<RunTypeWork> works) {
    this(plans, works.stream().toList());
  }

  /** Exactly these kinds of runs. */
  public RunProfileStep(RunPlans plans, List<RunTypeWork> works) {
    this.plans = plans;
    this.works = List.copyOf(works);
  }

  @Override
  public String name() {
    return StepTypes.DEFAULT;
  }

  @Override
  public boolean runsProfile() {
    return true;
  }

  @Override
  public StepWork work(StepContext context) {
    RunPlan plan = plans.load(context.connectedSystemId(), context.runProfileId());
    if (context.filePath() != null) {
      plan = plan.withFilePath(context.filePath());
    }
    return workOf(plan).work(context, plan);
  }

  /** The plans refuse run types that no kind of run does, so there is one. */
  private RunTypeWork workOf(RunPlan plan) {
    return works.stream()
        .filter(work -> work.runTypes().contains(plan.runType()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void discard(StepContext context) {
    works.forEach(work -> work.discard(context));
  }
}
