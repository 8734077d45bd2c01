package io.horarium.idm;

import io.horarium.step.StepSettings;
import io.horarium.step.StepType;
import io.horarium.step.StepTypes;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Locale;

/**
 * What a job runs: a service of IDM and its context (contract/openidm-scheduler.md 11). Every
 * service is a type of step; a service that there is none for, and a context that its type of step
 * refuses, become a step of type {@link InvokeStep#NAME}, which fails with the reason when it runs.
 *
 * @param service with its prefix
 * @param context null when there is none
 */
record Invocation(String service, JsonObject context) {

  /** Which service is which type of step. */
  private enum Service {
    SCRIPT("Script"),
    SYNC("Sync"),
    PROVISIONER("LiveSync"),
    TASKSCANNER("TaskScanner"),
    SCHEDULE("Schedule");

    private final String stepType;

    Service(String stepType) {
      this.stepType = stepType;
    }
  }

  /**
   * A step that does it.
   *
   * @param type name of the step type
   */
  record Work(String type, StepSettings settings) {}

  static Invocation of(String service, String contextText) {
    return new Invocation(service, contextText == null ? null : parse(contextText));
  }

  static JsonObject parse(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /** Whether it starts the schedule with this key. */
  boolean starts(String key) {
    return isService(Service.SCHEDULE)
        && context != null
        && context.get("schedule") instanceof JsonString text
        && text.getString().equals(key);
  }

  private boolean isService(Service wanted) {
    return JobDefinition.kind(service).equalsIgnoreCase(wanted.name());
  }

  /** The step that is saved. */
  Work work(StepTypes types) {
    Work wanted = wanted();
    if (wanted != null) {
      StepType type = types.find(wanted.type()).orElse(null);
      if (type != null && type.check(wanted.settings()).isEmpty()) {
        return new Work(type.name(), wanted.settings());
      }
    }
    return new Work(InvokeStep.NAME, withContext(InvokeStep.context(this)));
  }

  /** The step it asks for; null for an unknown service or a context that says nothing. */
  Work wanted() {
    for (Service known : Service.values()) {
      if (isService(known)) {
        return known == Service.SCRIPT
            ? script()
            : new Work(known.stepType, withContext(contextText()));
      }
    }
    return null;
  }

  private String contextText() {
    return context == null ? null : context.toString();
  }

  private Work script() {
    if (context == null || !(context.get("script") instanceof JsonObject script)) {
      return null;
    }
    return new Work(
        Service.SCRIPT.stepType,
        new StepSettings(
            text(script, "file"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            text(script, "source"),
            text(script, "type"),
            contextText()));
  }

  private static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text ? text.getString() : null;
  }

  private static StepSettings withContext(String text) {
    return new StepSettings(null, null, null, null, null, null, null, null, null, null, text);
  }

  /**
   * What a step is in the words of IDM.
   *
   * @param key of its schedule, for steps that IDM has no service for
   */
  static Invocation of(Work step, String key) {
    if (step.type().equals(InvokeStep.NAME)) {
      return InvokeStep.invocation(step.settings()).orElseGet(() -> ofSchedule(key));
    }
    for (Service known : Service.values()) {
      if (known.stepType.equals(step.type())) {
        String name = JobDefinition.SERVICE_PREFIX + spelled(known);
        return known == Service.SCRIPT
            ? new Invocation(name, scriptContext(step.settings()))
            : of(name, step.settings().context());
      }
    }
    return ofSchedule(key);
  }

  /** The schedule as a whole: it has more steps than one, or steps that IDM has not. */
  static Invocation ofSchedule(String key) {
    return new Invocation(
        JobDefinition.SERVICE_PREFIX + spelled(Service.SCHEDULE),
        Json.createObjectBuilder().add("schedule", key).build());
  }

  private static String spelled(Service service) {
    return service == Service.TASKSCANNER ? "taskScanner" : service.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject scriptContext(StepSettings settings) {
    JsonObject given =
        settings.context() == null ? JsonValue.EMPTY_JSON_OBJECT : parse(settings.context());
    var script =
        given.get("script") instanceof JsonObject known
            ? Json.createObjectBuilder(known)
            : Json.createObjectBuilder();
    script.add("type", settings.scriptType() == null ? "text/javascript" : settings.scriptType());
    // After the first property: a builder that has never had one cannot remove.
    script.remove("source").remove("file");
    if (settings.scriptPath() != null) {
      script.add("file", settings.scriptPath());
    } else {
      script.add("source", settings.scriptSource() == null ? "" : settings.scriptSource());
    }
    return Json.createObjectBuilder(given).add("script", script).build();
  }
}
