package io.horarium.sync.expression;

import io.horarium.sync.value.Letters;
import io.horarium.sync.value.ValueText;
import java.util.List;

/** The functions of texts (contract/jim-sync.md 5.5); culture-free, null gives null. */
final class TextFunctions {

  /** A text that an expression makes; longer ones would be made to exhaust the server. */
  static final int MAX_TEXT = 1_000_000;

  private static final String DN_SPECIAL = ",+\"\\<>;=";

  private TextFunctions() {}

  /**
   * The text of a value ({@link ValueText}).
   *
   * @throws EvaluationFault a list has no text
   */
  static String text(Object value) {
    if (value instanceof List) {
      throw new EvaluationFault("A list was given where a text is due; use Join, or one element.");
    }
    return ValueText.of(value);
  }

  static void checkLength(long length) {
    if (length > MAX_TEXT) {
      throw new EvaluationFault(
          "A text grew beyond " + MAX_TEXT + " characters; make the expression simpler.");
    }
  }

  static Object trim(Object v) {
    String text = text(v);
    return text == null ? null : Letters.trim(text);
  }

  static Object upper(Object v) {
    String text = text(v);
    return text == null ? null : Letters.upper(text);
  }

  static Object lower(Object v) {
    String text = text(v);
    return text == null ? null : Letters.lower(text);
  }

  static Object capitalise(Object v) {
    String text = text(v);
    return text == null ? null : Letters.capitalise(text);
  }

  static Object left(Object v, Object n) {
    String text = text(v);
    return text == null ? null : text.substring(0, clip(count(n), text.length()));
  }

  static Object right(Object v, Object n) {
    String text = text(v);
    return text == null ? null : text.substring(text.length() - clip(count(n), text.length()));
  }

  static Object substring(Object v, Object start, Object length) {
    String text = text(v);
    if (text == null) {
      return null;
    }
    int from = clip(count(start), text.length());
    return text.substring(from, from + clip(count(length), text.length() - from));
  }

  private static int clip(int wanted, int most) {
    return Math.max(0, Math.min(wanted, most));
  }

  private static int count(Object n) {
    if (n instanceof Integer count) {
      return count;
    }
    throw new EvaluationFault("A count or position has no value; use ToInt, which gives 0 then.");
  }

  static Object replace(Object v, Object old, Object by) {
    String text = text(v);
    String from = text(old);
    String to = text(by);
    if (text == null) {
      return null;
    }
    if (from == null || from.isEmpty()) {
      throw new EvaluationFault("Replace was given nothing to look for; test it before.");
    }
    return replace(text, from, to == null ? "" : to);
  }

  /** All occurrences of a text that is not empty, from the left. */
  static String replace(String text, String from, String to) {
    if (to.length() > from.length()) {
      long growth = 0;
      for (int i = text.indexOf(from); i >= 0; i = text.indexOf(from, i + from.length())) {
        growth += to.length() - from.length();
      }
      checkLength(text.length() + growth);
    }
    return text.replace(from, to);
  }

  static Object startsWith(Object v, Object x) {
    String text = text(v);
    String part = text(x);
    return text != null && part != null && text.startsWith(part);
  }

  static Object endsWith(Object v, Object x) {
    String text = text(v);
    String part = text(x);
    return text != null && part != null && text.endsWith(part);
  }

  static Object contains(Object v, Object x) {
    String text = text(v);
    String part = text(x);
    return text != null && part != null && text.contains(part);
  }

  static Object length(Object v) {
    String text = text(v);
    return text == null ? 0 : text.length();
  }

  static Object isNullOrEmpty(Object v) {
    String text = text(v);
    return text == null || text.isEmpty();
  }

  static Object isNullOrWhitespace(Object v) {
    String text = text(v);
    return text == null || Letters.isBlank(text);
  }

  /** For one part of a distinguished name (RFC 4514, 2.4). */
  static Object escapeDn(Object v) {
    String text = text(v);
    if (text == null) {
      return null;
    }
    var out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean atEdge = (i == 0 && (c == ' ' || c == '#')) || (i == text.length() - 1 && c == ' ');
      switch (c) {
        case '\r' -> out.append("\\0D");
        case '\n' -> out.append("\\0A");
        case '\0' -> out.append("\\00");
        default -> {
          if (atEdge || DN_SPECIAL.indexOf(c) >= 0) {
            out.append('\\');
          }
          out.append(c);
        }
      }
    }
    checkLength(out.length());
    return out.toString();
  }
}
