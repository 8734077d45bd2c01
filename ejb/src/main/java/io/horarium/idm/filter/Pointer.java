package io.horarium.idm.filter;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A place in a JSON document (contract/openidm-scheduler.md 6.3): segments separated by slashes, a
 * slash before the first and after the last may be left out, each segment percent-decoded. A
 * segment of digits is an index where the document has a list.
 *
 * @param segments empty for the whole document
 */
public record Pointer(List<String> segments) {

  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

  public Pointer {
    segments = List.copyOf(segments);
  }

  /**
   * Reads a pointer.
   *
   * @throws IllegalArgumentException a percent sign is not followed by two hexadecimal digits
   */
  public static Pointer parse(String text) {
    int from = text.startsWith("/") ? 1 : 0;
    int to = text.endsWith("/") && text.length() > from ? text.length() - 1 : text.length();
    if (from >= to) {
      return new Pointer(List.of());
    }
    List<String> segments = new ArrayList<>();
    for (String segment : text.substring(from, to).split("/", -1)) {
      segments.add(decoded(segment));
    }
    return new Pointer(segments);
  }

  private static String decoded(String segment) {
    return segment.indexOf('%') < 0
        ? segment
        : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The last segment; empty for the whole document. */
  public String leaf() {
    return segments.isEmpty() ? "" : segments.get(segments.size() - 1);
  }

  /** Whether a segment can be the index of a list. */
  static boolean isIndex(String segment) {
    return INDEX.matcher(segment).matches();
  }

  /** Whether a segment is the index of the first element of a list. */
  public static boolean isIndexZero(String segment) {
    return isIndex(segment) && Integer.parseInt(segment) == 0;
  }

  /** Whether the document has something at this place, be it null. */
  public boolean isIn(Object document) {
    Object at = document;
    for (String segment : segments) {
      if (at instanceof Map<?, ?> object && object.containsKey(segment)) {
        at = object.get(segment);
      } else if (at instanceof List<?> list
          && isIndex(segment)
          && Integer.parseInt(segment) < list.size()) {
        at = list.get(Integer.parseInt(segment));
      } else {
        return false;
      }
    }
    return true;
  }

  /** What the document has at this place; null also when it has nothing there. */
  public Object in(Object document) {
    Object at = document;
    for (String segment : segments) {
      if (at instanceof Map<?, ?> object) {
        at = object.get(segment);
      } else if (at instanceof List<?> list
          && isIndex(segment)
          && Integer.parseInt(segment) < list.size()) {
        at = list.get(Integer.parseInt(segment));
      } else {
        return null;
      }
    }
    return at;
  }

  @Override
  public String toString() {
    return "/" + String.join("/", segments);
  }
}
