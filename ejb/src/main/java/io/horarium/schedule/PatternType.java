package io.horarium.schedule;

/** How the times of a schedule were written down; names of the wire (contract/jim.md 7.1). */
public enum PatternType {
  /** Days and times of day. */
  SpecificTimes,
  /** Every so many minutes or hours, if wished within a daily window. */
  Interval,
  /** A cron expression. */
  Custom
}
