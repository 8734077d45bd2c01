package io.horarium.execution;

/**
 * The batch jobs that work on executions. They differ in how many groups of steps they can take,
 * because the runtime reads the whole definition at every start: the many short executions do not
 * pay for the few long ones.
 */
public enum ExecutionJob {
  /** A run profile run by itself. */
  RUN_PROFILE("run-profile", 1),
  /** A schedule as most are. */
  SCHEDULE_EXECUTION("schedule-execution", 16),
  /** A schedule of many groups; more than this are refused when it is saved. */
  LONG_SCHEDULE_EXECUTION("long-schedule-execution", 128);

  private final String jobName;
  private final int groups;

  ExecutionJob(String jobName, int groups) {
    this.jobName = jobName;
    this.groups = groups;
  }

  /** Its name in the batch runtime and its console. */
  public String jobName() {
    return jobName;
  }

  /** How many groups of steps it can take. */
  public int groups() {
    return groups;
  }

  /** The job for a schedule of that many groups. */
  static ExecutionJob ofSchedule(int groups) {
    return groups <= SCHEDULE_EXECUTION.groups ? SCHEDULE_EXECUTION : LONG_SCHEDULE_EXECUTION;
  }
}
