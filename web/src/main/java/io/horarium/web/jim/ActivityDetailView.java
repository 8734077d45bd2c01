package io.horarium.web.jim;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityDetail;
import io.horarium.activity.ActivityStatus;
import io.horarium.activity.ActivitySummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One activity (contract/jim.md 15.3).
 *
 * @param errorStackTrace always null: a stack trace goes to the log only
 * @param executionStats null when it is not a run
 */
public record ActivityDetailView(
    UUID id,
    UUID parentActivityId,
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
    String warningMessage,
    String errorMessage,
    String errorStackTrace,
    String errorDetail,
    String connectedSystemRunType,
    Integer connectedSystemId,
    Integer connectedSystemRunProfileId,
    Integer syncRuleId,
    UUID metaverseObjectId,
    Integer exampleDataTemplateId,
    ActivityStatsView executionStats,
    List<PhaseView> phases,
    UUID scheduleExecutionId,
    Integer scheduleStepIndex,
    UUID scheduledByScheduleId,
    String scheduledByScheduleName,
    String changeReason,
    Integer configurationChangeVersion,
    String configurationChangeSnapshot) {

  static ActivityDetailView of(ActivityDetail detail) {
    ActivitySummary activity = detail.summary();
    return new ActivityDetailView(
        activity.id(),
        activity.parentId(),
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
        detail.warningMessage(),
        detail.errorMessage(),
        null,
        null,
        activity.runType(),
        detail.connectedSystemId(),
        detail.runProfileId(),
        null,
        null,
        null,
        ActivityStatsView.of(detail.stats()),
        detail.phases().stream().map(PhaseView::of).toList(),
        activity.executionId(),
        activity.stepIndex(),
        activity.scheduleId(),
        activity.scheduleName(),
        detail.changeReason(),
        null,
        null);
  }
}
