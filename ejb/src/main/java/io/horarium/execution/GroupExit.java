package io.horarium.execution;

/** How a step group ended; the names are the exit statuses that the job's transitions act on. */
public enum GroupExit {
  /** Go on with the next group. */
  MORE,
  /** The execution is over. */
  DONE,
  /** A member failed that must not fail; the execution is over. */
  HALT,
  /** The execution was cancelled. */
  STOP,
  /**
   * Members are left unfinished without anybody's wish (server stopped, database lost); someone
   * goes on later.
   */
  INTERRUPTED
}
