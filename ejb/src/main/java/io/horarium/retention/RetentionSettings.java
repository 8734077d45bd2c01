package io.horarium.retention;

import io.horarium.platform.Settings;

/**
 * How long history is kept.
 *
 * @param days age in days after which executions, activities and their items go
 * @param executions how many ended executions are kept at most, the newest
 * @param activities how many ended activities are kept at most, the newest; those of one execution
 *     count together
 * @param batchDays age in days after which the batch runtime's own records go; the console shows no
 *     older ones
 */
public record RetentionSettings(int days, int executions, int activities, int batchDays) {

  /** From the environment. */
  public static RetentionSettings configured() {
    return new RetentionSettings(
        Settings.number("HORARIUM_RETENTION_DAYS", 90, 1, 36_500),
        Settings.number("HORARIUM_RETENTION_EXECUTIONS", 10_000, 1, 10_000_000),
        Settings.number("HORARIUM_RETENTION_ACTIVITIES", 100_000, 1, 10_000_000),
        Settings.number("HORARIUM_RETENTION_BATCH_DAYS", 7, 1, 36_500));
  }
}
