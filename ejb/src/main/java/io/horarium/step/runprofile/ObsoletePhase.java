package io.horarium.step.runprofile;

import io.horarium.activity.Counter;
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
  void write(long first, long last, List<Object> ords) {
    ImportRun run = importRun();
    long deleted = run.space().markObsolete(run.id(), first, last);
    run.activities()
        .add(
            run.id(),
            Map.of(Counter.DELETED, deleted, Counter.OBJECTS_PROCESSED, (long) ords.size()));
  }
}
