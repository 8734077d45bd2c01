package io.horarium.step.runprofile.synchronise;

import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunType;
import io.horarium.step.StepContext;
import io.horarium.sync.plan.SyncPlan;
import io.horarium.sync.store.SyncStores;
import io.horarium.sync.store.Synchroniser;
import java.util.UUID;

/**
 * What the phases of one synchronisation share. The activity's id is the id of the run in every
 * table.
 */
record SyncRun(
    StepContext context,
    RunPlan plan,
    SyncPlan rules,
    SyncStores stores,
    Synchroniser synchroniser) {

  UUID id() {
    return context.activityId();
  }

  int systemId() {
    return plan.systemId();
  }

  int batchSize() {
    return context.batchSize();
  }

  boolean full() {
    return plan.runType() == RunType.FullSynchronisation;
  }
}
