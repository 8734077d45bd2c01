package io.horarium.step.runprofile.synchronise;

import java.util.List;
import java.util.UUID;

/**
 * Lets metaverse objects go whose last connector left outside of a synchronisation
 * (contract/sync-engine.md 8.10).
 */
final class DeletePhase extends IdPages {

  DeletePhase(SyncRun run) {
    super(run);
  }

  @Override
  public String key() {
    return "sync.delete";
  }

  @Override
  public String name() {
    return "Deleting metaverse objects";
  }

  @Override
  List<UUID> page(UUID after, int size) {
    return run().stores().candidates().toCheck(after, size);
  }

  @Override
  void writeRows(List<UUID> ids) {
    run().synchroniser().deleteMarked(ids);
  }
}
