package io.horarium.execution;

import io.horarium.activity.ActivityStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * One member of an execution: a step as it was when the execution started (contract/jim.md 11.1).
 *
 * @param groupPosition of its group, from 0 without gaps
 * @param stepIndex as in the schedule
 * @param name of the step itself, or null
 * @param taskId null once the member has ended
 * @param startedAt null until work on it began
 * @param activityStatus null if the activity is gone
 * @param takenOverFrom the execution whose result stands here, or null
 * @param retryOf the activity to whose failed objects it is restricted, or null
 */
public record ExecutionStep(
    int groupPosition,
    int stepIndex,
    String name,
    String stepType,
    String executionMode,
    Integer connectedSystemId,
    String connectedSystemName,
    Integer runProfileId,
    String runProfileName,
    boolean continueOnFailure,
    StepStatus status,
    UUID taskId,
    Instant startedAt,
    Instant completedAt,
    String errorMessage,
    UUID activityId,
    ActivityStatus activityStatus,
    UUID takenOverFrom,
    UUID retryOf) {

  /** What the step is called in the list of steps. */
  public String displayName() {
    return name != null ? name : "Step " + (stepIndex + 1);
  }

  /** What a group is called of which it is the only member. */
  String groupName() {
    return connectedSystemName != null && runProfileName != null
        ? runName(connectedSystemName, runProfileName)
        : displayName();
  }

  static String runName(String systemName, String profileName) {
    return systemName + " - " + profileName;
  }
}
