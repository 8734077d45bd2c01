package io.horarium.it.testkit;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How long a run took, as its activity says. */
public final class RunTimes {

  private RunTimes() {}

  /** Execution time of an activity, without its time in the queue. */
  public static double seconds(JsonObject activity) {
    return duration(activity.getString("executionTime"));
  }

  /** Seconds of every phase that has ended: {@code read 0.41, apply 3.20}. */
  public static String phases(JsonObject activity) {
    return activity.getJsonArray("phases").getValuesAs(JsonObject.class).stream()
        .filter(phase -> !phase.isNull("durationSeconds"))
        .map(RunTimes::phase)
        .collect(Collectors.joining(", "));
  }

  private static String phase(JsonObject phase) {
    String key = phase.getString("key");
    return "%s %.2f"
        .formatted(
            key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT),
            phase.getJsonNumber("durationSeconds").doubleValue());
  }

  /** {@code hh:mm:ss.fffffff}, perhaps with {@code d.} before it; hours are enough for a run. */
  private static double duration(String text) {
    List<String> parts = List.of(text.replaceFirst("^(\\d+)\\.(\\d\\d:)", "$1:$2").split(":", -1));
    double seconds = 0;
    for (String part : parts.subList(Math.max(0, parts.size() - 3), parts.size())) {
      seconds = seconds * 60 + Double.parseDouble(part);
    }
    return seconds;
  }
}
