package io.horarium.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares an answer with one that a document prints: field by field, and those that are another at
 * every run by their shape.
 */
public final class PrintedAnswer {

  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");

  /** A number, or null before the first firing. */
  private static final Set<String> MILLIS = Set.of("nextFireTime", "previousFireTime");

  private static final Set<String> DATES = Set.of("nextRunDate", "previousRunDate");

  /** On one platform only, and never required there. */
  private static final Set<String> OPTIONAL = Set.of("configAlias");

  private static final Map<String, Set<String>> STATES =
      Map.of("state", Set.of("NORMAL", "BLOCKED"), "previousState", Set.of("NORMAL"));

  private PrintedAnswer() {}

  /** Checks that {@code answer} is what is printed. */
  public static void check(JsonValue printed, JsonValue answer) {
    check("", printed, answer);
  }

  private static void check(String path, JsonValue printed, JsonValue answer) {
    if (printed instanceof JsonObject object) {
      assertThat(answer).as(path).isInstanceOf(JsonObject.class);
      object.forEach(
          (name, value) -> {
            if (!OPTIONAL.contains(name)) {
              JsonObject there = answer.asJsonObject();
              assertThat(there.keySet()).as(path).contains(name);
              property(path + "/" + name, name, value, there.get(name));
            }
          });
    } else if (printed instanceof JsonArray array) {
      assertThat(answer).as(path).isInstanceOf(JsonArray.class);
      assertThat(answer.asJsonArray()).as(path).hasSameSizeAs(array);
      for (int i = 0; i < array.size(); i++) {
        check(path + "/" + i, array.get(i), answer.asJsonArray().get(i));
      }
    } else {
      assertThat(answer).as(path).isEqualTo(printed);
    }
  }

  private static void property(String path, String name, JsonValue printed, JsonValue answer) {
    boolean nothing = answer == JsonValue.NULL;
    if (path.endsWith("/serialized/startTime") || MILLIS.contains(name)) {
      assertThat(nothing ? JsonValue.ValueType.NUMBER : answer.getValueType())
          .as(path)
          .isEqualTo(JsonValue.ValueType.NUMBER);
    } else if (DATES.contains(name)) {
      assertThat(printed == JsonValue.NULL || !nothing || name.equals("previousRunDate"))
          .as(path)
          .isTrue();
      if (!nothing) {
        assertThat(((JsonString) answer).getString()).as(path).matches(DATE);
      }
    } else if (name.equals("nodeId")) {
      assertThat(nothing || ((JsonString) answer).getString().equals(TestServer.NODE))
          .as(path)
          .isTrue();
    } else if (name.equals("fireInstanceId")) {
      assertThat(nothing || ((JsonString) answer).getString().matches(TestServer.NODE + "_\\d+"))
          .as(path + " " + answer)
          .isTrue();
    } else if (name.equals("_rev")) {
      assertThat(((JsonString) answer).getString()).as(path).isNotEmpty();
    } else if (STATES.containsKey(name)) {
      assertThat(nothing || STATES.get(name).contains(((JsonString) answer).getString()))
          .as(path + " " + answer)
          .isTrue();
    } else if (name.equals("timeZone") && printed != JsonValue.NULL) {
      assertThat(((JsonString) answer).getString()).as(path).isNotEmpty();
    } else {
      check(path, printed, answer);
    }
  }
}
