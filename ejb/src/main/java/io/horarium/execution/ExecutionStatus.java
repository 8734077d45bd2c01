package io.horarium.execution;

/** State of an execution; names of the wire (contract/jim.md 11.1). */
public enum ExecutionStatus {
  Queued,
  InProgress,
  Complete,
  Failed,
  Cancelled,
  Paused
}
