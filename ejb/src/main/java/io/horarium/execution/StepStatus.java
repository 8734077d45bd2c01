package io.horarium.execution;

/**
 * State of a step, or of a group of steps, as clients see it; names of the wire (contract/jim.md
 * 11.1).
 */
public enum StepStatus {
  Pending("Pending"),
  Waiting("Waiting"),
  Queued("Queued"),
  Processing("Processing"),
  Cancelling("Cancelling"),
  Completed("Completed"),
  CompletedWithWarning("Completed with Warning"),
  CompletedWithError("Completed with Error"),
  Failed("Failed"),
  Cancelled("Cancelled"),
  Unknown("Unknown");

  private final String display;

  StepStatus(String display) {
    this.display = display;
  }

  /** The text of the second vocabulary of the wire, for people. */
  public String display() {
    return display;
  }

  /** Whether the step did all its work. */
  boolean isDone() {
    return this == Completed || this == CompletedWithWarning;
  }

  /**
   * The state of a member (contract/jim.md 11.3): as stored, but while its execution is being
   * cancelled a member that still works is Cancelling.
   *
   * @param stored status of the row; a name this version does not know is Unknown
   */
  static StepStatus of(String stored, boolean cancelRequested) {
    for (StepStatus status : values()) {
      if (status.name().equals(stored)) {
        return status == Processing && cancelRequested ? Cancelling : status;
      }
    }
    return Unknown;
  }
}
