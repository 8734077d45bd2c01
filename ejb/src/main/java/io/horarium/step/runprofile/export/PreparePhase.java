package io.horarium.step.runprofile.export;

import io.horarium.step.SingleItemPhase;
import io.horarium.step.runprofile.export.ExportAnswers.Stage;

/**
 * Cleans up what an earlier run or attempt left (contract/sync-engine.md 10.1). Every attempt
 * begins here: what is settled is no longer due, so nothing is done twice.
 */
final class PreparePhase extends SingleItemPhase {

  private final ExportRun run;
  private final Settling settling;

  PreparePhase(ExportRun run, Settling settling) {
    this.run = run;
    this.settling = settling;
  }

  @Override
  public String key() {
    return ExportRun.PREPARE;
  }

  @Override
  public String name() {
    return "Preparing";
  }

  @Override
  protected void run() {
    ExportBatch unsettled = run.answers().unsettled(run.id());
    if (unsettled != null && !run.publishes()) {
      settling.settle(unsettled);
    }
    // Without a trace of the earlier attempt, what it sent may be visible in the target.
    boolean unseen = run.publishes() && run.answers().stage(run.id()) == Stage.UNPUBLISHED;
    run.settling().recover(run.systemId());
    run.settling().forgetAll(run.systemId(), null, !unseen);
    run.settling().tidy(run.systemId());
  }
}
