package io.horarium.schedule.definition;

import io.horarium.problem.InvalidInput;
import io.horarium.schedule.FiringInput;
import io.horarium.schedule.FiringRules;
import io.horarium.schedule.Given;
import io.horarium.schedule.LogLevel;
import io.horarium.schedule.MisfirePolicy;
import io.horarium.schedule.PatternType;
import io.horarium.schedule.ScheduleInput;
import io.horarium.schedule.StepInput;
import io.horarium.schedule.StepSettingsInput;
import io.horarium.schedule.Timing;
import io.horarium.schedule.TriggerType;
import io.horarium.schedule.time.Cron;
import io.horarium.schedule.time.CronMistake;
import io.horarium.step.StepSettings;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Turns the document of an IDM job into the schedule that it means, with the defaults of
 * contract/openidm-scheduler.md 3.1 and the time rules of 3.5. Properties it does not know are
 * ignored; an explicit null equals absence; booleans and numbers may stand in texts.
 */
public final class JobDocument {

  private static final String SERVICES = "org.forgerock.openidm.";

  private final JsonObject document;

  private JobDocument(JsonObject document) {
    this.document = document;
  }

  /**
   * The schedule.
   *
   * @param key id of the job, which is also its name
   * @throws InvalidInput a property is missing or wrong; names it
   */
  public static ScheduleInput read(String key, JsonObject document) {
    return new JobDocument(document).input(key);
  }

  /** The service with its prefix: {@code script} is {@code org.forgerock.openidm.script}. */
  public static String service(String name) {
    return name.contains(".") ? name : SERVICES + name;
  }

