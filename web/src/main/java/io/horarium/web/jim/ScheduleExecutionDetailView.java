package io.horarium.web.jim;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityStatus;
import io.horarium.execution.ExecutionDetail;
import io.horarium.execution.ExecutionStatus;
import io.horarium.execution.ExecutionStep;
import io.horarium.execution.GroupProgress;
import io.horarium.execution.RerunMode;
import io.horarium.execution.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An execution with its steps (contract/jim.md 11.1); {@code activityId} to {@code reruns} are
 * ours.
 *
 * @param progress null when there are no steps
 */
public record ScheduleExecutionDetailView(
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
    Instant closedAt,
    List<UUID> reruns,
    List<StepView> steps,
    ProgressView progress) {

  static ScheduleExecutionDetailView of(ExecutionDetail execution) {
    ScheduleExecutionView base = ScheduleExecutionView.of(execution.summary());
    return new ScheduleExecutionDetailView(
        base.id(),
        base.scheduleId(),
        base.scheduleName(),
        base.status(),
        base.currentStepIndex(),
        base.totalSteps(),
        base.queuedAt(),
        base.startedAt(),
        base.completedAt(),
        base.initiatedByType(),
        base.initiatedById(),
        base.initiatedByName(),
        base.errorMessage(),
        base.activityId(),
        base.rerunOf(),
        base.rerunMode(),
        base.closedAt(),
        execution.reruns(),
        execution.steps().stream().map(StepView::of).toList(),
        ProgressView.of(execution));
  }

  /**
   * One step row.
   *
   * @param status the text for people, unlike the names below {@code progress}
   * @param takenOverFrom ours, as {@code retryOf}; see {@link ExecutionStep}
   */
  public record StepView(
      int stepIndex,
      String name,
      String stepType,
      String executionMode,
      Integer connectedSystemId,
      String status,
      UUID taskId,
      Instant startedAt,
      Instant completedAt,
      String errorMessage,
      UUID activityId,
      ActivityStatus activityStatus,
      String connectedSystemName,
      Integer runProfileId,
      String runProfileName,
      boolean continueOnFailure,
      UUID takenOverFrom,
      UUID retryOf) {

    private static StepView of(ExecutionStep step) {
      return new StepView(
          step.stepIndex(),
          step.displayName(),
          step.stepType(),
          step.executionMode(),
          step.connectedSystemId(),
          step.status().display(),
          step.taskId(),
          step.startedAt(),
          step.completedAt(),
          step.errorMessage(),
          step.activityId(),
          step.activityStatus(),
          step.connectedSystemName(),
          step.runProfileId(),
          step.runProfileName(),
          step.continueOnFailure(),
          step.takenOverFrom(),
          step.retryOf());
    }
  }

  /** How far the groups have come. */
  public record ProgressView(Integer currentStepNumber, int totalSteps, List<GroupView> steps) {

    private static ProgressView of(ExecutionDetail execution) {
      if (execution.groups().isEmpty()) {
        return null;
      }
      int total = execution.summary().totalGroups();
      return new ProgressView(
          Math.min(execution.summary().currentGroup() + 1, total),
          total,
          execution.groups().stream().map(GroupView::of).toList());
    }
  }

  /** One group; {@code stepIndex} counts groups without gaps, the module relies on it. */
  public record GroupView(
      int stepIndex,
      String name,
      StepStatus status,
      List<StepStatus> taskStatuses,
      boolean isParallel) {

    private static GroupView of(GroupProgress group) {
      return new GroupView(
          group.position(), group.name(), group.status(), group.memberStatuses(), group.parallel());
    }
  }
}
