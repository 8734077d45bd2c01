package io.horarium.step.runprofile.export;

import io.horarium.activity.ActivityStore;
import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunType;
import io.horarium.platform.Clock;
import io.horarium.step.Phase;
import io.horarium.step.StepContext;
import io.horarium.step.StepWork;
import io.horarium.step.runprofile.RunTypeWork;
import io.horarium.step.runprofile.export.ExportAnswers.Stage;
import io.horarium.sync.pendingexport.ExportClaimStore;
import io.horarium.sync.pendingexport.ExportSettleStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes the work of exports. */
@ApplicationScoped
public class ExportWork implements RunTypeWork {

  private ActivityStore activities;
  private ExportClaimStore claims;
  private ExportSettleStore settling;
  private ExportAnswers answers;
  private Clock clock;
  private ExportTarget.Pause pause = ExportTarget.Pause.SECONDS;

  protected ExportWork() {}

  @Inject
  public ExportWork(
      ActivityStore activities,
      ExportClaimStore claims,
      ExportSettleStore settling,
      ExportAnswers answers,
      Clock clock) {
    this.activities = activities;
    this.claims = claims;
    this.settling = settling;
    this.answers = answers;
    this.clock = clock;
  }

  /** The same with another way of waiting between calls. */
  ExportWork pausing(ExportTarget.Pause newPause) {
    pause = newPause;
    return this;
  }

  @Override
  public Set<RunType> runTypes() {
    return EnumSet.of(RunType.Export);
  }

  @Override
  public StepWork work(StepContext context, RunPlan plan) {
    ExportRun run =
        new ExportRun(context, plan, activities, claims, settling, answers, clock, clock.now());
    ExportTarget target = new ExportTarget(run, pause);
    Operations operations = new Operations(plan.scope(), run.schemaStandard());
    Settling settlements = new Settling(run, target, operations);
    ResultsPhase results = new ResultsPhase(run);
    List<Phase> phases = new ArrayList<>();
    phases.add(new PreparePhase(run, settlements));
    phases.add(new SendPhase(run, target, operations, settlements, false));
    if (!run.publishes()) {
      phases.add(new SendPhase(run, target, operations, settlements, true));
    } else {
      phases.add(new PublishPhase(run, target));
      phases.add(new SettlePhase(run, target, operations, settlements));
    }
    phases.add(results);
    return new Export(context, activities, target, results, phases);
  }

  /**
   * Gives back what the run had in its hands. Of other kinds of runs there is nothing; a failed
   * call costs its exports an attempt.
   */
  @Override
  public void discard(StepContext context) {
    String failure = answers.failure(context.activityId());
    if (failure != null) {
      settling.callFailed(context.activityId(), failure, clock.now());
    } else {
      boolean unseen = answers.stage(context.activityId()) == Stage.UNPUBLISHED;
      settling.release(context.activityId());
      if (context.connectedSystemId() != null) {
        settling.forgetAll(context.connectedSystemId(), context.activityId(), !unseen);
      }
    }
    answers.forget(context.activityId());
  }
}
