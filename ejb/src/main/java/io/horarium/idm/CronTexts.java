package io.horarium.idm;

import io.horarium.problem.InvalidInput;
import io.horarium.schedule.time.Cron;
import io.horarium.schedule.time.CronMistake;

/**
 * Cron texts of the IDM dialect: Quartz syntax of six or seven fields and nothing else
 * (contract/openidm-scheduler.md 5.1).
 */
public final class CronTexts {

  private CronTexts() {}

  /** Whether a text is an expression that a job can be fired by. */
  public static boolean isValid(String text) {
    try {
      Cron.parseQuartz(text.strip());
      return true;
    } catch (CronMistake e) {
      return false;
    }
  }

  /**
   * Checks a text that a job is to be fired by.
   *
   * @throws InvalidInput it is not one; says what is wrong
   */
  static void check(String text) {
    if (text == null || text.isBlank()) {
      throw InvalidInput.field("schedule", "A schedule of type cron must provide a cron schedule");
    }
    try {
      Cron.parseQuartz(text.strip());
    } catch (CronMistake e) {
      throw InvalidInput.field("schedule", "schedule " + e.getMessage());
    }
  }
}