  private ScheduleInput input(String key) {
    boolean cron = cron();
    Timing timing =
        new Timing(
            cron ? TriggerType.Cron : TriggerType.Simple,
            PatternType.Custom,
            cron ? expression() : null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new ScheduleInput(
        key,
        key,
        null,
        timing,
        flag("enabled", true),
        List.of(step()),
        null,
        FiringInput.of(rules(cron)));
  }

  private FiringRules rules(boolean cron) {
    OffsetDateTime start = offset("startTime");
    OffsetDateTime end = offset("endTime");
    if (start != null && end != null && !start.getOffset().equals(end.getOffset())) {
      throw problem("endTime", "has another offset than startTime; give both in one time zone");
    }
    ZoneId server = ZoneId.systemDefault();
    ZoneId given = zone();
    ZoneId local = given == null ? server : given;
    ZoneId forCron = given != null ? given : start != null ? start.getOffset() : server;
    return new FiringRules(
        forCron.getId(),
        instant("startTime", local),
        instant("endTime", local),
        cron ? null : (Long) number("repeatInterval", 0),
        cron ? null : (Long) number("repeatCount", -1),
        misfirePolicy(),
        null,
        flag("concurrentExecution", false),
        flag("persisted", false),
        flag("recoverable", false),
        logLevel());
  }

  private boolean cron() {
    String type = text("type");
    if (type == null || type.isBlank() || type.equals("cron")) {
      return true;
    }
    if (type.equals("simple")) {
      return false;
    }
    throw problem("type", "must be cron or simple");
  }

  private String expression() {
    String text = text("schedule");
    if (text == null || text.isBlank()) {
      throw problem("schedule", "is required for a cron trigger; give a cron expression");
    }
    try {
      Cron.parse(text);
    } catch (CronMistake e) {
      throw problem("schedule", e.getMessage());
    }
    return text;
  }

  private MisfirePolicy misfirePolicy() {
    String text = text("misfirePolicy");
    if (text == null || text.isBlank()) {
      return MisfirePolicy.fireAndProceed;
    }
    return Arrays.stream(MisfirePolicy.values())
        .filter(policy -> policy.name().equals(text))
        .findFirst()
        .orElseThrow(() -> problem("misfirePolicy", "must be fireAndProceed or doNothing"));
  }

  private LogLevel logLevel() {
    String text = text("invokeLogLevel");
    if (text == null || text.isBlank()) {
      return LogLevel.info;
    }
    return Arrays.stream(LogLevel.values())
        .filter(level -> level.name().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(
            () -> problem("invokeLogLevel", "must be trace, debug, info, warn, error or fatal"));
  }

  private StepInput step() {
    String service = text("invokeService");
    if (service == null || service.isBlank()) {
      throw problem("invokeService", "is required; give a service such as script");
    }
    JsonValue context = value("invokeContext");
    if (context != null && !(context instanceof JsonObject)) {
      throw problem("invokeContext", "must be an object");
    }
    JsonObject object = context == null ? JsonValue.EMPTY_JSON_OBJECT : context.asJsonObject();
    String handler = service.substring(service.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (handler) {
      case "script" -> step("Script", script(object));
      case "sync" -> step("Sync", context(object));
      case "provisioner" -> step("LiveSync", context(object));
      case "taskscanner" -> step("TaskScanner", context(object));
      case "schedule" -> step("Schedule", context(object));
      default -> throw problem("invokeService", "is '" + service + "', which does not exist here");
    };
  }

  private static StepInput step(String type, StepSettings settings) {
    return new StepInput(
        null,
        Given.of(0),
        Given.absent(),
        Given.absent(),
        Given.of(type),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        StepSettingsInput.of(settings));
  }

  private static StepSettings context(JsonObject context) {
    return settings(null, null, null, context);
  }

  /**
   * {@code globals} and whatever else stands inside {@code script} become variables, {@code input}
   * beside it becomes {@code object} (contract/openidm-scheduler.md 11).
   */
  private StepSettings script(JsonObject context) {
    if (!(context.get("script") instanceof JsonObject script)) {
      throw problem("invokeContext.script", "is required; give type and source or file");
    }
    JsonObjectBuilder variables = Json.createObjectBuilder();
    if (script.get("globals") instanceof JsonObject globals) {
      globals.forEach(variables::add);
    }
    script.forEach(
        (name, value) -> {
          if (!List.of("type", "source", "file", "globals").contains(name)) {
            variables.add(name, value);
          }
        });
    if (context.containsKey("input")) {
      variables.add("object", context.get("input"));
    }
    return settings(
        string(script, "source"),
        string(script, "file"),
        string(script, "type"),
        variables.build());
  }

  private static StepSettings settings(
      String source, String path, String type, JsonObject context) {
    return new StepSettings(
        path,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        source,
        type,
        context.isEmpty() ? null : context.toString());
  }

  private static String string(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text ? text.getString() : null;
  }

  private ZoneId zone() {
    String text = text("timeZone");
    try {
      return text == null || text.isBlank() ? null : ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      throw problem("timeZone", "must be a time zone such as Europe/London or UTC");
    }
  }

  /** The time when it has an offset, else null. */
  private OffsetDateTime offset(String name) {
    String text = text(name);
    try {
      return text == null ? null : OffsetDateTime.parse(text.strip());
    } catch (DateTimeException local) {
      return null;
    }
  }

  private Instant instant(String name, ZoneId zone) {
    String text = text(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    OffsetDateTime exact = offset(name);
    if (exact != null) {
      return exact.toInstant();
    }
    try {
      return LocalDateTime.parse(text.strip()).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw problem(name, "must be a date and time such as 2026-03-01T06:00:00+01:00");
    }
  }

  private JsonValue value(String name) {
    JsonValue value = document.get(name);
    return value == null || value == JsonValue.NULL ? null : value;
  }

  private String text(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw problem(name, "must be a text");
  }

  private boolean flag(String name, boolean byDefault) {
    JsonValue value = value(name);
    if (value == null || value == JsonValue.TRUE || value == JsonValue.FALSE) {
      return value == null ? byDefault : value == JsonValue.TRUE;
    }
    String text = value instanceof JsonString string ? string.getString().strip() : "";
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(text);
    }
    throw problem(name, "must be true or false");
  }

  private long number(String name, long byDefault) {
    JsonValue value = value(name);
    if (value == null) {
      return byDefault;
    }
    try {
      if (value instanceof JsonNumber number) {
        return number.longValueExact();
      }
      if (value instanceof JsonString text) {
        return Long.parseLong(text.getString().strip());
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // said below
    }
    throw problem(name, "must be a whole number");
  }

  private static InvalidInput problem(String field, String problem) {
    return InvalidInput.field(field, field + " " + problem + ".");
  }
}
