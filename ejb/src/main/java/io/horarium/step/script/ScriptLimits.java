package io.horarium.step.script;

import io.horarium.platform.Settings;
import java.time.Duration;

/**
 * What a script may use.
 *
 * @param heap memory of its process as {@code java -Xmx} takes it
 * @param time for a script whose step has no timeout of its own
 * @param statements instructions of the interpreter
 * @param lines of output that are kept
 * @param characters of output that are kept
 * @param hosts scripts that run at the same time on this node
 * @param idle after this time an unused process ends
 */
record ScriptLimits(
    String heap,
    Duration time,
    long statements,
    int lines,
    int characters,
    int hosts,
    Duration idle) {

  ScriptLimits {
    if (!heap.matches("[1-9][0-9]{0,8}[kKmMgG]")) {
      throw new IllegalStateException(
          "HORARIUM_SCRIPT_HEAP is '" + heap + "', but must be a size such as 128m or 1g.");
    }
  }

  /** As the settings of this node say. */
  static ScriptLimits configured() {
    return new ScriptLimits(
        Settings.get("HORARIUM_SCRIPT_HEAP").orElse("128m"),
        Duration.ofSeconds(Settings.number("HORARIUM_SCRIPT_SECONDS", 60, 1, 86_400)),
        1_000_000L * Settings.number("HORARIUM_SCRIPT_STATEMENTS", 10_000, 1, 10_000_000),
        Settings.number("HORARIUM_SCRIPT_LINES", 10_000, 1, 1_000_000),
        1_000_000,
        Settings.number("HORARIUM_SCRIPT_HOSTS", 4, 1, 64),
        Duration.ofMinutes(5));
  }
}
