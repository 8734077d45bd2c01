package io.horarium.web;

import io.horarium.connectorspace.Storable;
import io.horarium.problem.InvalidInput;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * One JSON object that a client sent, read property by property (contract/jim.md 1 and 3).
 *
 * <p>A parameter of this type of a resource method receives the body. It tells absent from null
 * ({@link #has}, {@link #isNull}), finds names in any case, ignores what nobody asks for, and takes
 * a text that holds a number where a number is due. Malformed JSON, a property given twice and
 * another media type are refused before the method is called.
 *
 * <p>The getters never throw: an unusable value is noted under the name of its field ({@code
 * steps[2].timeoutSeconds} inside lists) and null is returned. Read everything, add own findings
 * with {@link #reject}, then call {@link #check()} once, on any of the bodies of one request; so
 * the client learns all its mistakes at once. Every getter returns null for a property that is
 * absent or null.
 */
public final class RequestBody {

  private final Map<String, Object> values;
  private final Map<String, String> nameByLowerCase = new LinkedHashMap<>();
  private final String path;
  private final Map<String, List<String>> problems;
  private final boolean sent;

  private RequestBody(
      Map<String, Object> values, String path, Map<String, List<String>> problems, boolean sent) {
    this.values = values;
    this.path = path;
    this.problems = problems;
    this.sent = sent;
    values.keySet().forEach(name -> nameByLowerCase.put(lower(name), name));
  }

  /**
   * Reads a JSON object; a blank text gives a body that was not sent.
   *
   * @throws InvalidInput malformed, not an object, or a property given twice
   */
  public static RequestBody parse(String json) {
    if (json.isBlank()) {
      return new RequestBody(Map.of(), "", new LinkedHashMap<>(), false);
    }
    return new RequestBody(JsonTree.object(json), "", new LinkedHashMap<>(), true);
  }

  /**
   * This body, for calls that need one.
   *
   * @throws InvalidInput nothing was sent
   */
  public RequestBody required() {
    if (!sent) {
      throw InvalidInput.request("The request has no body; send a JSON object.");
    }
    return this;
  }

  /** Whether the property was sent, be it as null. */
  public boolean has(String name) {
    return nameByLowerCase.containsKey(lower(name));
  }

  /** Whether the property was sent as null. */
  public boolean isNull(String name) {
    return has(name) && value(name) == null;
  }

  /** The names sent, as spelled by the client and in its order; for objects used as maps. */
  public Set<String> names() {
    return values.keySet();
  }

  /** A text of at most {@code maxLength} characters, as sent. */
  public String text(String name, int maxLength) {
    return read(
        name,
        value -> {
          if (!(value instanceof String text)) {
            return refuse(name, "must be a text");
          }
          if (text.indexOf('\0') >= 0) {
            return refuse(name, "holds a NUL character; remove it");
          }
          if (!Storable.text(text)) {
            return refuse(name, "holds half a character (an unpaired surrogate); correct it");
          }
          if (text.length() > maxLength) {
            return refuse(
                name, "has " + text.length() + " characters; shorten it to at most " + maxLength);
          }
          return text;
        });
  }

  /** A text that must be there and not blank, trimmed, of at most {@code maxLength} characters. */
  public String requiredText(String name, int maxLength) {
    String text = text(name, maxLength);
    if (text == null) {
      if (value(name) == null) {
        refuse(name, "is required; give a text of 1 to " + maxLength + " characters");
      }
      return null;
    }
    if (text.isBlank()) {
      return refuse(name, "is empty; give a text of 1 to " + maxLength + " characters");
    }
    return text.strip();
  }

  /** A whole number from {@code min} to {@code max}. */
  public Integer integer(String name, int min, int max) {
    Long number = longNumber(name, min, max);
    return number == null ? null : (Integer) number.intValue();
  }

  /** As {@link #integer}, but it must be there. */
  public Integer requiredInteger(String name, int min, int max) {
    if (value(name) == null) {
      return refuse(name, "is required; give a whole number");
    }
    return integer(name, min, max);
  }

  /** A whole number from {@code min} to {@code max}. */
  public Long longNumber(String name, long min, long max) {
    return read(
        name,
        value -> {
          Long number = wholeNumber(value);
          if (number == null) {
            return refuse(name, "must be a whole number");
          }
          if (number < min || number > max) {
            return refuse(
                name, "is " + number + ", but must be a whole number from " + min + " to " + max);
          }
          return number;
        });
  }

  /** A number with at most 40 digits before and after the point. */
  public BigDecimal decimal(String name) {
    return read(
        name,
        value -> {
          BigDecimal number = number(value);
          if (number == null) {
            return refuse(name, "must be a number");
          }
          if (Math.abs((long) number.scale()) > 40 || number.precision() > 80) {
            return refuse(name, "has more than 40 digits before or after the point");
          }
          return number;
        });
  }

  /** A span of time such as {@code 12:30:00} or {@code 7.00:00:00}. */
  public Duration duration(String name) {
    return read(
        name,
        value -> {
          Duration duration = value instanceof String text ? Texts.duration(text) : null;
          return duration != null
              ? duration
              : refuse(
                  name, "must be a span of time such as 7.00:00:00 (days.hours:minutes:seconds)");
        });
  }

  /** True or false. */
  public Boolean bool(String name) {
    return read(
        name, value -> value instanceof Boolean b ? b : refuse(name, "must be true or false"));
  }

  /** A constant of {@code type} by its name, in any case; numbers are refused. */
  public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
    return read(
        name,
        value -> {
          E constant = value instanceof String text ? enumByName(type, text) : null;
          return constant != null ? constant : refuse(name, "must be " + choices(type));
        });
  }

  /** As {@link #oneOf}, but it must be there. */
  public <E extends Enum<E>> E requiredOneOf(String name, Class<E> type) {
    if (value(name) == null) {
      return refuse(name, "is required; give " + choices(type));
    }
    return oneOf(name, type);
  }

  /** A GUID of 36 characters, in any case. */
  public UUID uuid(String name) {
    return read(
        name,
        value -> {
          UUID id = value instanceof String text ? Texts.uuid(text) : null;
          return id != null ? id : refuse(name, "must be a GUID such as " + Texts.SAMPLE_UUID);
        });
  }

  /** An instant in ISO 8601 with Z or an offset and up to seven fraction digits. */
  public Instant instant(String name) {
    return read(
        name,
        value -> {
          Instant instant = value instanceof String text ? Texts.instant(text) : null;
          return instant != null
              ? instant
              : refuse(name, "must be a date and time such as " + Texts.SAMPLE_INSTANT);
        });
  }

  /** A nested object; its problems are reported with those of this body. */
  public RequestBody object(String name) {
    return read(name, value -> nested(value, fieldName(name)));
  }

  /** The JSON text of a nested object, its properties in the order sent. */
  public String json(String name) {
    return read(
        name,
        value -> value instanceof Map ? ViewJson.text(value) : refuse(name, "must be an object"));
  }

  /** A list of objects; null among them is refused. */
  public List<RequestBody> objects(String name) {
    return list(name, this::nested);
  }

  /** A list of texts; null among them is refused. */
  public List<String> texts(String name, int maxLength) {
    return list(
        name,
        (value, field) -> {
          if (value instanceof String text
              && text.length() <= maxLength
              && text.indexOf('\0') < 0) {
            return text;
          }
          note(field, field + " must be a text of at most " + maxLength + " characters.");
          return null;
        });
  }

  /** A list of whole numbers; null among them is refused. */
  public List<Integer> integers(String name) {
    return list(
        name,
        (value, field) -> {
          Long number = wholeNumber(value);
          if (number != null && number == number.intValue()) {
            return number.intValue();
          }
          note(field, field + " must be a whole number.");
          return null;
        });
  }

  /**
   * An object used as a map: every value an object again, in the order sent. A value of null is one
   * without properties.
   */
  public Map<String, RequestBody> objectsByKey(String name) {
    RequestBody map = object(name);
    if (map == null) {
      return null;
    }
    var found = new LinkedHashMap<String, RequestBody>();
    map.values.forEach(
        (key, value) ->
            found.put(key, map.nested(value == null ? Map.of() : value, map.fieldName(key))));
    return found;
  }

  /**
   * An object used as a map, with values as JSON has them: {@code String}, {@code BigDecimal},
   * {@code Boolean}, null, and lists and maps of these; in the order sent.
   */
  public Map<String, Object> values(String name) {
    RequestBody map = object(name);
    return map == null ? null : Collections.unmodifiableMap(map.values);
  }

  /** Notes a finding of the caller; {@code message} is a whole sentence that names the field. */
  public void reject(String name, String message) {
    note(fieldName(name), message);
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidInput with every problem noted so far in this request
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw InvalidInput.fields(problems);
    }
  }

  /** Name of the property with the way to it, as used in error answers. */
  public String fieldName(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private Object value(String name) {
    String spelled = nameByLowerCase.get(lower(name));
    return spelled == null ? null : values.get(spelled);
  }

  private <T> T read(String name, Function<Object, T> reader) {
    Object value = value(name);
    return value == null ? null : reader.apply(value);
  }

  private interface ElementReader<T> {
    T read(Object value, String field);
  }

  private <T> List<T> list(String name, ElementReader<T> reader) {
    return read(
        name,
        value -> {
          if (!(value instanceof List<?> elements)) {
            return refuse(name, "must be a list");
          }
          var found = new ArrayList<T>();
          for (int i = 0; i < elements.size(); i++) {
            T element = reader.read(elements.get(i), fieldName(name) + "[" + i + "]");
            if (element != null) {
              found.add(element);
            }
          }
          return found;
        });
  }

  private RequestBody nested(Object value, String field) {
    if (value instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<String, Object>();
      map.forEach((key, element) -> copy.put((String) key, element));
      return new RequestBody(copy, field, problems, true);
    }
    note(field, field + " must be a JSON object.");
    return new RequestBody(Map.of(), field, problems, false);
  }

  /** Returns null, so that a getter can note and end in one expression. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  private <T> T refuse(String name, String problem) {
    String field = fieldName(name);
    note(field, field + " " + problem + ".");
    return null;
  }

  private void note(String field, String message) {
    problems.computeIfAbsent(field, key -> new ArrayList<>()).add(message);
  }

  private static BigDecimal number(Object value) {
    try {
      if (value instanceof String text) {
        return new BigDecimal(text.strip());
      }
    } catch (NumberFormatException e) {
      return null;
    }
    return value instanceof BigDecimal number ? number : null;
  }

  private static Long wholeNumber(Object value) {
    try {
      if (value instanceof BigDecimal number) {
        return number.longValueExact();
      }
      if (value instanceof String text) {
        return Long.valueOf(text.strip());
      }
    } catch (NumberFormatException e) {
      return null;
    } catch (ArithmeticException e) {
      return null;
    }
    return null;
  }

  static <E extends Enum<E>> E enumByName(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElse(null);
  }

  static <E extends Enum<E>> String choices(Class<E> type) {
    return "one of "
        + String.join(
            ", ", Arrays.stream(type.getEnumConstants()).map(Enum::name).toArray(String[]::new));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
