package io.horarium.schedule;

import io.horarium.step.StepSettings;
import java.util.List;
import java.util.UUID;

/**
 * A schedule as it is at one moment, for an execution that copies it and is not touched by later
 * changes (contract/jim.md 12).
 *
 * @param steps ordered by index and position
 */
public record ScheduleSnapshot(UUID scheduleId, String name, List<Step> steps) {

  public ScheduleSnapshot {
    steps = List.copyOf(steps);
  }

  /**
   * One step together with the names and settings of what it runs.
   *
   * @param name null for a step without a name of its own
   * @param timeoutSeconds null for none
   * @param connectedSystemId this and everything after it but the last two is null unless the step
   *     runs a run profile
   * @param runType wire name of the profile's run type
   * @param overrides never null
   * @param settings of the step type; never null
   */
  public record Step(
      UUID stepId,
      int stepIndex,
      int position,
      String name,
      ExecutionMode executionMode,
      String stepType,
      boolean continueOnFailure,
      Integer timeoutSeconds,
      Integer connectedSystemId,
      String connectedSystemName,
      Integer runProfileId,
      String runProfileName,
      String runType,
      Integer batchSize,
      StepOverrides overrides,
      StepSettings settings) {}
}
