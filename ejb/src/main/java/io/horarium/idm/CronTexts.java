package io.horarium.idm;

import io.horarium.problem.InvalidInput;
import io.horarium.schedule.time.Cron;
import io.horarium.schedule.time.CronMistake;
import java.text.ParseException;
import org.quartz.CronExpression;

/**
 * Cron texts of the IDM dialect: Quartz syntax and nothing else (contract/openidm-scheduler.md
 * 5.1). What Quartz itself refuses is refused in its words.
 */
public final class CronTexts {

  private CronTexts() {}

  /** Whether a text is an expression that Quartz reads and Horarium fires by. */
  public static boolean isValid(String text) {
    return problem(text) == null;
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
    String problem = problem(text);
    if (problem != null) {
      throw InvalidInput.field("schedule", problem);
    }
  }

  private static String problem(String text) {
    try {
      CronExpression.validateExpression(text.strip());
      Cron.parseQuartz(text.strip());
      return null;
    } catch (ParseException e) {
      return e.getMessage();
    } catch (CronMistake e) {
      return "schedule " + e.getMessage();
    } catch (RuntimeException e) {
      // the parser of Quartz stumbles over some texts instead of refusing them
      return "schedule '"
          + (text.length() <= 100 ? text : text.substring(0, 100) + "…")
          + "' is not a Quartz cron expression; write one such as 0 0 2 * * ?";
    }
  }
}
