package io.horarium.idm.scan;

import io.horarium.idm.filter.Pointer;
import io.horarium.idm.scan.ObjectSet.Attribute;
import io.horarium.metaverse.MvDocument;
import io.horarium.metaverse.MvValue;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A metaverse object as a task scanner found it.
 *
 * @param attrs its values, see {@code mvo.attrs}
 * @param refs ids of the objects it refers to by attribute id, JSON text of an object
 * @param state what task scanners wrote
 */
record ScanObject(
    UUID id, long revision, String displayName, String attrs, String refs, JsonObject state) {

  /** What a task scanner wrote at a place, or null. */
  String at(Pointer place) {
    return text(state, place);
  }

  static String text(JsonObject state, Pointer place) {
    JsonValue at = state;
    for (String segment : place.segments()) {
      at = at instanceof JsonObject object ? object.get(segment) : null;
    }
    return at instanceof JsonString text ? text.getString() : null;
  }

  /** The state with a text at a place; null clears it. Objects on the way are made. */
  static JsonObject with(JsonObject state, Pointer place, String text) {
    JsonValue value = text == null ? JsonValue.NULL : Json.createValue(text);
    return with(state, place.segments(), value);
  }

  private static JsonObject with(JsonValue state, List<String> place, JsonValue value) {
    JsonObject present = state instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    String name = place.get(0);
    return Json.createObjectBuilder(present)
        .add(
            name,
            place.size() == 1
                ? value
                : with(present.get(name), place.subList(1, place.size()), value))
        .build();
  }

  /** What scripts see of it. */
  JsonObject view(ObjectSet set, JsonObject stateNow) {
    JsonObjectBuilder view = Json.createObjectBuilder();
    view.add("_id", id.toString()).add("_rev", Long.toString(revision));
    Map<Integer, MvValue> values = MvDocument.values(attrs);
    JsonObject references = parse(refs);
    set.attributes()
        .forEach(
            (name, attribute) -> {
              if (attribute.type() == Attribute.Type.REFERENCE) {
                JsonValue targets = references.get(Integer.toString(attribute.id()));
                if (targets != null) {
                  view.add(name, attribute.multiValued() ? targets : targets.asJsonArray().get(0));
                }
              } else if (values.containsKey(attribute.id())) {
                view.add(name, value(attribute, values.get(attribute.id()).values()));
              }
            });
    stateNow.forEach(view::add);
    return view.build();
  }

  private static JsonValue value(Attribute attribute, List<String> texts) {
    if (!attribute.multiValued()) {
      return value(attribute, texts.get(0));
    }
    JsonArrayBuilder list = Json.createArrayBuilder();
    texts.forEach(text -> list.add(value(attribute, text)));
    return list.build();
  }

  private static JsonValue value(Attribute attribute, String text) {
    return switch (attribute.type()) {
      case NUMBER -> number(text);
      case BOOLEAN -> Boolean.parseBoolean(text) ? JsonValue.TRUE : JsonValue.FALSE;
      default -> Json.createValue(text);
    };
  }

  private static JsonNumber number(String text) {
    return Json.createValue(new BigDecimal(text));
  }

  static JsonObject parse(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
