package io.horarium.step.runprofile.synchronise;

import io.horarium.sync.engine.Batch.Pass;
import java.util.List;
import java.util.UUID;

/**
 * Looks again at objects that refer to others which joined or left a metaverse object meanwhile
 * (contract/sync-engine.md 8.7).
 */
final class ReferencesPhase extends IdPages {

  ReferencesPhase(SyncRun run) {
    super(run);
  }

  @Override
  public String key() {
    return "sync.references";
  }

  @Override
  public String name() {
    return "Resolving references";
  }

  @Override
  List<UUID> page(UUID after, int size) {
    return run().stores().candidates().withMovedReferences(run().systemId(), after, size);
  }

  @Override
  void writeRows(List<UUID> ids) {
    run().synchroniser().synchronise(ids, Pass.REFERENCES);
  }
}
