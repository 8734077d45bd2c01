package io.horarium.step;

import io.horarium.connector.StopSignal;
import java.util.UUID;

/**
 * What a step is told about itself: the values copied when its execution started.
 *
 * @param stepExecutionId id of the member, also its task id
 * @param activityId its lasting record; counters and items hang on it
 * @param connectedSystemId null unless it is a run profile step
 * @param runProfileId null unless it is a run profile step
 * @param filePath file to read instead of the profile's, or null
 * @param overrideDeleteGuard see contract/sync-engine.md 5.5 e
 * @param batchSize 1..10000
 * @param timeoutSeconds after which the engine ends the step, or null: no such limit
 * @param settings of its type; never null
 * @param retryOf activity of an earlier run to whose failed objects this one is restricted, or null
 * @param stop tells that the step was cancelled
 */
public record StepContext(
    UUID stepExecutionId,
    UUID activityId,
    String stepType,
    Integer connectedSystemId,
    Integer runProfileId,
    String filePath,
    boolean overrideDeleteGuard,
    int batchSize,
    Integer timeoutSeconds,
    StepSettings settings,
    UUID retryOf,
    StopSignal stop) {

  /** A run that is not restricted. */
  public StepContext(
      UUID stepExecutionId,
      UUID activityId,
      String stepType,
      Integer connectedSystemId,
      Integer runProfileId,
      String filePath,
      boolean overrideDeleteGuard,
      int batchSize,
      Integer timeoutSeconds,
      StepSettings settings,
      StopSignal stop) {
    this(
        stepExecutionId,
        activityId,
        stepType,
        connectedSystemId,
        runProfileId,
        filePath,
        overrideDeleteGuard,
        batchSize,
        timeoutSeconds,
        settings,
        null,
        stop);
  }
}
