package io.horarium.schedule;

import io.horarium.schedule.time.BlackoutWindow;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The windows of a blackout as JSON, for storing. Days are numbers from 0, Sunday, as everywhere.
 */
final class BlackoutWindowJson {

  private BlackoutWindowJson() {}

  static String write(List<BlackoutWindow> windows) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (BlackoutWindow window : windows) {
      JsonObjectBuilder object = Json.createObjectBuilder().add("yearly", window.yearly());
      add(object, "firstDay", window.firstDay());
      add(object, "lastDay", window.lastDay());
      add(object, "startTime", window.startTime());
      add(object, "endTime", window.endTime());
      object.add("daysOfWeek", days(window.daysOfWeek()));
      array.add(object);
    }
    return array.build().toString();
  }

  static List<BlackoutWindow> read(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      JsonArray array = reader.readArray();
      return array.getValuesAs(JsonObject.class).stream().map(BlackoutWindowJson::window).toList();
    }
  }

  /** Days of the week as {@code "1,2,3"}; empty for none. */
  static String days(Set<DayOfWeek> days) {
    return days.stream()
        .map(day -> day.getValue() % 7)
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  /** The days of {@code "1,2,3"}; empty for none. */
  static Set<DayOfWeek> days(String text) {
    return text == null || text.isEmpty()
        ? Set.of()
        : Arrays.stream(text.split(","))
            .map(Integer::valueOf)
            .map(day -> DayOfWeek.of(day == 0 ? 7 : day))
            .collect(Collectors.toSet());
  }

  private static BlackoutWindow window(JsonObject object) {
    return new BlackoutWindow(
        value(object, "firstDay", LocalDate::parse),
        value(object, "lastDay", LocalDate::parse),
        object.getBoolean("yearly", false),
        days(object.getString("daysOfWeek", "")),
        value(object, "startTime", LocalTime::parse),
        value(object, "endTime", LocalTime::parse));
  }

  private static <T> T value(JsonObject object, String name, Function<String, T> reading) {
    String text = object.getString(name, null);
    return text == null ? null : reading.apply(text);
  }

  private static void add(JsonObjectBuilder object, String name, Object value) {
    if (value != null) {
      object.add(name, value.toString());
    }
  }
}
