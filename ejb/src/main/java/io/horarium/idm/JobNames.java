package io.horarium.idm;

/** How jobs and triggers are called (contract/openidm-scheduler.md 4 and 8). */
public final class JobNames {

  /** The group of all jobs and triggers. */
  public static final String GROUP = "scheduler-service-group";

  /** What the id of a trigger begins with; the id of the job follows. */
  public static final String TRIGGER_PREFIX = GROUP + ".trigger-";

  /** The same in version 1.0. */
  public static final String LEGACY_TRIGGER_PREFIX = GROUP + "_$x$x$_trigger-";

  private JobNames() {}
}
