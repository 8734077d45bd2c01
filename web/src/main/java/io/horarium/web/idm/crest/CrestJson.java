package io.horarium.web.idm.crest;

import io.horarium.web.ViewJson;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriterFactory;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * JSON of the IDM dialect. Values are maps, lists, texts, {@code BigDecimal}, {@code Boolean} and
 * null; of a property given twice the last counts, as clients of IDM know it.
 */
public final class CrestJson {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_DIGITS = 300;
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
  private static final JsonWriterFactory PRETTY =
      Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));

  private CrestJson() {}

  /**
   * The one value that a text holds.
   *
   * @throws CrestRefusal malformed, more than one, nested too deeply, a NUL character or a number
   *     of more than 300 digits, which the database cannot keep
   */
  public static Object parse(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      Object value = value(parser, parser.next(), 0);
      if (parser.hasNext()) {
        throw malformed("there is more after the end of the JSON value");
      }
      return value;
    } catch (JsonException | NoSuchElementException | IllegalStateException e) {
      throw malformed(e.getMessage());
    }
  }

  private static CrestRefusal malformed(String detail) {
    return new CrestRefusal(
        400,
        "The request could not be processed because the provided content is not valid JSON",
        detail);
  }

  private static Object value(JsonParser parser, Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw CrestRefusal.badRequest("The body is nested deeper than " + MAX_DEPTH + " levels");
    }
    switch (event) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Event next = parser.next(); next != Event.END_OBJECT; next = parser.next()) {
          String name = checked(parser.getString());
          object.put(name, value(parser, parser.next(), depth + 1));
        }
        return object;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (Event next = parser.next(); next != Event.END_ARRAY; next = parser.next()) {
          list.add(value(parser, next, depth + 1));
        }
        return list;
      }
      case VALUE_STRING -> {
        return checked(parser.getString());
      }
      case VALUE_NUMBER -> {
        return checked(parser.getBigDecimal());
      }
      case VALUE_TRUE -> {
        return true;
      }
      case VALUE_FALSE -> {
        return false;
      }
      case VALUE_NULL -> {
        return null;
      }
      default -> throw malformed("a value is missing");
    }
  }

  private static String checked(String text) {
    if (text.indexOf('\0') >= 0) {
      throw CrestRefusal.badRequest("The body holds a NUL character; remove it");
    }
    return text;
  }

  private static BigDecimal checked(BigDecimal number) {
    if (Math.abs((long) number.precision() - number.scale()) > MAX_DIGITS
        || Math.abs((long) number.scale()) > MAX_DIGITS) {
      throw CrestRefusal.badRequest(
          "The body holds a number of more than " + MAX_DIGITS + " digits");
    }
    return number;
  }

  /** A value as text. */
  public static String text(Object value, boolean pretty) {
    String text = ViewJson.text(value);
    if (!pretty || !(text.startsWith("{") || text.startsWith("["))) {
      return text;
    }
    StringWriter lines = new StringWriter();
    try (JsonReader reader = Json.createReader(new StringReader(text));
        var writer = PRETTY.createWriter(lines)) {
      JsonValue tree = reader.readValue();
      writer.write(tree);
    }
    return lines.toString().strip();
  }
}
