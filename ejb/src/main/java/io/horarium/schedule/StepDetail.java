package io.horarium.schedule;

import io.horarium.step.StepSettings;
import java.util.UUID;

/**
 * One step of a schedule (contract/jim.md 8.1).
 *
 * @param stepIndex 0 to 1000; steps with the same index run together
 * @param position order among the steps of the schedule, from 0
 * @param name null for a step without a name of its own
 * @param stepType wire name
 * @param timeoutSeconds 1 to 86400, or null
 * @param connectedSystemId null unless the step runs a run profile
 * @param runProfileId null unless the step runs a run profile
 * @param overrides never null
 * @param settings of the step type; never null
 */
public record StepDetail(
    UUID id,
    int stepIndex,
    int position,
    String name,
    ExecutionMode executionMode,
    String stepType,
    boolean continueOnFailure,
    Integer timeoutSeconds,
    Integer connectedSystemId,
    Integer runProfileId,
    StepOverrides overrides,
    StepSettings settings) {}
