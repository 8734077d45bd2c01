package io.horarium.web.jim;

import io.horarium.schedule.ExecutionMode;
import io.horarium.schedule.FiringInput;
import io.horarium.schedule.Given;
import io.horarium.schedule.IntervalUnit;
import io.horarium.schedule.LogLevel;
import io.horarium.schedule.MisfirePolicy;
import io.horarium.schedule.PatternType;
import io.horarium.schedule.ScheduleInput;
import io.horarium.schedule.StepInput;
import io.horarium.schedule.StepOverrides;
import io.horarium.schedule.StepSettingsInput;
import io.horarium.schedule.Timing;
import io.horarium.schedule.TriggerType;
import io.horarium.web.RequestBody;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Reads the body of a create or update of a schedule (contract/jim.md 7.3). Types are checked here,
 * what the values may be is the schedule's own business.
 */
final class ScheduleBody {

  private static final int ANY_LENGTH = Integer.MAX_VALUE;

  private ScheduleBody() {}

  /**
   * The schedule that is asked for.
   *
   * @throws io.horarium.problem.InvalidInput no body, or a property of the wrong type
   */
  static ScheduleInput read(RequestBody body) {
    body.required();
    List<RequestBody> steps = body.objects("steps");
    var input =
        new ScheduleInput(
            text(body, "key"),
            text(body, "name"),
            text(body, "description"),
            timing(body),
            Boolean.TRUE.equals(body.bool("isEnabled")),
            steps == null ? List.of() : steps.stream().map(ScheduleBody::step).toList(),
            text(body, "changeReason"),
            firing(body));
    body.check();
    return input;
  }

  /**
   * The trigger of a preview, without a schedule around it.
   *
   * @throws io.horarium.problem.InvalidInput no body
   */
  static Timing timing(RequestBody body) {
    return new Timing(
        body.oneOf("triggerType", TriggerType.class),
        body.oneOf("patternType", PatternType.class),
        text(body, "cronExpression"),
        text(body, "daysOfWeek"),
        text(body, "runTimes"),
        number(body, "intervalValue"),
        body.oneOf("intervalUnit", IntervalUnit.class),
        text(body, "intervalWindowStart"),
        text(body, "intervalWindowEnd"));
  }

  /** How it fires: the properties that JIM does not have (design.md section 2). */
  static FiringInput firing(RequestBody body) {
    return new FiringInput(
        given(body, "timeZone", ScheduleBody::text),
        given(body, "startAt", RequestBody::instant),
        given(body, "endAt", RequestBody::instant),
        given(body, "repeatInterval", ScheduleBody::longNumber),
        given(body, "repeatCount", ScheduleBody::longNumber),
        given(body, "misfirePolicy", (b, name) -> b.oneOf(name, MisfirePolicy.class)),
        given(body, "misfireGraceSeconds", ScheduleBody::number),
        given(body, "concurrentExecution", RequestBody::bool),
        given(body, "persisted", RequestBody::bool),
        given(body, "recoverable", RequestBody::bool),
        given(body, "logLevel", (b, name) -> b.oneOf(name, LogLevel.class)),
        given(body, "paused", RequestBody::bool),
        given(body, "blackouts", (b, name) -> b.texts(name, 100)));
  }

  private static StepInput step(RequestBody step) {
    return new StepInput(
        step.uuid("id"),
        given(step, "stepIndex", ScheduleBody::number),
        given(step, "name", ScheduleBody::text),
        given(step, "executionMode", (body, name) -> body.oneOf(name, ExecutionMode.class)),
        given(step, "stepType", ScheduleBody::text),
        given(step, "continueOnFailure", RequestBody::bool),
        given(step, "timeoutSeconds", ScheduleBody::number),
        given(step, "connectedSystemId", ScheduleBody::number),
        given(step, "runProfileId", ScheduleBody::number),
        given(step, "overrides", ScheduleBody::overrides),
        settings(step));
  }

  private static StepSettingsInput settings(RequestBody step) {
    Given<String> connection = given(step, "sqlConnectionString", ScheduleBody::text);
    return new StepSettingsInput(
        given(step, "scriptPath", ScheduleBody::text),
        given(step, "arguments", ScheduleBody::text),
        given(step, "executablePath", ScheduleBody::text),
        given(step, "workingDirectory", ScheduleBody::text),
        ScheduleDetailView.MASK.equals(connection.value()) ? Given.absent() : connection,
        given(step, "sqlScriptPath", ScheduleBody::text),
        given(step, "sqlText", ScheduleBody::text),
        given(step, "sqlSingleTransaction", RequestBody::bool),
        given(step, "scriptSource", ScheduleBody::text),
        given(step, "scriptType", ScheduleBody::text),
        given(step, "context", RequestBody::json));
  }

  private static StepOverrides overrides(RequestBody step, String name) {
    RequestBody overrides = step.object(name);
    return overrides == null
        ? null
        : new StepOverrides(
            text(overrides, "filePath"),
            Boolean.TRUE.equals(overrides.bool("overrideDeleteGuard")));
  }

  private static <T> Given<T> given(
      RequestBody body, String name, BiFunction<RequestBody, String, T> reader) {
    return body.has(name) ? Given.of(reader.apply(body, name)) : Given.absent();
  }

  private static String text(RequestBody body, String name) {
    return body.text(name, ANY_LENGTH);
  }

  private static Long longNumber(RequestBody body, String name) {
    return body.longNumber(name, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static Integer number(RequestBody body, String name) {
    return body.integer(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
