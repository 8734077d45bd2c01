package io.horarium.schedule;

import io.horarium.access.Roles;
import io.horarium.platform.Clock;
import io.horarium.problem.InvalidInput;
import io.horarium.schedule.time.Cron;
import io.horarium.schedule.time.SimpleTimes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what a trigger would do, without saving anything (design.md section 2). */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class PreviewService {

  private static final Timing NOTHING =
      new Timing(
          TriggerType.Cron, PatternType.SpecificTimes, null, null, null, null, null, null, null);
  private static final int DENSE_SECONDS = 10;

  private BlackoutStore blackouts;
  private Clock clock;

  protected PreviewService() {}

  @Inject
  public PreviewService(BlackoutStore blackouts, Clock clock) {
    this.blackouts = blackouts;
    this.clock = clock;
  }

  /**
   * The next {@code count} instants of a trigger and what to know about it.
   *
   * @param timing a trigger type that is null means Cron
   * @throws InvalidInput the timing cannot be saved; names the field
   */
  public TriggerPreview preview(Timing timing, FiringInput firing, int count) {
    FieldLimitPolicy.check(timing);
    Timing complete = TimingPolicy.complete(timing, NOTHING);
    FiringRules rules =
        FiringRulesPolicy.complete(firing, FiringRules.OF_THE_API, complete.triggerType());
    Instant now = clock.now();
    TriggerDefinition trigger = TriggerDefinition.of(complete, rules, now);
    List<Instant> next = trigger.times().after(now.minusMillis(1), count);
    List<String> warnings = new ArrayList<>();
    if (next.isEmpty() && trigger.type() != TriggerType.Manual) {
      warnings.add("This trigger would never fire; it cannot be saved for an enabled schedule.");
    }
    if (trigger.type() == TriggerType.Cron) {
      warnings.addAll(Cron.parse(trigger.cronExpression()).notes(ZoneId.of(rules.timeZone()), now));
    }
    dense(next).ifPresent(warnings::add);
    blackedOut(next, firing.blackouts().or(List.of())).ifPresent(warnings::add);
    return new TriggerPreview(trigger.cronExpression(), words(trigger, now), next, warnings);
  }

  private static String words(TriggerDefinition trigger, Instant now) {
    return switch (trigger.type()) {
      case Manual -> "On request only";
      case Cron -> Cron.parse(trigger.cronExpression()).words() + ", " + trigger.timeZone();
      case Simple -> simple(trigger, now);
    };
  }

  private static String simple(TriggerDefinition trigger, Instant now) {
    String begin =
        trigger.startAt() == null || trigger.startAt().isBefore(now)
            ? "at once"
            : "at " + trigger.startAt();
    if (trigger.repeatCount() == 0) {
      return "once, " + begin;
    }
    String count =
        trigger.repeatCount() == SimpleTimes.ENDLESS
            ? ""
            : ", " + (trigger.repeatCount() + 1) + " times in all";
    return trigger.burst()
        ? "back to back, " + begin + count
        : "every "
            + words(Duration.ofMillis(trigger.repeatInterval()))
            + ", first "
            + begin
            + count;
  }

  private static String words(Duration duration) {
    if (duration.toMillisPart() > 0) {
      return duration.toMillis() + " ms";
    }
    if (duration.toSecondsPart() > 0) {
      return duration.toSeconds() + " s";
    }
    return duration.toMinutesPart() > 0 ? duration.toMinutes() + " min" : duration.toHours() + " h";
  }

  private static Optional<String> dense(List<Instant> next) {
    for (int i = 1; i < next.size(); i++) {
      if (Duration.between(next.get(i - 1), next.get(i)).toSeconds() < DENSE_SECONDS) {
        return Optional.of(
            "It is due again within less than 10 s; while a run is active, further ones are skipped"
                + " unless concurrentExecution is true.");
      }
    }
    return Optional.empty();
  }

  private Optional<String> blackedOut(List<Instant> next, List<String> names) {
    blackouts.refuseUnknown(names);
    List<Blackout> found = blackouts.named(names);
    long covered = next.stream().filter(i -> found.stream().anyMatch(b -> b.covers(i))).count();
    return covered == 0
        ? Optional.empty()
        : Optional.of(
            covered
                + " of the next "
                + next.size()
                + " instants lie in a blackout and start nothing.");
  }
}
