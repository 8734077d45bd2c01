package io.horarium.schedule;

import io.horarium.problem.InvalidInput;
import java.time.Instant;

/** Refuses triggers that would never fire (contract/openidm-scheduler.md 3.5). */
final class FiringCheckPolicy {

  private FiringCheckPolicy() {}

  /**
   * Checks that something is due after {@code now}. What a disabled schedule has behind it does not
   * matter, but an expression that no day can match is refused there too.
   *
   * @throws InvalidInput nothing ever is; names the field that is to blame
   */
  static void check(TriggerDefinition trigger, boolean enabled, Instant now) {
    TriggerDefinition armed = trigger.armed(now);
    if (trigger.type() == TriggerType.Manual || due(armed, now)) {
      return;
    }
    TriggerDefinition unbounded =
        new TriggerDefinition(
            trigger.type(),
            trigger.cronExpression(),
            trigger.timeZone(),
            null,
            null,
            trigger.repeatInterval(),
            trigger.repeatCount(),
            now);
    if (!due(unbounded, now)) {
      if (enabled || !due(unbounded, Instant.EPOCH)) {
        throw InvalidInput.field(
            "cronExpression",
            "cronExpression '"
                + trigger.cronExpression()
                + "' would never fire: no day to come matches it; correct day, month or year.");
      }
    } else if (enabled) {
      String field = trigger.endAt() == null ? "startAt" : "endAt";
      throw InvalidInput.field(
          field,
          field
              + " is such that the trigger would never fire; give a later endAt or leave it out.");
    }
  }

  private static boolean due(TriggerDefinition trigger, Instant now) {
    return trigger.times().after(now.minusMillis(1)).isPresent();
  }
}
