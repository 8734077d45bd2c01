package io.horarium.step.runprofile;

import io.horarium.activity.Counter;
import io.horarium.connectorspace.ImportStageStore.Staged;
import java.util.List;
import java.util.Map;

/**
 * Marks what the source no longer has; synchronisation removes it later (contract/sync-engine.md
 * 5.6).
 */
final class ObsoletePhase extends StagedPages {

  ObsoletePhase(ImportRun run) {
    super(run, "Missing");
  }

  @Override
  public String key() {
    return "import.obsolete";
  }

  @Override
  public String name() {
    return "Processing deletions";
  }

  @Override
  void writeRows(List<Staged> rows) {
    ImportRun run = importRun();
    long deleted =
        run.space().markObsolete(run.id(), rows.get(0).ord(), rows.get(rows.size() - 1).ord());
    run.activities()
        .add(
            run.id(),
            Map.of(Counter.DELETED, deleted, Counter.OBJECTS_PROCESSED, (long) rows.size()));
  }
}
