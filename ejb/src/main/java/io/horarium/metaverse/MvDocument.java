package io.horarium.metaverse;

import io.horarium.connectorspace.AttrsReader;
import io.horarium.connectorspace.DocumentJson;
import io.horarium.platform.JsonScanner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two documents of the metaverse as JSON: values with provenance ({@code mvo.attrs}) and offers
 * ({@code contribution.attrs} and {@code refs}), both by attribute id.
 */
public final class MvDocument {

  private MvDocument() {}

  /** Reads {@code {"25":{"v":["E1001"],"r":3,"s":1}}}; the caller may change the map. */
  public static Map<Integer, MvValue> values(String json) {
    Map<Integer, MvValue> values = new HashMap<>(32);
    var in = new JsonScanner(json);
    in.expect('{');
    for (boolean more = !in.skipIf('}'); more; more = in.nextOf('}')) {
      int attribute = in.numberText();
      in.expect(':');
      values.put(attribute, value(in));
    }
    return values;
  }

  private static MvValue value(JsonScanner in) {
    List<String> texts = List.of();
    int rule = 0;
    int system = 0;
    in.expect('{');
    for (boolean more = !in.skipIf('}'); more; more = in.nextOf('}')) {
      String name = in.text();
      in.expect(':');
      switch (name) {
        case "v" -> texts = AttrsReader.texts(in);
        case "r" -> rule = in.number();
        case "s" -> system = in.number();
        default -> in.skipScalar();
      }
    }
    return new MvValue(texts, rule, system);
  }

  /** The text of values with provenance. */
  public static String json(Map<Integer, MvValue> values) {
    var out = new StringBuilder(64 * values.size() + 2);
    out.append('{');
    values.forEach(
        (attribute, value) -> {
          out.append(out.length() == 1 ? "\"" : ",\"").append(attribute.intValue());
          out.append("\":{\"v\":");
          texts(out, value.values());
          out.append(",\"r\":").append(value.ruleId());
          out.append(",\"s\":").append(value.systemId()).append('}');
        });
    return out.append('}').toString();
  }

  /** Adds what {@code {"25":["E1001"]}} holds to {@code offers}. */
  public static void offers(String json, Map<Integer, List<String>> offers) {
    var in = new JsonScanner(json);
    in.expect('{');
    for (boolean more = !in.skipIf('}'); more; more = in.nextOf('}')) {
      int attribute = in.numberText();
      in.expect(':');
      offers.put(attribute, AttrsReader.texts(in));
    }
  }

  /** The text of offers. */
  public static String offersJson(Map<Integer, List<String>> offers) {
    if (offers.isEmpty()) {
      return "{}";
    }
    var out = new StringBuilder(32 * offers.size() + 2);
    out.append('{');
    offers.forEach(
        (attribute, values) -> {
          out.append(out.length() == 1 ? "\"" : ",\"").append(attribute.intValue()).append("\":");
          texts(out, values);
        });
    return out.append('}').toString();
  }

  private static void texts(StringBuilder out, List<String> texts) {
    char separator = '[';
    for (String text : texts) {
      out.append(separator);
      separator = ',';
      DocumentJson.text(text, out);
    }
    out.append(separator == '[' ? "[]" : "]");
  }
}
