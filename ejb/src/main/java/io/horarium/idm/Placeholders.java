package io.horarium.idm;

import io.horarium.problem.InvalidInput;
import io.horarium.step.script.ScriptProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts properties into configuration documents when a job is made of them: {@code &{name}} inside
 * of texts, and {@code {"$bool": "&{name}"}}, {@code $int} and {@code $string} for other types
 * (contract/openidm-scheduler.md 9). The properties are those that scripts may read.
 */
@ApplicationScoped
public class Placeholders {

  private static final Pattern PLACE = Pattern.compile("&\\{([^{}]+)}");

  private ScriptProperties properties;

  protected Placeholders() {}

  @Inject
  public Placeholders(ScriptProperties properties) {
    this.properties = properties;
  }

  /**
   * The document with the values in it.
   *
   * @throws InvalidInput a property is not defined, or has not the type that is wanted
   */
  public JsonObject resolved(JsonObject document) {
    return resolved(document, properties.read()).asJsonObject();
  }

  static JsonValue resolved(JsonValue value, Map<String, String> properties) {
    switch (value.getValueType()) {
      case STRING -> {
        return Json.createValue(text(((JsonString) value).getString(), properties));
      }
      case ARRAY -> {
        JsonArrayBuilder list = Json.createArrayBuilder();
        value.asJsonArray().forEach(element -> list.add(resolved(element, properties)));
        return list.build();
      }
      case OBJECT -> {
        JsonObject object = value.asJsonObject();
        if (object.size() == 1) {
          Map.Entry<String, JsonValue> only = object.entrySet().iterator().next();
          if (only.getKey().startsWith("$") && only.getValue() instanceof JsonString text) {
            JsonValue typed = typed(only.getKey(), text(text.getString(), properties));
            if (typed != null) {
              return typed;
            }
          }
        }
        JsonObjectBuilder copy = Json.createObjectBuilder();
        object.forEach((name, element) -> copy.add(name, resolved(element, properties)));
        return copy.build();
      }
      default -> {
        return value;
      }
    }
  }

  private static String text(String text, Map<String, String> properties) {
    return PLACE
        .matcher(text)
        .replaceAll(
            found -> {
              String value = properties.get(found.group(1));
              if (value == null) {
                throw InvalidInput.request(
                    "The property '"
                        + found.group(1)
                        + "' is not defined; add it to conf/script.properties");
              }
              return Matcher.quoteReplacement(value);
            });
  }

  /** Null when the name is no type. */
  private static JsonValue typed(String type, String text) {
    switch (type) {
      case "$bool" -> {
        return Boolean.parseBoolean(text.strip()) ? JsonValue.TRUE : JsonValue.FALSE;
      }
      case "$int", "$long", "$number" -> {
        try {
          return Json.createValue(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
          throw InvalidInput.request("'" + text + "' is not a number, as " + type + " wants");
        }
      }
      case "$string" -> {
        return Json.createValue(text);
      }
      default -> {
        return null;
      }
    }
  }
}
