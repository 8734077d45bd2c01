package io.horarium.schedule;

/**
 * What becomes of instants that nothing could be started at (contract/openidm-scheduler.md 4);
 * names of the wire. A simple trigger always acts like {@link #fireAndProceed}.
 */
public enum MisfirePolicy {
  /** All missed ones are dropped. */
  doNothing,
  /** One run makes up for all missed ones, then the timetable goes on. */
  fireAndProceed
}
