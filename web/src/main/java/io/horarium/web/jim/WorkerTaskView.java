package io.horarium.web.jim;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityPhase;
import io.horarium.activity.PhasePosition;
import io.horarium.execution.WorkerTask;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A worker task (contract/jim.md 16).
 *
 * @param steps the phases of its run; null before it begins
 */
public record WorkerTaskView(
    UUID id,
    String name,
    String type,
    Instant timestamp,
    WorkerTask.Status status,
    Initiator.Type initiatedByType,
    UUID initiatedById,
    String initiatedByName,
    UUID activityId,
    long objectsToProcess,
    long objectsProcessed,
    String progressMessage,
    PhasesView steps,
    UUID scheduleExecutionId,
    String scheduleExecutionName,
    Integer scheduleStepIndex,
    Integer scheduleTotalSteps,
    Integer scheduleCurrentStepIndex) {

  private static final String TYPE = "Synchronisation Worker Task";

  static WorkerTaskView of(WorkerTask task) {
    return new WorkerTaskView(
        task.id(),
        task.name(),
        TYPE,
        task.createdAt(),
        task.status(),
        task.by().type(),
        task.by().id(),
        task.by().name(),
        task.activityId(),
        task.objectsToProcess(),
        task.objectsProcessed(),
        task.message(),
        PhasesView.of(task.phases()),
        task.executionId(),
        task.scheduleName(),
        task.groupPosition(),
        task.totalGroups(),
        task.currentGroup());
  }

  /** Where in its phases a task is; phases inside another one are not listed. */
  public record PhasesView(
      String currentStepName, Integer currentStepNumber, int totalSteps, List<PhaseView> steps) {

    private static PhasesView of(List<ActivityPhase> phases) {
      if (phases.isEmpty()) {
        return null;
      }
      PhasePosition position = PhasePosition.in(phases);
      return new PhasesView(
          position.phase() == null ? null : position.phase().name(),
          position.number(),
          position.total(),
          phases.stream()
              .filter(phase -> phase.parentKey() == null)
              .map(phase -> new PhaseView(phase.order(), phase.name(), phase.status()))
              .toList());
    }
  }

  /** One phase. */
  public record PhaseView(int order, String name, ActivityPhase.Status status) {}
}
