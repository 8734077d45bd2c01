package io.horarium.web;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * Writes views as JSON. A view is a record: its components become properties in the order of their
 * declaration, null included, because clients count on every property (contract/jim.md 1). Inside:
 * records, collections, maps with text keys, texts, numbers, booleans, enums (by name), {@code
 * Instant}, {@code Duration}, {@code UUID}, {@code byte[]} (base64) and {@code JsonValue}. JSON-B
 * would sort the properties and leave null out; it could be told not to, but not for records.
 */
public final class ViewJson {

  private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

  private static final ClassValue<Property[]> PROPERTIES =
      new ClassValue<>() {
        @Override
        protected Property[] computeValue(Class<?> type) {
          RecordComponent[] components = type.getRecordComponents();
          var properties = new Property[components.length];
          for (int i = 0; i < components.length; i++) {
            Method accessor = components[i].getAccessor();
            accessor.setAccessible(true);
            properties[i] = new Property(components[i].getName(), accessor);
          }
          return properties;
        }
      };

  private record Property(String name, Method accessor) {
    Object of(Object view) {
      try {
        return accessor.invoke(view);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("Cannot read " + accessor, e);
      }
    }
  }

  private ViewJson() {}

  /** The JSON text of a view, a list of views, or a single value. */
  public static String text(Object view) {
    var text = new StringWriter();
    try (JsonGenerator json = GENERATORS.createGenerator(text)) {
      write(json, view);
    }
    return text.toString();
  }

  /** Whether {@link #text} is meant for values of this class. */
  static boolean covers(Class<?> type) {
    return type.isRecord()
        || Collection.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)
        || Number.class.isAssignableFrom(type)
        || type == Boolean.class;
  }

  private static void write(JsonGenerator json, Object value) {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Record view) {
      json.writeStartObject();
      for (Property property : PROPERTIES.get(view.getClass())) {
        json.writeKey(property.name());
        write(json, property.of(view));
      }
      json.writeEnd();
    } else if (value instanceof Collection<?> list) {
      json.writeStartArray();
      list.forEach(element -> write(json, element));
      json.writeEnd();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (key, element) -> {
            json.writeKey(key.toString());
            write(json, element);
          });
      json.writeEnd();
    } else {
      writeSingle(json, value);
    }
  }

  private static void writeSingle(JsonGenerator json, Object value) {
    if (value instanceof Boolean bool) {
      json.write(bool);
    } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      json.write(((Number) value).longValue());
    } else if (value instanceof BigDecimal number) {
      json.write(number);
    } else if (value instanceof BigInteger number) {
      json.write(number);
    } else if (value instanceof Double number) {
      json.write(number);
    } else if (value instanceof Instant instant) {
      json.write(Texts.of(instant));
    } else if (value instanceof Duration duration) {
      json.write(Texts.of(duration));
    } else if (value instanceof Enum<?> constant) {
      json.write(constant.name());
    } else if (value instanceof CharSequence || value instanceof UUID) {
      json.write(value.toString());
    } else if (value instanceof byte[] bytes) {
      json.write(Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof JsonValue tree) {
      json.write(tree);
    } else {
      throw new IllegalArgumentException("No JSON form for " + value.getClass().getName());
    }
  }
}
