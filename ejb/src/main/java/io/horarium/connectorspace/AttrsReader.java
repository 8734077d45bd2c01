package io.horarium.connectorspace;

import io.horarium.platform.JsonScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the documents of many objects of one kind: their attributes come in the same order, so each
 * name is made once. For one thread.
 */
public final class AttrsReader {

  private final List<String> names = new ArrayList<>();

  /** The values of a document by attribute name; the caller may change the map. */
  public Map<String, List<String>> read(String json) {
    var in = new JsonScanner(json);
    Map<String, List<String>> attrs = new HashMap<>(32);
    in.expect('{');
    int place = 0;
    for (boolean more = !in.skipIf('}'); more; more = in.nextOf('}')) {
      String name = name(in, place++);
      in.expect(':');
      attrs.put(name, texts(in));
    }
    return attrs;
  }

  /** A guess holds no backslash, so that it may be compared with the text as it stands. */
  @SuppressWarnings("ReferenceEquality") // the scanner gives the guess itself back when it fits
  private String name(JsonScanner in, int place) {
    if (place == names.size()) {
      String name = in.text();
      names.add(name.indexOf('\\') < 0 && name.indexOf('"') < 0 ? name : "");
      return name;
    }
    String guess = names.get(place);
    String name = in.text(guess);
    if (name != guess && name.indexOf('\\') < 0 && name.indexOf('"') < 0) {
      names.set(place, name);
    }
    return name;
  }

  /** The next value, an array of texts; not to be changed. */
  public static List<String> texts(JsonScanner in) {
    in.expect('[');
    if (in.skipIf(']')) {
      return List.of();
    }
    String first = in.text();
    if (!in.nextOf(']')) {
      return List.of(first);
    }
    List<String> texts = new ArrayList<>();
    texts.add(first);
    do {
      texts.add(in.text());
    } while (in.nextOf(']'));
    return texts;
  }
}
