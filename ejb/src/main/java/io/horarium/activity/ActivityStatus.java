package io.horarium.activity;

/** State of an activity; names of the wire (contract/jim.md 15.1). Queued work is InProgress. */
public enum ActivityStatus {
  NotSet,
  InProgress,
  Complete,
  CompleteWithWarning,
  CompleteWithError,
  FailedWithError,
  Cancelled;

  /** Whether nothing more happens to an activity in this state. */
  public boolean isTerminal() {
    return this != NotSet && this != InProgress;
  }
}
