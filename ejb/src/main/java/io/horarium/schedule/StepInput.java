package io.horarium.schedule;

import java.util.UUID;

/**
 * One step as a caller sends it; what it means is decided by {@link StepReconciliation}.
 *
 * @param id of the stored step meant, or an id for the new step, or null
 * @param stepType the wire name as sent
 * @param settings of the step type; never null
 */
public record StepInput(
    UUID id,
    Given<Integer> stepIndex,
    Given<String> name,
    Given<ExecutionMode> executionMode,
    Given<String> stepType,
    Given<Boolean> continueOnFailure,
    Given<Integer> timeoutSeconds,
    Given<Integer> connectedSystemId,
    Given<Integer> runProfileId,
    Given<StepOverrides> overrides,
    StepSettingsInput settings) {}
