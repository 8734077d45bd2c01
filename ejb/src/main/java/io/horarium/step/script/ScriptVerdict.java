package io.horarium.step.script;

import io.horarium.step.StepOutcome;
import io.horarium.step.StepOutcome.Ending;
import java.time.Duration;

/**
 * Says in a sentence how a script ended.
 *
 * @param time what this script had
 */
record ScriptVerdict(ScriptLimits limits, Duration time) {

  private static final int RESULT_LIMIT = 1000;

  StepOutcome of(ScriptEvent event) {
    return switch (event.kind()) {
      case RESULT -> new StepOutcome(Ending.Complete, ended(event.text()), null);
      case SYNTAX, THROWN -> failed("The script failed: " + event.located());
      case OUT_OF_TIME ->
          failed(
              "The script ran longer than the "
                  + time.toSeconds()
                  + " s it may and was stopped; raise timeoutSeconds of the step or"
                  + " HORARIUM_SCRIPT_SECONDS if this is its normal time.");
      case OUT_OF_STATEMENTS ->
          failed(
              "The script executed more than "
                  + limits.statements()
                  + " instructions and was stopped; look for a loop that does not end, or raise"
                  + " HORARIUM_SCRIPT_STATEMENTS.");
      case OUT_OF_MEMORY ->
          failed(
              "The script used more memory than the "
                  + limits.heap()
                  + " it may and was stopped; let it keep less at a time, or raise"
                  + " HORARIUM_SCRIPT_HEAP.");
      case HOST_LOST ->
          failed(
              "The script was cut off: "
                  + event.text()
                  + ". It is not run again by itself, because nobody knows how far it came; look at"
                  + " its output and run the schedule again.");
      case READY, LINE -> throw new IllegalArgumentException(event.kind() + " ends nothing");
    };
  }

  private static String ended(String result) {
    if (result == null) {
      return "The script ended.";
    }
    String shown =
        result.length() <= RESULT_LIMIT ? result : result.substring(0, RESULT_LIMIT) + " …";
    return "The script ended with the result " + shown;
  }

  private static StepOutcome failed(String message) {
    return new StepOutcome(Ending.FailedWithError, message, null);
  }
}
