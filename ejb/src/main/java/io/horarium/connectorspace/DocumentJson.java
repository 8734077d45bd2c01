package io.horarium.connectorspace;

import io.horarium.platform.JsonScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes and reads the jsonb documents of objects: {@code {"mail":["a@x"]}} and {@code
 * {"17":["raw"]}}. By hand, because it runs for every changed object of a run and needs one shape
 * only.
 */
public final class DocumentJson {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private DocumentJson() {}

  /**
   * The document of attribute values, in the order of the map.
   *
   * @throws IllegalArgumentException when a text holds a NUL or half a surrogate pair, which jsonb
   *     refuses; a {@link CanonicalRecord} has none
   */
  public static String attrsJson(Map<String, List<String>> attrs) {
    return document(attrs);
  }

  /** The document of references by attribute id, in the order of the map; else as above. */
  public static String refsJson(Map<Integer, List<String>> refs) {
    return document(refs);
  }

  /** Reads what {@link #attrsJson} wrote, in whatever order and with whatever blanks. */
  public static Map<String, List<String>> attrs(String json) {
    JsonScanner scanner = new JsonScanner(json);
    Map<String, List<String>> attrs = new LinkedHashMap<>();
    scanner.expect('{');
    for (boolean more = !scanner.skipIf('}'); more; more = scanner.nextOf('}')) {
      String name = scanner.text();
      scanner.expect(':');
      attrs.put(name, texts(scanner));
    }
    return attrs;
  }

  /** Reads what {@link #refsJson} wrote. */
  public static Map<Integer, List<String>> refs(String json) {
    Map<Integer, List<String>> refs = new LinkedHashMap<>();
    attrs(json).forEach((id, values) -> refs.put(Integer.valueOf(id), values));
    return refs;
  }

  private static List<String> texts(JsonScanner scanner) {
    scanner.expect('[');
    if (scanner.skipIf(']')) {
      return List.of();
    }
    String first = scanner.text();
    if (!scanner.nextOf(']')) {
      return List.of(first);
    }
    List<String> texts = new ArrayList<>();
    texts.add(first);
    do {
      texts.add(scanner.text());
    } while (scanner.nextOf(']'));
    return texts;
  }

  private static String document(Map<?, List<String>> values) {
    if (values.isEmpty()) {
      return "{}";
    }
    var out = new StringBuilder(64 * values.size());
    char separator = '{';
    for (var entry : values.entrySet()) {
      out.append(separator);
      separator = ',';
      text(entry.getKey().toString(), out);
      out.append(':');
      char inner = '[';
      for (String value : entry.getValue()) {
        out.append(inner);
        inner = ',';
        text(value, out);
      }
      if (inner == '[') {
        out.append('[');
      }
      out.append(']');
    }
    return out.append('}').toString();
  }

  /**
   * Appends a JSON text with its quotes.
   *
   * @throws IllegalArgumentException when it holds a NUL or half a surrogate pair
   */
  public static void text(String text, StringBuilder out) {
    if (!Storable.text(text)) {
      throw new IllegalArgumentException(
          "A text with a NUL or half a surrogate pair cannot be stored.");
    }
    out.append('"');
    int plainFrom = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\') {
        continue;
      }
      out.append(text, plainFrom, i).append('\\');
      plainFrom = i + 1;
      switch (c) {
        case '"', '\\' -> out.append(c);
        case '\n' -> out.append('n');
        case '\r' -> out.append('r');
        case '\t' -> out.append('t');
        default -> out.append("u00").append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
    out.append(text, plainFrom, text.length()).append('"');
  }
}
