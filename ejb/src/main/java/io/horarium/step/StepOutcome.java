package io.horarium.step;

/**
 * How a step ended by itself.
 *
 * @param warning what a person should know, or null
 */
public record StepOutcome(Ending ending, String message, String warning) {

  /** The words of the activity (contract/jim.md 15.1). */
  public enum Ending {
    Complete,
    CompleteWithWarning,
    CompleteWithError,
    FailedWithError
  }
}
