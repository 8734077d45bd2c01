package io.horarium.step.runprofile.synchronise;

import io.horarium.sync.engine.Batch.Pass;
import java.util.List;
import java.util.UUID;

/** Synchronises object by object: all of the system, or those that changed. */
final class ProcessPhase extends IdPages {

  ProcessPhase(SyncRun run) {
    super(run);
  }

  @Override
  public String key() {
    return "sync.process";
  }

  @Override
  public String name() {
    return "Processing objects";
  }

  @Override
  void begin() {
    SyncRun run = run();
    long expected =
        run.stores().candidates().count(run.systemId(), run.plan().partitionId(), !run.full());
    run.stores().activities().expect(run.id(), expected);
  }

  @Override
  List<UUID> page(UUID after, int size) {
    SyncRun run = run();
    return run.stores()
        .candidates()
        .objects(run.systemId(), run.plan().partitionId(), !run.full(), after, size);
  }

  @Override
  void writeRows(List<UUID> ids) {
    run().synchroniser().synchronise(ids, run().full() ? Pass.FULL : Pass.DELTA);
  }
}
