package io.horarium.step.runprofile.export;

import io.horarium.problem.RunFailure;
import io.horarium.step.SingleItemPhase;
import io.horarium.step.runprofile.export.ExportAnswers.Stage;

/**
 * Makes everything visible in a target that shows nothing before (contract/sync-engine.md 10.5). A
 * crash before it changes nothing there; a crash right after it leaves the exports in doubt.
 */
final class PublishPhase extends SingleItemPhase {

  private final ExportRun run;
  private final ExportTarget target;

  PublishPhase(ExportRun run, ExportTarget target) {
    this.run = run;
    this.target = target;
  }

  @Override
  public String key() {
    return "export.publish";
  }

  @Override
  public String name() {
    return "Publishing";
  }

  /** The session is gone with the attempt that opened it; everything is sent again. */
  @Override
  public String resumeAt() {
    return ExportRun.PREPARE;
  }

  @Override
  protected void prepare() {
    if (target.opened()) {
      run.answers().reached(run.id(), Stage.VISIBLE);
      try {
        target.publish();
      } catch (RunFailure e) {
        run.answers().reached(run.id(), Stage.UNPUBLISHED);
        throw e;
      }
    }
  }

  @Override
  protected void run() {
    // nothing but the checkpoint: what was published is settled from now on
  }
}
