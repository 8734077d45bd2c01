package io.horarium.schedule;

/**
 * Where a schedule comes from.
 *
 * @param kind what made it
 * @param source the document it was made from, as sent; null for the kinds without one
 * @param removedAfterLast whether the schedule goes when its trigger has fired for the last time
 *     (contract/openidm-scheduler.md 3.4); its executions stay
 */
public record ScheduleOrigin(Kind kind, String source, boolean removedAfterLast) {

  /** Names of the database. */
  public enum Kind {
    /** {@code /api/v1}. */
    Api,
    /** {@code /openidm/scheduler/job}. */
    Idm,
    /** {@code HORARIUM_HOME/conf/schedule-*.json}. */
    File
  }

  /** Made through {@code /api/v1}. */
  public static final ScheduleOrigin API = new ScheduleOrigin(Kind.Api, null, false);

  /** For a schedule that was changed by other means than its document. */
  ScheduleOrigin withoutSource() {
    return kind == Kind.File ? new ScheduleOrigin(kind, null, removedAfterLast) : this;
  }
}
