package io.horarium.idm;

import io.horarium.problem.InvalidInput;
import io.horarium.schedule.FiringRules;
import io.horarium.schedule.ScheduleSaved;
import io.horarium.schedule.StepDetail;
import io.horarium.step.StepSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps what schedules say in the IDM dialect in step with them, whoever saves them: what a client
 * of IDM wrote stays as long as the schedule still means the same.
 */
@ApplicationScoped
public class SavedSchedules {

  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

  private JobStore store;

  protected SavedSchedules() {}

  @Inject
  public SavedSchedules(JobStore store) {
    this.store = store;
  }

  void saved(@Observes ScheduleSaved event) {
    Optional<JobDocument> present = store.document(event.schedule().id());
    store.put(
        event.schedule().id(),
        document(
            present.orElse(null), event.schedule().key(), event.schedule().rules(), event.steps()));
  }

  /** What the schedule says now. */
  static JobDocument document(
      JobDocument present, String key, FiringRules rules, List<StepDetail> steps) {
    Invocation invocation =
        present != null && fits(present.invocation(), key, steps)
            ? present.invocation()
            : invocation(key, steps);
    if (present != null && fits(present, rules)) {
      return new JobDocument(
          invocation,
          present.misfirePolicy(),
          present.startTime(),
          present.endTime(),
          present.timeZone());
    }
    return new JobDocument(
        invocation,
        rules.misfirePolicy().name(),
        text(rules.startAt(), rules.timeZone()),
        text(rules.endAt(), rules.timeZone()),
        rules.timeZone());
  }

  private static Invocation invocation(String key, List<StepDetail> steps) {
    return steps.size() == 1
        ? Invocation.of(new Invocation.Work(steps.get(0).stepType(), steps.get(0).settings()), key)
        : Invocation.ofSchedule(key);
  }

  private static boolean fits(Invocation invocation, String key, List<StepDetail> steps) {
    if (invocation.starts(key)) {
      return invocation(key, steps).equals(invocation);
    }
    if (steps.size() != 1) {
      return false;
    }
    StepDetail only = steps.get(0);
    if (only.stepType().equals(InvokeStep.NAME)) {
      return InvokeStep.invocation(only.settings()).filter(invocation::equals).isPresent();
    }
    Invocation.Work wanted = invocation.wanted();
    return wanted != null
        && wanted.type().equals(only.stepType())
        && same(wanted.settings(), only.settings());
  }

  /** Whether they say the same as far as a service of IDM says anything. */
  static boolean same(StepSettings wanted, StepSettings there) {
    return Objects.equals(wanted.scriptPath(), there.scriptPath())
        && Objects.equals(wanted.scriptSource(), there.scriptSource())
        && Objects.equals(wanted.scriptType(), there.scriptType())
        && Objects.equals(wanted.context(), there.context());
  }

  private static boolean fits(JobDocument document, FiringRules rules) {
    try {
      JobTimes times =
          JobTimes.of(
              document.startTime(),
              document.endTime(),
              document.timeZone(),
              ZoneId.systemDefault());
      return times.zone().equals(rules.timeZone())
          && Objects.equals(times.startAt(), rules.startAt())
          && Objects.equals(times.endAt(), rules.endAt());
    } catch (InvalidInput e) {
      return false;
    }
  }

  private static String text(Instant instant, String zone) {
    return instant == null ? null : WITH_OFFSET.format(instant.atZone(ZoneId.of(zone)));
  }
}
