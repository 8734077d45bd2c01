package io.horarium.step.runprofile;

import io.horarium.activity.ActivityStore;
import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectorspace.ImportApplyStore;
import io.horarium.connectorspace.ImportStageStore;
import io.horarium.connectorspace.ReferenceStore;
import io.horarium.step.StepContext;
import java.util.List;
import java.util.UUID;

/**
 * What the phases of one import share. The activity's id is the id of the run in every table; the
 * fingerprint stands for the selected schema, to which stored content hashes belong.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ImportRun(
    StepContext context,
    RunPlan plan,
    ActivityStore activities,
    ImportStageStore stage,
    ImportApplyStore space,
    ReferenceStore references,
    byte[] fingerprint) {

  static final String CONNECT = "import.connect";

  UUID id() {
    return context.activityId();
  }

  int batchSize() {
    return context.batchSize();
  }

  int systemId() {
    return plan.systemId();
  }

  List<Integer> objectTypeIds() {
    return plan.scope().objectTypes().stream().map(type -> type.id()).toList();
  }

  /** Empty for connectors without partitions. */
  List<Integer> partitionIds() {
    return plan.scope().partitions().stream().map(partition -> partition.id()).toList();
  }

  /**
   * Where to go on with a phase that works on staged rows: at that phase, unless the rows were
   * lost.
   */
  String resumeWithStage(String phase) {
    return stage.isEmpty(id()) ? CONNECT : phase;
  }
}
