package io.horarium.schedule;

/** What starts a schedule; names of the wire (contract/jim.md 7.1, design.md section 2). */
public enum TriggerType {
  /** On request only. */
  Manual,
  /** At the instants of a pattern or a cron expression. */
  Cron,
  /** Every so many milliseconds. */
  Simple
}
