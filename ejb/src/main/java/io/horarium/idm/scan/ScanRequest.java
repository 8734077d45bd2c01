package io.horarium.idm.scan;

import io.horarium.idm.filter.Filter;
import io.horarium.idm.filter.FilterParser;
import io.horarium.idm.filter.Pointer;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.RunFailure;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task scanner is to do, read from its {@code invokeContext} (contract/openidm-scheduler.md
 * 11).
 *
 * @param object the set of objects, such as {@code managed/user}
 * @param filter which of them
 * @param started place of the instant at which an object was claimed
 * @param completed place of the instant at which its task was done
 * @param recovery so long after it was claimed is an object taken again; zero: at once
 * @param maxRecords most objects that are claimed, or {@code Long.MAX_VALUE}
 * @param threads most scripts at the same time
 * @param script as in an {@code invokeContext}
 */
record ScanRequest(
    String object,
    Filter filter,
    Pointer started,
    Pointer completed,
    TimeSpan recovery,
    long maxRecords,
    int threads,
    JsonObject script) {

  private static final int THREADS = 10;
  private static final int MOST_THREADS = 100;

  /**
   * Reads the context.
   *
   * @param now what {@code ${Time.now}} means
   * @throws RunFailure something is missing or means nothing, with the remedy
   */
  static ScanRequest of(JsonObject context, Instant now) {
    JsonObject scan = object(context, "scan", "scan");
    JsonObject state = object(scan, "taskState", "scan.taskState");
    Pointer started = place(state, "started");
    Pointer completed = place(state, "completed");
    if (started.equals(completed)) {
      throw new RunFailure(
          "scan.taskState names one place for started and completed; name two different ones.");
    }
    return new ScanRequest(
        text(scan, "object", "scan.object", "name a set of objects such as managed/user"),
        filter(scan, now),
        started,
        completed,
        recovery(scan),
        number(context, "maxRecords", 1, Long.MAX_VALUE, Long.MAX_VALUE),
        (int) number(context, "numberOfThreads", 1, MOST_THREADS, THREADS),
        object(object(context, "task", "task"), "script", "task.script"));
  }

  private static Filter filter(JsonObject scan, Instant now) {
    try {
      if (scan.get("_queryFilter") instanceof JsonString text) {
        return FilterParser.parse(TimeSpan.expanded(text.getString(), now));
      }
      if (scan.containsKey("_queryId")) {
        return ofProperty(scan, now);
      }
    } catch (InvalidInput e) {
      throw new RunFailure("scan: " + e.getMessage(), e);
    }
    throw new RunFailure("scan._queryFilter is missing; give a query filter, or true for all.");
  }

  /** The older form: a property, and before or after which instant it must lie. */
  private static Filter ofProperty(JsonObject scan, Instant now) {
    Pointer property = pointer(text(scan, "property", "scan.property", "name a property"));
    JsonObject condition = object(scan, "condition", "scan.condition");
    List<Filter> parts = new ArrayList<>();
    if (condition.get("before") instanceof JsonString text) {
      parts.add(
          new Filter.Comparison(
              property, Filter.Operator.LT, TimeSpan.expanded(text.getString(), now)));
    }
    if (condition.get("after") instanceof JsonString text) {
      parts.add(
          new Filter.Comparison(
              property, Filter.Operator.GT, TimeSpan.expanded(text.getString(), now)));
    }
    if (parts.isEmpty()) {
      throw new RunFailure("scan.condition has neither before nor after; give one of them.");
    }
    return new Filter.And(parts);
  }

  private static TimeSpan recovery(JsonObject scan) {
    if (!(scan.get("recovery") instanceof JsonObject recovery)
        || recovery.getOrDefault("timeout", JsonValue.NULL) == JsonValue.NULL) {
      return TimeSpan.NONE;
    }
    String text = text(recovery, "timeout", "scan.recovery.timeout", "write a time such as 10m");
    return TimeSpan.parse(text)
        .orElseThrow(
            () ->
                new RunFailure(
                    "scan.recovery.timeout is '"
                        + text
                        + "'; write a number and one of s, m, h, d, M and y, such as 10m."));
  }

  private static Pointer place(JsonObject state, String name) {
    Pointer place =
        pointer(text(state, name, "scan.taskState." + name, "write a pointer such as /task/x"));
    if (place.segments().isEmpty() || place.segments().get(0).startsWith("_")) {
      throw new RunFailure(
          "scan.taskState." + name + " must name a property that does not begin with _.");
    }
    return place;
  }

  private static Pointer pointer(String text) {
    try {
      return Pointer.parse(text);
    } catch (IllegalArgumentException e) {
      throw new RunFailure("'" + text + "' is not a pointer; write /property/property.", e);
    }
  }

  private static JsonObject object(JsonObject in, String name, String full) {
    if (in.get(name) instanceof JsonObject object) {
      return object;
    }
    throw new RunFailure(full + " is missing; it must be an object.");
  }

  private static String text(JsonObject in, String name, String full, String remedy) {
    if (in.get(name) instanceof JsonString text && !text.getString().isBlank()) {
      return text.getString().strip();
    }
    throw new RunFailure(full + " is missing; " + remedy + ".");
  }

  private static long number(JsonObject in, String name, long min, long max, long otherwise) {
    JsonValue value = in.getOrDefault(name, JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return otherwise;
    }
    String text =
        value instanceof JsonNumber number
            ? number.toString()
            : value instanceof JsonString string ? string.getString().strip() : "";
    if (text.matches("[0-9]{1,18}") && Long.parseLong(text) >= min) {
      return Math.min(max, Long.parseLong(text));
    }
    throw new RunFailure(name + " must be a whole number from " + min + ".");
  }
}
