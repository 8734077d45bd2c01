package io.horarium.web;

import io.horarium.problem.InvalidInput;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;

/**
 * Reads JSON into maps, lists, texts, {@code BigDecimal}, {@code Boolean} and null. Unlike {@code
 * JsonReader} it refuses a property that is given twice (in any case): the second would silently
 * win.
 */
final class JsonTree {

  private static final int MAX_DEPTH = 64;
  // Looking a provider up for every request costs more than reading a small body.
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private JsonTree() {}

  /**
   * The one object that {@code json} holds.
   *
   * @throws InvalidInput malformed, not an object, nested too deeply, or a property given twice
   */
  static Map<String, Object> object(String json) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
      if (parser.next() != Event.START_OBJECT) {
        throw InvalidInput.request("The body must be a JSON object.");
      }
      Map<String, Object> object = readObject(parser, 1);
      if (parser.hasNext()) {
        throw InvalidInput.request("The body must end after its JSON object.");
      }
      return object;
    } catch (JsonException | NoSuchElementException | IllegalStateException e) {
      throw InvalidInput.request("The body is not well-formed JSON; check quotes and commas.");
    }
  }

  private static Map<String, Object> readObject(JsonParser parser, int depth) {
    if (depth > MAX_DEPTH) {
      throw InvalidInput.request("The body is nested deeper than " + MAX_DEPTH + " levels.");
    }
    var object = new LinkedHashMap<String, Object>();
    var seen = new TreeSet<String>();
    for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
      String name = parser.getString();
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw InvalidInput.field(name, name + " is given twice in one object; keep one of them.");
      }
      object.put(name, readValue(parser, parser.next(), depth));
    }
    return object;
  }

  private static List<Object> readList(JsonParser parser, int depth) {
    if (depth > MAX_DEPTH) {
      throw InvalidInput.request("The body is nested deeper than " + MAX_DEPTH + " levels.");
    }
    var list = new ArrayList<Object>();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      list.add(readValue(parser, event, depth));
    }
    return list;
  }

  private static Object readValue(JsonParser parser, Event event, int depth) {
    return switch (event) {
      case START_OBJECT -> readObject(parser, depth + 1);
      case START_ARRAY -> readList(parser, depth + 1);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER -> parser.getBigDecimal();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case KEY_NAME, END_OBJECT, END_ARRAY ->
          throw InvalidInput.request("The body is not well-formed JSON; check quotes and commas.");
    };
  }
}
