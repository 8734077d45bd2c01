package io.horarium.step.runprofile.synchronise;

import io.horarium.step.SingleItemPhase;

/** Sees to the look-up rows of matching rules, and says when a delta is not enough. */
final class PreparePhase extends SingleItemPhase {

  private final SyncRun run;

  PreparePhase(SyncRun run) {
    this.run = run;
  }

  @Override
  public String key() {
    return "sync.prepare";
  }

  @Override
  public String name() {
    return "Preparing";
  }

  @Override
  protected void run() {
    run.stores().keys().keep(run.rules().keyAttributes());
    if (!run.full() && run.rules().fullSyncRequired()) {
      run.stores()
          .activities()
          .warn(
              run.id(),
              "The configuration of '"
                  + run.plan().systemName()
                  + "' changed since its last full synchronisation; a delta applies that to changed"
                  + " objects only. Run a Full Synchronisation.");
    }
  }
}
