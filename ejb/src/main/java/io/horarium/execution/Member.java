package io.horarium.execution;

import io.horarium.step.Checkpoint;
import io.horarium.step.StepSettings;
import java.util.UUID;

/**
 * One member of a step group as the engine needs it: a row of step_execution.
 *
 * @param retryOf see {@link io.horarium.step.StepContext#retryOf}
 * @param systemId connected system it must have for itself while it runs, or null
 */
public record Member(
    UUID id,
    UUID executionId,
    UUID activityId,
    int group,
    int number,
    String stepType,
    Integer systemId,
    Integer runProfileId,
    String filePath,
    boolean overrideDeleteGuard,
    int batchSize,
    Integer timeoutSeconds,
    boolean cancelRequested,
    StepSettings settings,
    UUID retryOf,
    Checkpoint checkpoint) {}
