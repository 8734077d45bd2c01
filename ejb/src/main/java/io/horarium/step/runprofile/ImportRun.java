package io.horarium.step.runprofile;

import io.horarium.activity.ActivityStore;
import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunType;
import io.horarium.connector.ConnectorDescriptor.SchemaStandard;
import io.horarium.connectorspace.ImportApplyStore;
import io.horarium.connectorspace.ImportStageStore;
import io.horarium.connectorspace.ImportStageStore.Partitions;
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
    ImportStores stores,
    List<ImportPart> parts,
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

  ActivityStore activities() {
    return stores.activities();
  }

  ImportStageStore stage() {
    return stores.stage();
  }

  ImportApplyStore space() {
    return stores.space();
  }

  ReferenceStore references() {
    return stores.references();
  }

  boolean delta() {
    return plan.runType() == RunType.DeltaImport;
  }

  /**
   * Whether it reads everything, asked to or not: then a second record of an object is a mistake.
   */
  boolean readsEverything() {
    return parts.stream().allMatch(part -> part.since() == null);
  }

  /** A delta import that has to read everything of a part, because no token is stored. */
  boolean fallsBack() {
    return delta() && parts.stream().anyMatch(part -> part.since() == null);
  }

  List<Integer> objectTypeIds() {
    return plan.scope().objectTypes().stream().map(type -> type.id()).toList();
  }

  Partitions partitions() {
    return new Partitions(
        plan.scope().partitions().stream().map(partition -> partition.id()).toList(),
        plan.partitionId() == null);
  }

  SchemaStandard schemaStandard() {
    return plan.factory().descriptor().schemaStandard();
  }

  /**
   * Where to go on with a phase that works on staged rows: at that phase, unless the rows were
   * lost.
   */
  String resumeWithStage(String phase) {
    return stage().isEmpty(id()) ? CONNECT : phase;
  }
}
