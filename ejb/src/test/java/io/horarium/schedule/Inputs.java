package io.horarium.schedule;

import io.horarium.step.StepSettings;
import java.util.List;
import java.util.UUID;

/** Requests as tests send them: each begins bare and says what it is about. */
final class Inputs {

  private Inputs() {}

  static Timing noTiming() {
    return new Timing(null, null, null, null, null, null, null, null, null);
  }

  static Timing trigger(TriggerType type) {
    return new Timing(type, null, null, null, null, null, null, null, null);
  }

  static ScheduleInput schedule(String name, StepInput... steps) {
    return new ScheduleInput(null, name, null, noTiming(), false, List.of(steps), null);
  }

  static ScheduleInput schedule(String name, Timing timing) {
    return new ScheduleInput(null, name, null, timing, false, List.of(), null);
  }

  /** A step that says nothing but its id. */
  static StepInput step(UUID id) {
    return new StepInput(
        id,
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        StepSettingsInput.ABSENT);
  }

  /** A new step that runs a profile. */
  static StepInput runs(int index, int systemId, int profileId) {
    return new StepInput(
        null,
        Given.of(index),
        Given.absent(),
        Given.absent(),
        Given.of("RunProfile"),
        Given.absent(),
        Given.absent(),
        Given.of(systemId),
        Given.of(profileId),
        Given.absent(),
        StepSettingsInput.ABSENT);
  }

  static StepInput named(StepInput step, Given<String> name) {
    return new StepInput(
        step.id(),
        step.stepIndex(),
        name,
        step.executionMode(),
        step.stepType(),
        step.continueOnFailure(),
        step.timeoutSeconds(),
        step.connectedSystemId(),
        step.runProfileId(),
        step.overrides(),
        step.settings());
  }

  static StepInput ofType(StepInput step, String type) {
    return new StepInput(
        step.id(),
        step.stepIndex(),
        step.name(),
        step.executionMode(),
        Given.of(type),
        step.continueOnFailure(),
        step.timeoutSeconds(),
        step.connectedSystemId(),
        step.runProfileId(),
        step.overrides(),
        step.settings());
  }

  static StepInput withId(StepInput step, UUID id) {
    return new StepInput(
        id,
        step.stepIndex(),
        step.name(),
        step.executionMode(),
        step.stepType(),
        step.continueOnFailure(),
        step.timeoutSeconds(),
        step.connectedSystemId(),
        step.runProfileId(),
        step.overrides(),
        step.settings());
  }

  static StepInput limits(
      StepInput step, Given<Integer> timeoutSeconds, Given<StepOverrides> overrides) {
    return new StepInput(
        step.id(),
        step.stepIndex(),
        step.name(),
        step.executionMode(),
        step.stepType(),
        step.continueOnFailure(),
        timeoutSeconds,
        step.connectedSystemId(),
        step.runProfileId(),
        overrides,
        step.settings());
  }

  /** A new step of another type than RunProfile. */
  static StepInput ofType(int index, String type, StepSettings settings) {
    return new StepInput(
        null,
        Given.of(index),
        Given.absent(),
        Given.absent(),
        Given.of(type),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        StepSettingsInput.of(settings));
  }

  static StepInput with(StepInput step, StepSettingsInput settings) {
    return new StepInput(
        step.id(),
        step.stepIndex(),
        step.name(),
        step.executionMode(),
        step.stepType(),
        step.continueOnFailure(),
        step.timeoutSeconds(),
        step.connectedSystemId(),
        step.runProfileId(),
        step.overrides(),
        settings);
  }
}
