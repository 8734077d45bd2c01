package io.horarium.step;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One JSON object of a file that a person wrote, read property by property. Every mistake is a
 * sentence that names the place; a property that nobody asks for is one too, because it is a typing
 * error of something that would otherwise silently not apply.
 */
public final class ConfigObject {

  /** The file does not say what it should; the message is a whole sentence. */
  public static final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mistake(String message) {
      super(message);
    }
  }

  private final String place;
  private final JsonObject object;
  private final Set<String> asked = new HashSet<>();

  ConfigObject(String place, JsonObject object) {
    this.place = place;
    this.object = object;
  }

  /** A text that is not blank, or null. */
  public String text(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonString text) || text.getString().isBlank()) {
      throw mistake(name, "must be a text that is not empty");
    }
    return text.getString();
  }

  /** A text that must be there; {@code remedy} says what to give. */
  public String requiredText(String name, String remedy) {
    String text = text(name);
    if (text == null) {
      throw mistake(name, "is missing; " + remedy);
    }
    return text;
  }

  /** A whole number in a range, or null. */
  public Integer number(String name, int min, int max) {
    JsonValue value = value(name);
    return value == null ? null : (Integer) whole(name, value, min, max);
  }

  /** A whole number in a range, which may also stand in a text; or null. */
  public Integer numberOrText(String name, int min, int max) {
    JsonValue value = value(name);
    if (!(value instanceof JsonString text)) {
      return value == null ? null : (Integer) whole(name, value, min, max);
    }
    try {
      int number = Integer.parseInt(text.getString().strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, together with the range
    }
    throw mistake(name, "must be a whole number from " + min + " to " + max);
  }

  /**
   * True or false, which may also stand in a text, or as {@code {"$bool": "&{name}"}} in the value
   * of a system property (contract/openidm-scheduler.md 10); null when absent, or when there is no
   * such property.
   */
  public Boolean flagOrText(String name) {
    JsonValue value = value(name);
    if (value instanceof JsonObject object && object.get("$bool") instanceof JsonString reference) {
      value = reference;
    }
    if (value == null || value == JsonValue.TRUE || value == JsonValue.FALSE) {
      return value == null ? null : (Boolean) (value == JsonValue.TRUE);
    }
    String text = value instanceof JsonString string ? string.getString().strip() : "";
    if (text.startsWith("&{") && text.endsWith("}")) {
      text = System.getProperty(text.substring(2, text.length() - 1));
      if (text == null) {
        return null;
      }
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.valueOf(text);
    }
    throw mistake(name, "must be true or false");
  }

  /** A list of whole numbers, or null. */
  public List<Integer> numbers(String name, int min, int max) {
    return list(name, (place, value) -> whole(place, value, min, max));
  }

  /** A list of texts, or null. */
  public List<String> texts(String name) {
    return list(
        name,
        (place, value) -> {
          if (value instanceof JsonString text) {
            return text.getString();
          }
          throw mistake(place, "must be a text");
        });
  }

  /** True or false; false when absent. */
  public boolean flag(String name) {
    JsonValue value = value(name);
    if (value == null || value == JsonValue.FALSE) {
      return false;
    }
    if (value == JsonValue.TRUE) {
      return true;
    }
    throw mistake(name, "must be true or false");
  }

  /** A nested object, or null. */
  public ConfigObject object(String name) {
    JsonValue value = value(name);
    return value == null ? null : nested(name, value);
  }

  /** A list of objects, or null. */
  public List<ConfigObject> objects(String name) {
    return list(name, this::nested);
  }

  /** An object whose names are free and whose values are texts; empty when absent. */
  public Map<String, String> textsByName(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    ConfigObject map = object(name);
    if (map != null) {
      for (String key : map.object.keySet()) {
        if (!(map.object.get(key) instanceof JsonString text)) {
          throw map.mistake(key, "must be a text");
        }
        texts.put(key, text.getString());
      }
    }
    return texts;
  }

  /** A mistake in a property; {@code problem} goes without the full stop. */
  public Mistake mistake(String name, String problem) {
    return new Mistake((place.isEmpty() ? "" : place + ".") + name + " " + problem + ".");
  }

  /** Ends the reading: nothing may be left that was not asked for. */
  public void end() {
    for (String name : object.keySet()) {
      if (!asked.contains(name)) {
        throw mistake(name, "is not known here; correct or remove it");
      }
    }
  }

  private JsonValue value(String name) {
    asked.add(name);
    JsonValue value = object.get(name);
    return value == null || value == JsonValue.NULL ? null : value;
  }

  private ConfigObject nested(String name, JsonValue value) {
    if (value instanceof JsonObject nested) {
      return new ConfigObject(place.isEmpty() ? name : place + "." + name, nested);
    }
    throw mistake(name, "must be an object in braces");
  }

  private <T> List<T> list(String name, BiFunction<String, JsonValue, T> reading) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonArray array)) {
      throw mistake(name, "must be a list in square brackets");
    }
    List<T> found = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      found.add(reading.apply(name + "[" + i + "]", array.get(i)));
    }
    return found;
  }

  private int whole(String name, JsonValue value, int min, int max) {
    if (value instanceof JsonNumber number && number.isIntegral()) {
      long whole = number.longValue();
      if (whole >= min && whole <= max) {
        return (int) whole;
      }
    }
    throw mistake(name, "must be a whole number from " + min + " to " + max);
  }
}
