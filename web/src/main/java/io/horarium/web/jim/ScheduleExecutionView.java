package io.horarium.web.jim;

import io.horarium.access.Initiator;
import io.horarium.execution.ExecutionStatus;
import io.horarium.execution.ExecutionSummary;
import io.horarium.execution.RerunMode;
import java.time.Instant;
import java.util.UUID;

/**
 * An execution of a list (contract/jim.md 11.1); {@code activityId} and what follows it is ours.
 */
public record ScheduleExecutionView(
    UUID id,
    UUID scheduleId,
    String scheduleName,
    ExecutionStatus status,
    int currentStepIndex,
    int totalSteps,
    Instant queuedAt,
    Instant startedAt,
    Instant completedAt,
    Initiator.Type initiatedByType,
    UUID initiatedById,
    String initiatedByName,
    String errorMessage,
    UUID activityId,
    UUID rerunOf,
    RerunMode rerunMode,
    Instant closedAt) {

  static ScheduleExecutionView of(ExecutionSummary execution) {
    return new ScheduleExecutionView(
        execution.id(),
        execution.scheduleId(),
        execution.scheduleName(),
        execution.status(),
        execution.currentGroup(),
        execution.totalGroups(),
        execution.queuedAt(),
        execution.startedAt(),
        execution.completedAt(),
        execution.by().type(),
        execution.by().id(),
        execution.by().name(),
        execution.errorMessage(),
        execution.activityId(),
        execution.rerunOf(),
        execution.rerunMode(),
        execution.closedAt());
  }
}
