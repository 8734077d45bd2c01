package io.horarium.schedule;

import io.horarium.problem.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Limits and formats of the single fields of a schedule (contract/jim.md 7.1, 8.1 and the formats
 * of 9.4): the first check of a create or update. It finds all mistakes at once.
 */
final class FieldLimitPolicy {

  private static final int LONGEST_REASON = 2000;
  private static final int LONGEST_SCRIPT = 1_000_000;
  private static final Pattern DAYS = Pattern.compile("[0-6](,[0-6])*");
  private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
  private static final Pattern TIMES = Pattern.compile(TIME + "(," + TIME + ")*");
  private static final Pattern ONE_TIME = Pattern.compile(TIME);

  private final Map<String, List<String>> problems = new LinkedHashMap<>();

  private FieldLimitPolicy() {}

  /**
   * Checks every field that was given.
   *
   * @throws InvalidInput names each field that breaks its limit
   */
  static void check(ScheduleInput input) {
    var policy = new FieldLimitPolicy();
    policy.schedule(input);
    for (int i = 0; i < input.steps().size(); i++) {
      policy.step("steps[" + i + "].", input.steps().get(i));
    }
    policy.end();
  }

  /**
   * Checks the fields of a pattern by themselves.
   *
   * @throws InvalidInput names each field that breaks its limit
   */
  static void check(Timing timing) {
    var policy = new FieldLimitPolicy();
    policy.timing(timing);
    policy.end();
  }

  /**
   * Checks the reason of a change that has no body.
   *
   * @throws InvalidInput it is too long
   */
  static void checkReason(String reason) {
    var policy = new FieldLimitPolicy();
    policy.length("changeReason", reason, LONGEST_REASON);
    policy.end();
  }

  private void schedule(ScheduleInput input) {
    required("name", input.name());
    length("name", input.name(), 200);
    if (input.key() != null) {
      required("key", input.key());
      length("key", input.key(), 200);
    }
    length("description", input.description(), 1000);
    timing(input.timing());
    length("changeReason", input.changeReason(), LONGEST_REASON);
  }

  private void timing(Timing timing) {
    length("daysOfWeek", timing.daysOfWeek(), 50);
    form(
        "daysOfWeek",
        timing.daysOfWeek(),
        DAYS,
        "must list days as numbers from 0 (Sunday) to 6 (Saturday), such as 1,2,3,4,5");
    length("runTimes", timing.runTimes(), 200);
    form("runTimes", timing.runTimes(), TIMES, "must list 24-hour times such as 06:00,18:30");
    range("intervalValue", timing.intervalValue(), 1, 59);
    form(
        "intervalWindowStart",
        timing.intervalWindowStart(),
        ONE_TIME,
        "must be a 24-hour time such as 08:00");
    form(
        "intervalWindowEnd",
        timing.intervalWindowEnd(),
        ONE_TIME,
        "must be a 24-hour time such as 18:00");
  }

  private void step(String path, StepInput step) {
    range(path + "stepIndex", step.stepIndex().value(), 0, 1000);
    length(path + "name", step.name().value(), 200);
    range(path + "timeoutSeconds", step.timeoutSeconds().value(), 1, 86_400);
    StepOverrides overrides = step.overrides().value();
    if (overrides != null) {
      length(path + "overrides.filePath", overrides.filePath(), 500);
    }
    settings(path, step.settings());
  }

  private void settings(String path, StepSettingsInput settings) {
    length(path + "scriptPath", settings.scriptPath().value(), 500);
    length(path + "executablePath", settings.executablePath().value(), 500);
    length(path + "workingDirectory", settings.workingDirectory().value(), 500);
    length(path + "arguments", settings.arguments().value(), 2000);
    length(path + "sqlConnectionString", settings.sqlConnection().value(), 500);
    length(path + "sqlScriptPath", settings.sqlScriptPath().value(), 500);
    length(path + "sqlText", settings.sqlText().value(), LONGEST_SCRIPT);
    length(path + "scriptSource", settings.scriptSource().value(), LONGEST_SCRIPT);
    length(path + "scriptType", settings.scriptType().value(), 100);
    length(path + "context", settings.context().value(), LONGEST_SCRIPT);
  }

  private void required(String field, String text) {
    if (text == null || text.isBlank()) {
      note(field, "is required; give a text of 1 to 200 characters");
    }
  }

  private void length(String field, String text, int most) {
    if (text != null && text.length() > most) {
      note(field, "has " + text.length() + " characters; shorten it to at most " + most);
    }
  }

  private void form(String field, String text, Pattern pattern, String rule) {
    if (text != null && !text.isEmpty() && !pattern.matcher(text).matches()) {
      note(field, rule);
    }
  }

  private void range(String field, Integer number, int min, int max) {
    if (number != null && (number < min || number > max)) {
      note(field, "is " + number + ", but must be a whole number from " + min + " to " + max);
    }
  }

  private void note(String field, String problem) {
    problems.computeIfAbsent(field, any -> new ArrayList<>()).add(field + " " + problem + ".");
  }

  private void end() {
    if (!problems.isEmpty()) {
      throw InvalidInput.fields(problems);
    }
  }
}
