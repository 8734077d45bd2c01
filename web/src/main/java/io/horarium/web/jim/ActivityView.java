package io.horarium.web.jim;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityCounters;
import io.horarium.activity.ActivityStatus;
import io.horarium.activity.ActivitySummary;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** An activity of a list (contract/jim.md 15.2). */
public record ActivityView(
    UUID id,
    Instant created,
    Instant executed,
    ActivityStatus status,
    String targetType,
    String targetOperationType,
    String targetName,
    String targetContext,
    String message,
    Initiator.Type initiatedByType,
    UUID initiatedById,
    String initiatedByName,
    long objectsToProcess,
    long objectsProcessed,
    Duration executionTime,
    Duration totalActivityTime,
    String connectedSystemRunType,
    long totalAdded,
    long totalUpdated,
    long totalDeleted,
    long totalProjected,
    long totalJoined,
    long totalAttributeFlows,
    long totalDisconnected,
    long totalDisconnectedOutOfScope,
    long totalOutOfScopeRetainJoin,
    long totalDriftCorrections,
    long totalProvisioned,
    long totalExported,
    long totalDeprovisioned,
    long totalCreated,
    long totalPendingExports,
    long totalErrors,
    long childActivityCount,
    UUID scheduleExecutionId,
    Integer scheduleStepIndex,
    UUID scheduledByScheduleId,
    String scheduledByScheduleName) {

  static ActivityView of(ActivitySummary activity) {
    ActivityCounters counters = activity.counters();
    return new ActivityView(
        activity.id(),
        activity.created(),
        activity.executed(),
        activity.status(),
        activity.targetType(),
        activity.operation(),
        activity.targetName(),
        activity.targetContext(),
        activity.message(),
        activity.by().type(),
        activity.by().id(),
        activity.by().name(),
        activity.objectsToProcess(),
        activity.objectsProcessed(),
        activity.executionTime(),
        activity.totalTime(),
        activity.runType(),
        counters.added(),
        counters.updated(),
        counters.deleted(),
        counters.projected(),
        counters.joined(),
        counters.attributeFlows(),
        counters.disconnected(),
        counters.disconnectedOutOfScope(),
        counters.outOfScopeRetainJoin(),
        counters.driftCorrections(),
        counters.provisioned(),
        counters.exported(),
        counters.deprovisioned(),
        counters.created(),
        counters.pendingExports(),
        counters.errors(),
        activity.children(),
        activity.executionId(),
        activity.stepIndex(),
        activity.scheduleId(),
        activity.scheduleName());
  }
}
