package io.horarium.activity;

import io.horarium.access.Initiator;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * An activity as lists show it (contract/jim.md 15.2).
 *
 * @param executed when work on it began; while it waits, when it was queued
 * @param status a queued run is InProgress
 * @param targetType wire name
 * @param operation wire name
 * @param targetContext name of the connected system of a run, or null
 * @param by who caused it
 * @param objectsToProcess of the present phase; 0 = unknown
 * @param executionTime from the beginning of its work to its end; null until it ended, or when it
 *     never began
 * @param totalTime from its creation to its end; null until it ended
 * @param runType {@code NotSet} for anything but a run
 * @param children how many activities it is the parent of
 * @param executionId of the execution it is part of, or null
 * @param stepIndex of the schedule's step, or null
 * @param scheduleId of the schedule whose execution it is or is part of, also after its deletion;
 *     or null
 * @param scheduleName as it was then, or null
 */
public record ActivitySummary(
    UUID id,
    UUID parentId,
    Instant created,
    Instant executed,
    ActivityStatus status,
    String targetType,
    String operation,
    String targetName,
    String targetContext,
    String message,
    Initiator by,
    long objectsToProcess,
    long objectsProcessed,
    Duration executionTime,
    Duration totalTime,
    String runType,
    ActivityCounters counters,
    long children,
    UUID executionId,
    Integer stepIndex,
    UUID scheduleId,
    String scheduleName) {

  /** Whether it is the run of a run profile, which has counters, phases and items. */
  public boolean isRun() {
    return isRun(targetType, operation);
  }

  /** Whether it is the run of a step of any type, which has items. */
  static boolean hasItems(String targetType, String operation) {
    return isRun(targetType, operation)
        || (targetType.equals(ActivityTarget.ScheduleStep.name())
            && operation.equals(ActivityOperation.Execute.name()));
  }

  static boolean isRun(String targetType, String operation) {
    return targetType.equals(ActivityTarget.ConnectedSystemRunProfile.name())
        && operation.equals(ActivityOperation.Execute.name());
  }
}
