package io.horarium.step.runprofile.export;

import io.horarium.activity.ActivityStore;
import io.horarium.connectedsystem.RunPlan;
import io.horarium.connector.ConnectorDescriptor.ExportGranularity;
import io.horarium.connector.ConnectorDescriptor.SchemaStandard;
import io.horarium.platform.Clock;
import io.horarium.step.StepContext;
import io.horarium.sync.pendingexport.ExportClaimStore;
import io.horarium.sync.pendingexport.ExportClaimStore.Due;
import io.horarium.sync.pendingexport.ExportSettleStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the phases of one export share. The activity's id is the id of the run in every table. */
record ExportRun(
    StepContext context,
    RunPlan plan,
    ActivityStore activities,
    ExportClaimStore claims,
    ExportSettleStore settling,
    ExportAnswers answers,
    Clock clock,
    Instant startedAt) {

  static final String PREPARE = "export.prepare";

  UUID id() {
    return context.activityId();
  }

  int systemId() {
    return plan.systemId();
  }

  int batchSize() {
    return context.batchSize();
  }

  List<Integer> objectTypeIds() {
    return plan.scope().objectTypes().stream().map(type -> type.id()).toList();
  }

  boolean stopRequested() {
    return context.stop().stopRequested();
  }

  /** Whether nothing is visible in the target before it is published. */
  boolean publishes() {
    return plan.factory().descriptor().capabilities().exportGranularity() == ExportGranularity.RUN;
  }

  SchemaStandard schemaStandard() {
    return plan.factory().descriptor().schemaStandard();
  }

  /**
   * What is due: judged by one instant, so that a failure of this run is not tried again by it,
   * however long it takes.
   */
  Due due() {
    return new Due(systemId(), objectTypeIds(), startedAt, publishes());
  }
}
