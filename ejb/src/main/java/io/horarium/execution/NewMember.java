package io.horarium.execution;

import io.horarium.step.StepSettings;
import java.util.UUID;

/**
 * A member as its execution copies it from a schedule step, or makes it for one run profile.
 *
 * @param scheduleStepId null for a run profile run by itself
 * @param stepIndex as in the schedule; {@code group} is its dense position from 0
 * @param number position within the group from 0
 * @param name null for a step without a name of its own
 */
record NewMember(
    UUID executionId,
    UUID activityId,
    UUID scheduleStepId,
    int stepIndex,
    int group,
    int number,
    String name,
    String stepType,
    String executionMode,
    boolean continueOnFailure,
    Integer timeoutSeconds,
    Integer systemId,
    String systemName,
    Integer runProfileId,
    String runProfileName,
    RunOverrides overrides,
    StepSettings settings,
    int batchSize) {}
