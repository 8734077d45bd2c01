package io.horarium.connector;

import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Whole and decimal numbers as a culture writes them, or as digits with a point when there is none.
 * No exponents: {@code 1e999999999} would be a document of a gigabyte.
 */
final class NumberForm {

  /** Sign and 19 digits. */
  private static final int MAX_LONG_LENGTH = 20;

  private final char point;
  private final char group;
  private final boolean grouped;

  NumberForm(Locale culture) {
    grouped = culture != null;
    if (grouped) {
      var symbols = DecimalFormatSymbols.getInstance(culture);
      point = symbols.getDecimalSeparator();
      group = symbols.getGroupingSeparator();
    } else {
      point = '.';
      group = 0;
    }
  }

  /** A whole number within the limits, or null. No group separators, in no culture. */
  String integer(String text, long min, long max) {
    if (text.isEmpty() || text.length() > MAX_LONG_LENGTH) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean sign = i == 0 && text.length() > 1 && (c == '-' || c == '+');
      if (!sign && !isDigit(c)) {
        return null;
      }
    }
    try {
      long value = Long.parseLong(text);
      return value < min || value > max ? null : Long.toString(value);
    } catch (NumberFormatException e) {
      return null; // out of 64 bits
    }
  }

  /** Digits with a point as this culture writes them, without group separators. */
  String written(String canonical) {
    return point == '.' ? canonical : canonical.replace('.', point);
  }

  /**
   * A decimal number of any length, or null. The same as {@code
   * stripTrailingZeros().toPlainString()} of a BigDecimal, in time that grows with the length only.
   */
  String decimal(String text) {
    int start = 0;
    boolean negative = false;
    if (!text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
      negative = text.charAt(0) == '-';
      start = 1;
    }
    int at = text.indexOf(point, start);
    String fraction = at < 0 ? "" : text.substring(at + 1);
    String whole = withoutGroups(text.substring(start, at < 0 ? text.length() : at));
    if (whole == null || whole.length() + fraction.length() == 0) {
      return null;
    }
    if (!allDigits(whole) || !allDigits(fraction)) {
      return null;
    }
    int first = 0;
    while (first < whole.length() && whole.charAt(first) == '0') {
      first++;
    }
    int end = fraction.length();
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    if (first == whole.length() && end == 0) {
      return "0";
    }
    var out = new StringBuilder(text.length() + 2);
    if (negative) {
      out.append('-');
    }
    out.append(first == whole.length() ? "0" : whole.substring(first));
    if (end > 0) {
      out.append('.').append(fraction, 0, end);
    }
    return out.toString();
  }

  /** The digits without well-formed separators of thousands; null when a separator is misplaced. */
  private String withoutGroups(String whole) {
    if (!grouped || allDigits(whole)) {
      return whole;
    }
    var out = new StringBuilder(whole.length());
    int sinceGroup = 0;
    boolean any = false;
    for (int i = 0; i < whole.length(); i++) {
      char c = whole.charAt(i);
      if (isGroup(c)) {
        boolean wellPlaced = any ? sinceGroup == 3 : sinceGroup >= 1 && sinceGroup <= 3;
        if (!wellPlaced) {
          return null;
        }
        any = true;
        sinceGroup = 0;
      } else {
        out.append(c);
        sinceGroup++;
      }
    }
    return any && sinceGroup != 3 ? null : out.toString();
  }

  private boolean isGroup(char c) {
    // Cultures that group by a no-break space are typed with any of the three.
    boolean bySpace = group == '\u00a0' || group == '\u202f' || group == ' ';
    return c == group || (bySpace && (c == ' ' || c == '\u00a0' || c == '\u202f'));
  }

  private static boolean allDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
