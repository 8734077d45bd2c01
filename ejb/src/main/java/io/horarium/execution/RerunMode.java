package io.horarium.execution;

/** What an execution that follows an earlier one does again; names of the wire (ADR 0012). */
public enum RerunMode {
  /**
   * The members that failed in the group the earlier execution came to, and every group after it;
   * results of what went well before are taken over.
   */
  FromFailedStep,
  /** Only the objects whose items have an error, in the runs that can be restricted to objects. */
  FailedObjectsOnly
}
