package io.horarium.sync.expression;

import io.horarium.sync.value.Letters;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions of lists (contract/jim-sync.md 5.5). One value is a list of one, null an empty
 * list.
 */
final class ListFunctions {

  private ListFunctions() {}

  private static List<?> list(Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  static Object collectionContains(Object list, Object x) {
    String wanted = TextFunctions.text(x);
    if (wanted == null) {
      return false;
    }
    for (Object element : list(list)) {
      if (wanted.equals(TextFunctions.text(element))) {
        return true;
      }
    }
    return false;
  }

  static Object join(Object list, Object delimiter) {
    String between = delimiter == null ? "," : TextFunctions.text(delimiter);
    StringBuilder out = null;
    for (Object element : list(list)) {
      String text = TextFunctions.text(element);
      if (text == null || text.isEmpty()) {
        continue;
      }
      if (out == null) {
        out = new StringBuilder();
      } else {
        out.append(between);
      }
      out.append(text);
      TextFunctions.checkLength(out.length());
    }
    return out == null ? null : out.toString();
  }

  /** Trimmed parts that are not empty. */
  static Object split(Object v, Object delimiter) {
    String text = TextFunctions.text(v);
    String between = TextFunctions.text(delimiter);
    if (text == null) {
      return List.of();
    }
    var parts = new ArrayList<String>();
    for (String part : cut(text, between)) {
      String trimmed = Letters.trim(part);
      if (!trimmed.isEmpty()) {
        parts.add(trimmed);
      }
    }
    return List.copyOf(parts);
  }

  /** All parts as they are; one part if there is nothing to cut at. */
  static List<String> cut(String text, String delimiter) {
    if (delimiter == null || delimiter.isEmpty()) {
      return List.of(text);
    }
    var parts = new ArrayList<String>();
    int from = 0;
    for (int i = text.indexOf(delimiter); i >= 0; i = text.indexOf(delimiter, from)) {
      parts.add(text.substring(from, i));
      from = i + delimiter.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  static Object element(Object list, Object index) {
    List<?> elements = notNull(list);
    if (!(index instanceof Integer at) || at < 0 || at >= elements.size()) {
      throw new EvaluationFault(
          "The list has " + elements.size() + " elements and none at this index; test .Length.");
    }
    return elements.get(at);
  }

  static Object size(Object list) {
    return notNull(list).size();
  }

  private static List<?> notNull(Object list) {
    if (list instanceof List<?> elements) {
      return elements;
    }
    throw new EvaluationFault("There is no list to look into; test it with == null before.");
  }
}
