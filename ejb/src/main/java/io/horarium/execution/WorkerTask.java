package io.horarium.execution;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityPhase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Work that waits or is being done; once it ends only its activity is left (contract/jim.md 16).
 *
 * @param name for a person
 * @param createdAt when it was queued
 * @param objectsToProcess of the present phase; 0 = unknown
 * @param message what it is doing now, or null
 * @param phases of its run; empty until it begins
 * @param executionId this and everything after it is null when the run belongs to no schedule
 * @param groupPosition of its group, from 0 without gaps
 * @param totalGroups of its execution
 * @param currentGroup of its execution
 */
public record WorkerTask(
    UUID id,
    String name,
    Instant createdAt,
    Status status,
    Initiator by,
    UUID activityId,
    long objectsToProcess,
    long objectsProcessed,
    String message,
    List<ActivityPhase> phases,
    UUID executionId,
    String scheduleName,
    Integer groupPosition,
    Integer totalGroups,
    Integer currentGroup) {

  public WorkerTask {
    phases = List.copyOf(phases);
  }

  /** State of a task; names of the wire. */
  public enum Status {
    Queued,
    Processing,
    CancellationRequested,
    WaitingForPreviousStep;

    /** The state of a member that has not ended. */
    static Status of(String stored, boolean cancelRequested) {
      return switch (stored) {
        case "Waiting" -> WaitingForPreviousStep;
        case "Queued" -> Queued;
        default -> cancelRequested ? CancellationRequested : Processing;
      };
    }
  }

  WorkerTask withPhases(List<ActivityPhase> found) {
    return new WorkerTask(
        id,
        name,
        createdAt,
        status,
        by,
        activityId,
        objectsToProcess,
        objectsProcessed,
        message,
        found,
        executionId,
        scheduleName,
        groupPosition,
        totalGroups,
        currentGroup);
  }
}
