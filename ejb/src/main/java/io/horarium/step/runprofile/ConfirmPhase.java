package io.horarium.step.runprofile;

import io.horarium.activity.Counter;
import io.horarium.connectorspace.ImportStageStore.Staged;
import java.util.List;
import java.util.Map;

/**
 * Confirms exports of objects that applying did not touch: unchanged ones, those that were not
 * there, and those with references that had to be resolved first (contract/sync-engine.md 7).
 */
final class ConfirmPhase extends StagedPages {

  private final Confirming confirming;

  ConfirmPhase(ImportRun run) {
    super(run, "Confirm");
    confirming = new Confirming(run);
  }

  @Override
  public String key() {
    return "import.confirm";
  }

  @Override
  public String name() {
    return "Reconciling Pending Exports";
  }

  @Override
  void writeRows(List<Staged> rows) {
    confirming.settleCandidates(
        confirming.ofCandidates(rows.get(0).ord(), rows.get(rows.size() - 1).ord()));
    importRun()
        .activities()
        .add(importRun().id(), Map.of(Counter.OBJECTS_PROCESSED, (long) rows.size()));
  }
}
