package io.horarium.connector;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * Dates and times as sources write them: ISO 8601 ({@code 2026-01-31}, {@code 2026-01-31T08:00},
 * blank instead of T, with or without fraction and offset), the compact form of LDAP ({@code
 * 20260131080000Z}), and day, month and a year of four digits in the culture's order with {@code
 * /}, {@code .} or {@code -}. Without a culture the order is month/day/year, as JIM's invariant
 * culture has it, and only {@code /} separates. Two-digit years are refused: they cannot be told.
 */
final class DateForm {

  private enum Order {
    DAY_FIRST,
    MONTH_FIRST,
    YEAR_FIRST
  }

  private final Order order;
  private final boolean invariant;

  DateForm(Locale culture) {
    invariant = culture == null;
    order = invariant ? Order.MONTH_FIRST : orderOf(culture);
  }

  private static Order orderOf(Locale culture) {
    String pattern =
        DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            FormatStyle.SHORT, null, IsoChronology.INSTANCE, culture);
    int day = pattern.indexOf('d');
    int month = Math.max(pattern.indexOf('M'), pattern.indexOf('L'));
    if (pattern.startsWith("y")) {
      return Order.YEAR_FIRST;
    }
    return day < month ? Order.DAY_FIRST : Order.MONTH_FIRST;
  }

  /** The instant as ISO 8601 text in UTC, or null when the text is none. */
  String instant(String text) {
    try {
      return new Scan(text).instant();
    } catch (DateTimeException e) {
      return null; // the 30th of February
    }
  }

  /** One pass over one text; every part answers false or -1 when it is not what is needed. */
  private final class Scan {

    private final String text;
    private int pos;
    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int nano;
    private int offsetSeconds;

    Scan(String text) {
      this.text = text;
    }

    String instant() {
      if (!date() || !time() || !zone() || pos != text.length() || year < 1) {
        return null;
      }
      Instant instant =
          LocalDateTime.of(year, month, day, hour, minute, second, nano)
              .toInstant(ZoneOffset.UTC)
              .minusSeconds(offsetSeconds);
      String result = instant.toString();
      // An offset may push it out of the years 0 to 9999.
      return Character.isDigit(result.charAt(0)) ? result : null;
    }

    private boolean date() {
      int length = digitsAhead();
      if (length == 14 || length == 12 || length == 8) {
        return compact(length);
      }
      if (length == 4) {
        year = number(4);
        char separator = peek();
        if (separator != '-' && separator != '/' && (invariant || separator != '.')) {
          return false;
        }
        pos++;
        month = number(2);
        return take(separator) && (day = number(2)) > 0;
      }
      if (length < 1 || length > 2 || order == Order.YEAR_FIRST) {
        return false;
      }
      int first = number(2);
      char separator = peek();
      if (separator != '/' && (invariant || (separator != '.' && separator != '-'))) {
        return false;
      }
      pos++;
      int second = number(2);
      if (!take(separator) || digitsAhead() != 4) {
        return false;
      }
      year = number(4);
      day = order == Order.DAY_FIRST ? first : second;
      month = order == Order.DAY_FIRST ? second : first;
      return true;
    }

    private boolean compact(int length) {
      year = number(4);
      month = number(2);
      day = number(2);
      if (length >= 12) {
        hour = number(2);
        minute = number(2);
      }
      if (length == 14) {
        second = number(2);
        fraction();
      }
      return true;
    }

    /** The time of day, if there is one. */
    private boolean time() {
      if (peek() == 'T' || peek() == 't') {
        pos++;
      } else if (peek() == ' ' && digitAt(pos + 1)) {
        pos++;
      } else {
        return true;
      }
      hour = number(2);
      if (hour < 0 || !take(':') || digitsAhead() != 2) {
        return false;
      }
      minute = number(2);
      if (peek() == ':') {
        pos++;
        if (digitsAhead() != 2) {
          return false;
        }
        second = number(2);
        fraction();
      }
      return half();
    }

    /** AM or PM, if there is one. */
    private boolean half() {
      int at = peek() == ' ' ? pos + 1 : pos;
      boolean pm = text.regionMatches(true, at, "PM", 0, 2);
      if (!pm && !text.regionMatches(true, at, "AM", 0, 2)) {
        return true;
      }
      if (hour < 1 || hour > 12) {
        return false;
      }
      hour = hour % 12 + (pm ? 12 : 0);
      pos = at + 2;
      return true;
    }

    private void fraction() {
      if ((peek() != '.' && peek() != ',') || !digitAt(pos + 1)) {
        return;
      }
      pos++;
      int scale = 100_000_000;
      while (digitAt(pos)) {
        nano += (text.charAt(pos++) - '0') * scale;
        scale /= 10; // digits beyond nanoseconds add nothing
      }
    }

    private boolean zone() {
      if (peek() == ' ' && pos + 1 < text.length()) {
        pos++;
      }
      char c = peek();
      if (c == 'Z' || c == 'z') {
        pos++;
        return true;
      }
      if (c != '+' && c != '-') {
        return true;
      }
      pos++;
      int length = digitsAhead();
      int hours = number(2);
      int minutes = 0;
      if (length == 2 && peek() == ':') {
        pos++;
        if (digitsAhead() != 2) {
          return false;
        }
        minutes = number(2);
      } else if (length == 4) {
        minutes = number(2);
      } else if (length != 2) {
        return false;
      }
      offsetSeconds = (hours * 60 + minutes) * 60 * (c == '-' ? -1 : 1);
      return hours <= 18 && minutes < 60;
    }

    /** Reads at most {@code max} digits; -1 when there is none. */
    private int number(int max) {
      int end = Math.min(pos + digitsAhead(), pos + max);
      int value = pos == end ? -1 : 0;
      while (pos < end) {
        value = value * 10 + (text.charAt(pos++) - '0');
      }
      return value;
    }

    private int digitsAhead() {
      int end = pos;
      while (digitAt(end)) {
        end++;
      }
      return end - pos;
    }

    private boolean digitAt(int index) {
      return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private char peek() {
      return pos < text.length() ? text.charAt(pos) : 0;
    }

    private boolean take(char expected) {
      if (peek() != expected) {
        return false;
      }
      pos++;
      return true;
    }
  }
}
