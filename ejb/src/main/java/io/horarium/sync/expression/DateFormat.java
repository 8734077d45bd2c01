package io.horarium.sync.expression;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A format of .NET for dates in UTC, in no culture: English names, {@code /} and {@code :} as they
 * are. One letter is a standard format, more are a custom one, in which letters without meaning
 * stand for themselves. Immutable.
 */
final class DateFormat {

  private static final String GENERAL = "MM/dd/yyyy HH:mm:ss";
  private static final int MAX_FRACTION = 7;
  private static final int NANOS_PER_TICK = 100;

  /** Appends one part of a date. */
  private interface Piece {
    void append(StringBuilder out, LocalDateTime date);
  }

  private final List<Piece> pieces;

  private DateFormat(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /**
   * Reads a format.
   *
   * @param format null or empty is the general format
   * @throws IllegalArgumentException not a format; the message is a sentence
   */
  static DateFormat of(String format) {
    if (format == null || format.isEmpty()) {
      return new DateFormat(new Reader(GENERAL).read());
    }
    String custom = format.length() == 1 ? standard(format.charAt(0)) : format;
    return new DateFormat(new Reader(custom).read());
  }

  /**
   * As {@link #of}, for a format that is known at evaluation only.
   *
   * @throws EvaluationFault not a format
   */
  static DateFormat checked(String format) {
    try {
      return of(format);
    } catch (IllegalArgumentException e) {
      throw new EvaluationFault(e.getMessage());
    }
  }

  private static String standard(char letter) {
    return switch (letter) {
      case 'd' -> "MM/dd/yyyy";
      case 'D' -> "dddd, dd MMMM yyyy";
      case 'f' -> "dddd, dd MMMM yyyy HH:mm";
      case 'F', 'U' -> "dddd, dd MMMM yyyy HH:mm:ss";
      case 'g' -> "MM/dd/yyyy HH:mm";
      case 'G' -> GENERAL;
      case 'm', 'M' -> "MMMM dd";
      case 'o', 'O' -> "yyyy-MM-ddTHH:mm:ss.fffffffK";
      case 'r', 'R' -> "ddd, dd MMM yyyy HH:mm:ss 'GMT'";
      case 's' -> "yyyy-MM-ddTHH:mm:ss";
      case 't' -> "HH:mm";
      case 'T' -> "HH:mm:ss";
      case 'u' -> "yyyy-MM-dd HH:mm:ssZ";
      case 'y', 'Y' -> "yyyy MMMM";
      default ->
          throw new IllegalArgumentException(
              "The date format '"
                  + letter
                  + "' is unknown; use one of dDfFgGmMoOrRstTuUyY, or several letters such as"
                  + " yyyy-MM-dd.");
    };
  }

  String format(Instant instant) {
    LocalDateTime date = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    var out = new StringBuilder(32);
    for (Piece piece : pieces) {
      piece.append(out, date);
    }
    return out.toString();
  }

  /** One pass over a custom format. */
  private static final class Reader {

    private final String format;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;

    Reader(String format) {
      this.format = format;
    }

    List<Piece> read() {
      while (at < format.length()) {
        char c = format.charAt(at);
        switch (c) {
          case '\'', '"' -> quoted(c);
          case '\\' -> {
            if (at + 1 == format.length()) {
              throw new IllegalArgumentException(
                  "The date format ends with \\; add the character that it protects.");
            }
            literal(format.substring(at + 1, at + 2));
            at += 2;
          }
          case '%' -> {
            at++;
            if (at == format.length() || format.charAt(at) == '%') {
              throw new IllegalArgumentException(
                  "The date format has a % without a letter after it; remove it.");
            }
          }
          default -> {
            int count = 1;
            while (at + count < format.length() && format.charAt(at + count) == c) {
              count++;
            }
            at += count;
            letters(c, count);
          }
        }
      }
      return pieces;
    }

    private void quoted(char quote) {
      var text = new StringBuilder();
      for (int i = at + 1; i < format.length(); i++) {
        char c = format.charAt(i);
        if (c == quote) {
          at = i + 1;
          literal(text.toString());
          return;
        }
        if (c == '\\' && i + 1 < format.length()) {
          i++;
          c = format.charAt(i);
        }
        text.append(c);
      }
      throw new IllegalArgumentException(
          "The date format has a text without an end; add a " + quote + ".");
    }

    private void literal(String text) {
      pieces.add((out, date) -> out.append(text));
    }

    private void letters(char c, int count) {
      pieces.add(
          switch (c) {
            case 'y' -> year(count);
            case 'M' -> month(count);
            case 'd' -> day(count);
            case 'H' -> (out, date) -> number(out, date.getHour(), Math.min(count, 2));
            case 'h' ->
                (out, date) -> number(out, (date.getHour() + 11) % 12 + 1, Math.min(count, 2));
            case 'm' -> (out, date) -> number(out, date.getMinute(), Math.min(count, 2));
            case 's' -> (out, date) -> number(out, date.getSecond(), Math.min(count, 2));
            case 't' -> (out, date) -> out.append(half(date), 0, Math.min(count, 2));
            case 'f' -> fraction(count, false);
            case 'F' -> fraction(count, true);
            case 'g' -> (out, date) -> out.append("A.D.");
            case 'K' -> (out, date) -> out.append("Z".repeat(count));
            case 'z' -> offset(count);
            default -> {
              String text = String.valueOf(c).repeat(count);
              yield (out, date) -> out.append(text);
            }
          });
    }

    private static String half(LocalDateTime date) {
      return date.getHour() < 12 ? "AM" : "PM";
    }

    private static Piece offset(int count) {
      String text = count == 1 ? "+0" : count == 2 ? "+00" : "+00:00";
      return (out, date) -> out.append(text);
    }

    private static Piece year(int count) {
      return count <= 2
          ? (out, date) -> number(out, date.getYear() % 100, count)
          : (out, date) -> number(out, date.getYear(), count);
    }

    private static Piece month(int count) {
      return count <= 2
          ? (out, date) -> number(out, date.getMonthValue(), count)
          : (out, date) -> out.append(name(date.getMonth(), count));
    }

    private static String name(Month month, int count) {
      return month.getDisplayName(count == 3 ? TextStyle.SHORT : TextStyle.FULL, Locale.ENGLISH);
    }

    private static Piece day(int count) {
      return count <= 2
          ? (out, date) -> number(out, date.getDayOfMonth(), count)
          : (out, date) -> out.append(name(date.getDayOfWeek(), count));
    }

    private static String name(DayOfWeek day, int count) {
      return day.getDisplayName(count == 3 ? TextStyle.SHORT : TextStyle.FULL, Locale.ENGLISH);
    }

    /** Small letters keep zeros at the end; of capital ones even the point before goes. */
    private static Piece fraction(int count, boolean withoutZeros) {
      if (count > MAX_FRACTION) {
        throw new IllegalArgumentException(
            "The date format has more than " + MAX_FRACTION + " digits of a second; use fewer.");
      }
      return (out, date) -> {
        var digits = new StringBuilder();
        number(digits, date.get(ChronoField.NANO_OF_SECOND) / NANOS_PER_TICK, MAX_FRACTION);
        int end = count;
        while (withoutZeros && end > 0 && digits.charAt(end - 1) == '0') {
          end--;
        }
        if (end > 0) {
          out.append(digits, 0, end);
        } else if (out.length() > 0 && out.charAt(out.length() - 1) == '.') {
          out.setLength(out.length() - 1);
        }
      };
    }

    private static void number(StringBuilder out, int number, int digits) {
      String text = Integer.toString(number);
      out.append("0".repeat(Math.max(0, digits - text.length()))).append(text);
    }
  }
}
