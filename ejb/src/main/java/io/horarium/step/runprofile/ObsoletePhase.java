package io.horarium.step.runprofile;

import io.horarium.activity.Counter;
import io.horarium.connectorspace.ImportStageStore.Staged;
import java.util.List;
import java.util.Map;

/**
 * Marks what the source no longer has, or says was deleted; synchronisation removes it later
 * (contract/sync-engine.md 5.6).
 */
final class ObsoletePhase extends StagedPages {

  private final String op;

  ObsoletePhase(ImportRun run) {
    this(run, run.delta() ? "Delete" : "Missing");
  }

  private ObsoletePhase(ImportRun run, String op) {
    super(run, op);
    this.op = op;
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
        run.space().markObsolete(run.id(), op, rows.get(0).ord(), rows.get(rows.size() - 1).ord());
    run.activities()
        .add(
            run.id(),
            Map.of(Counter.DELETED, deleted, Counter.OBJECTS_PROCESSED, (long) rows.size()));
  }
}
