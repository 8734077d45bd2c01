package io.horarium.it.testkit;

import java.util.HashMap;
import java.util.Map;

/** Bodies of schedule steps that run no run profile; {@link TestSchedule} numbers them. */
public final class Steps {

  private Steps() {}

  /** A program of the catalogue. */
  public static Map<String, Object> executable(String program, String arguments) {
    return step(
        "Executable", Map.of("name", program, "executablePath", program, "arguments", arguments));
  }

  public static Map<String, Object> powerShell(String script, String arguments) {
    return step("PowerShell", Map.of("name", script, "scriptPath", script, "arguments", arguments));
  }

  /** Statements on {@link Conf#DATA_SOURCE}. */
  public static Map<String, Object> sql(String name, String text) {
    return step(
        "SqlScript",
        Map.of("name", name, "sqlConnectionString", Conf.DATA_SOURCE, "sqlText", text));
  }

  /** As {@link #sql}, done exactly once whatever happens. */
  public static Map<String, Object> sqlOnce(String name, String text) {
    Map<String, Object> step = sql(name, text);
    step.put("sqlSingleTransaction", true);
    return step;
  }

  public static Map<String, Object> script(String name, String source) {
    return step("Script", Map.of("name", name, "scriptSource", source));
  }

  /** The same step that may fail. */
  public static Map<String, Object> tolerated(Map<String, Object> step) {
    step.put("continueOnFailure", true);
    return step;
  }

  /** The same step with a limit of its own. */
  public static Map<String, Object> limited(Map<String, Object> step, int seconds) {
    step.put("timeoutSeconds", seconds);
    return step;
  }

  /** The same import of another file. */
  public static Map<String, Object> reading(Map<String, Object> step, String filePath) {
    step.put("overrides", Map.of("filePath", filePath));
    return step;
  }

  private static Map<String, Object> step(String type, Map<String, ?> settings) {
    Map<String, Object> step = new HashMap<>(settings);
    step.put("stepType", type);
    return step;
  }
}
