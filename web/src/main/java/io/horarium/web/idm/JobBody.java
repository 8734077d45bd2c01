package io.horarium.web.idm;

import io.horarium.idm.JobDefinition;
import io.horarium.web.ViewJson;
import io.horarium.web.idm.crest.CrestJson;
import io.horarium.web.idm.crest.CrestRefusal;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * Reads a job as clients of IDM send it (contract/openidm-scheduler.md 3.1): null counts as absent,
 * booleans and numbers may be texts, unknown properties are dropped.
 */
final class JobBody {

  private static final Set<String> SIMPLE_ONLY = Set.of("repeatInterval", "repeatCount");
  private static final int LONGEST_TEXT = 1000;

  private final Map<String, Object> sent;
  private final String failure;

  private JobBody(Map<String, Object> sent, String failure) {
    this.sent = sent;
    this.failure = failure;
  }

  /**
   * The job.
   *
   * @param known whether there is a job with this id already: then one without cron text may be
   *     meant, which has no trigger
   * @throws CrestRefusal something is missing or has the wrong type
   */
  static JobDefinition read(Map<String, Object> sent, boolean known) {
    JobBody body =
        new JobBody(sent, known ? "Error updating schedule" : "Error creating schedule");
    return body.read(known);
  }

  private JobDefinition read(boolean known) {
    String type = text("type");
    boolean simple = "simple".equals(type);
    if (type != null && !simple && !type.equals("cron")) {
      throw CrestRefusal.badRequest("Specified type value invalid: " + shortened(type));
    }
    String schedule = text("schedule");
    boolean enabled = bool("enabled", true);
    if (!simple && schedule == null && !(known && sent.containsKey("triggers"))) {
      throw CrestRefusal.badRequest("A schedule of type cron must provide a cron schedule");
    }
    String service = text("invokeService");
    if (service == null) {
      throw CrestRefusal.badRequest(
          "Invalid scheduler configuration, the invokeService property needs to be set but is"
              + " empty. Complete config:"
              + shortened(CrestJson.text(sent, false), 2000));
    }
    Object context = sent.get("invokeContext");
    if (context != null && !(context instanceof Map)) {
      throw wrong("invokeContext", "an object");
    }
    String policy = text("misfirePolicy");
    String level = text("invokeLogLevel");
    for (String name : SIMPLE_ONLY) {
      number(name, 0);
    }
    return new JobDefinition(
        enabled,
        sent.get("persisted") == null ? null : (Boolean) bool("persisted", false),
        bool("recoverable", false),
        bool("concurrentExecution", false),
        simple,
        simple ? null : schedule,
        simple ? number("repeatInterval", 0) : 0,
        simple ? number("repeatCount", -1) : 0,
        text("startTime"),
        text("endTime"),
        policy == null ? "fireAndProceed" : policy,
        JobDefinition.serviceName(service.strip()),
        context == null ? null : ViewJson.text(context),
        level == null ? "info" : level,
        text("timeZone"));
  }

  /** A text; blank counts as absent. */
  private String text(String name) {
    Object value = sent.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw wrong(name, "a text");
    }
    if (text.length() > LONGEST_TEXT) {
      throw wrong(name, "a text of at most " + LONGEST_TEXT + " characters");
    }
    return text.isBlank() ? null : text;
  }

  private boolean bool(String name, boolean byDefault) {
    Object value = sent.get(name);
    if (value == null) {
      return byDefault;
    }
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof String text
        && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
      return Boolean.parseBoolean(text);
    }
    throw wrong(name, "true or false");
  }

  private long number(String name, long byDefault) {
    Object value = sent.get(name);
    if (value == null) {
      return byDefault;
    }
    try {
      long number =
          value instanceof BigDecimal decimal
              ? decimal.longValueExact()
              : value instanceof String text ? Long.parseLong(text.strip()) : Long.MIN_VALUE;
      if (number != Long.MIN_VALUE) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number");
    } catch (ArithmeticException e) {
      throw wrong(name, "a whole number");
    }
    throw wrong(name, "a whole number");
  }

  private CrestRefusal wrong(String name, String kind) {
    return CrestRefusal.badRequest(failure + ": " + name + " must be " + kind);
  }

  private static String shortened(String text) {
    return shortened(text, 100);
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
