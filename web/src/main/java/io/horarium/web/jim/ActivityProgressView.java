package io.horarium.web.jim;

import io.horarium.activity.ActivityProgress;
import io.horarium.activity.ActivityStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How far an activity has come (contract/jim.md 15.4). */
public record ActivityProgressView(
    UUID id,
    ActivityStatus status,
    String message,
    long objectsProcessed,
    long objectsToProcess,
    Double percentComplete,
    double elapsedSeconds,
    Double objectsPerSecond,
    Double estimatedSecondsRemaining,
    String targetType,
    String runType,
    Map<String, Long> operationCounts,
    long totalErrors,
    Instant retrievedAt,
    List<PhaseView> phases,
    PhaseView currentPhase,
    Integer currentPhaseNumber,
    int totalPhases) {

  static ActivityProgressView of(ActivityProgress progress) {
    return new ActivityProgressView(
        progress.id(),
        progress.status(),
        progress.message(),
        progress.objectsProcessed(),
        progress.objectsToProcess(),
        progress.percentComplete(),
        progress.elapsedSeconds(),
        progress.objectsPerSecond(),
        progress.secondsRemaining(),
        progress.targetType(),
        progress.runType(),
        progress.counters().byChangeType(),
        progress.counters().errors(),
        progress.retrievedAt(),
        progress.phases().stream().map(PhaseView::of).toList(),
        PhaseView.of(progress.currentPhase()),
        progress.currentPhaseNumber(),
        progress.totalPhases());
  }
}
