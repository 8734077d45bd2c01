package io.horarium.step.script;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;

/**
 * The variables a script begins with, made from the context of its step. The whole is {@code
 * context}. {@code globals}, given directly or inside {@code script} as in an {@code invokeContext}
 * (contract/openidm-scheduler.md 11), becomes one variable for each property, as does everything
 * else inside {@code script}; {@code input} is bound as {@code input} and {@code object}.
 */
final class ScriptGlobals {

  private static final Set<String> OF_THE_SCRIPT_ITSELF =
      Set.of("type", "source", "file", "globals");

  private ScriptGlobals() {}

  /** Why a text is no context, to be read after the name of the field; empty if it is one. */
  static Optional<String> problem(String context) {
    try {
      parse(context);
      return Optional.empty();
    } catch (JsonException e) {
      return Optional.of("is not a JSON object; write it as {\"name\": value}");
    }
  }

  /** JSON text of an object with one property for each variable. */
  static String of(String contextText) {
    JsonObject context = contextText == null ? JsonValue.EMPTY_JSON_OBJECT : parse(contextText);
    JsonObjectBuilder globals = Json.createObjectBuilder();
    addAll(globals, context.get("globals"), Set.of());
    addAll(globals, context.get("script"), OF_THE_SCRIPT_ITSELF);
    if (context.get("script") instanceof JsonObject script) {
      addAll(globals, script.get("globals"), Set.of());
    }
    if (context.containsKey("input")) {
      globals.add("input", context.get("input"));
      globals.add("object", context.get("input"));
    }
    globals.add("context", context);
    return globals.build().toString();
  }

  private static void addAll(JsonObjectBuilder to, JsonValue from, Set<String> without) {
    if (from instanceof JsonObject object) {
      object.forEach(
          (name, value) -> {
            if (!without.contains(name)) {
              to.add(name, value);
            }
          });
    }
  }

  private static JsonObject parse(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
