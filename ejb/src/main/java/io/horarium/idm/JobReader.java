package io.horarium.idm;

import io.horarium.problem.InvalidInput;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * Reads a job as clients and files of IDM write it (contract/openidm-scheduler.md 3.1): null counts
 * as absent, booleans and numbers may be texts, unknown properties are dropped.
 */
public final class JobReader {

  private static final int LONGEST_TEXT = 1000;

  private final JsonObject sent;
  private final String failure;

  private JobReader(JsonObject sent, String failure) {
    this.sent = sent;
    this.failure = failure;
  }

  /**
   * The job.
   *
   * @param json text of an object
   * @param known whether there is a job with this id already. Then one that has no cron text may be
   *     sent back as it was shown: the schedule is started on request only
   * @throws InvalidInput something is missing or has the wrong type
   */
  public static JobDefinition read(String json, boolean known) {
    return read(Invocation.parse(json), known);
  }

  static JobDefinition read(JsonObject sent, boolean known) {
    return new JobReader(sent, known ? "Error updating schedule" : "Error creating schedule")
        .read(known);
  }

  private JobDefinition read(boolean known) {
    String type = text("type");
    boolean simple = "simple".equals(type);
    if (type != null && !simple && !type.equals("cron")) {
      throw refusal("type", "Specified type value invalid: " + shortened(type, 100));
    }
    String schedule = text("schedule");
    boolean enabled = flag("enabled", true);
    if (!simple && schedule == null && !(known && sent.containsKey("triggers"))) {
      throw refusal("schedule", "A schedule of type cron must provide a cron schedule");
    }
    String service = text("invokeService");
    if (service == null) {
      throw refusal(
          "invokeService",
          "Invalid scheduler configuration, the invokeService property needs to be set but is"
              + " empty. Complete config:"
              + shortened(sent.toString(), 2000));
    }
    JsonValue context = value("invokeContext");
    if (context != null && !(context instanceof JsonObject)) {
      throw wrong("invokeContext", "an object");
    }
    String policy = text("misfirePolicy");
    String level = text("invokeLogLevel");
    long interval = number("repeatInterval", 0);
    long count = number("repeatCount", -1);
    if (simple && interval < 0) {
      throw refusal("repeatInterval", "repeatInterval must be zero or more milliseconds");
    }
    if (simple && count < -1) {
      throw refusal("repeatCount", "repeatCount must be -1, zero or more");
    }
    return new JobDefinition(
        enabled,
        value("persisted") == null ? null : (Boolean) flag("persisted", false),
        flag("recoverable", false),
        flag("concurrentExecution", false),
        simple,
        simple ? null : schedule,
        simple ? interval : 0,
        simple ? count : 0,
        text("startTime"),
        text("endTime"),
        policy == null ? "fireAndProceed" : policy,
        JobDefinition.serviceName(service.strip()),
        context == null ? null : context.toString(),
        level == null ? "info" : level,
        text("timeZone"));
  }

  private JsonValue value(String name) {
    JsonValue value = sent.get(name);
    return value == null || value.getValueType() == JsonValue.ValueType.NULL ? null : value;
  }

  /** A text; blank counts as absent. */
  private String text(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonString string)) {
      throw wrong(name, "a text");
    }
    String text = string.getString();
    if (text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
      throw wrong(name, "a text of at most " + LONGEST_TEXT + " characters");
    }
    return text.isBlank() ? null : text;
  }

  private boolean flag(String name, boolean byDefault) {
    JsonValue value = value(name);
    if (value == null) {
      return byDefault;
    }
    String text = value instanceof JsonString string ? string.getString() : value.toString();
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw wrong(name, "true or false");
    }
    return Boolean.parseBoolean(text);
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
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number");
    } catch (ArithmeticException e) {
      throw wrong(name, "a whole number");
    }
    throw wrong(name, "a whole number");
  }

  private InvalidInput wrong(String name, String kind) {
    return refusal(name, failure + ": " + name + " must be " + kind);
  }

  private static InvalidInput refusal(String name, String message) {
    return InvalidInput.field(name, message);
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
