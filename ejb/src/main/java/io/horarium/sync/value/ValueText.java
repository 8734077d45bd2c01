package io.horarium.sync.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;

/**
 * The text of a value, called {@code t} in contract/jim-sync.md 5.5: null stays null, Booleans are
 * {@code True} and {@code False}, dates {@code MM/dd/yyyy HH:mm:ss} in UTC, decimals keep their
 * scale, doubles are as short as can be told apart, guids lower case, bytes base64.
 */
public final class ValueText {

  /** Digits after which .NET writes a double with an exponent. */
  private static final int PLAIN_DIGITS = 15;

  private static final int PLAIN_ZEROS = -3;

  private ValueText() {}

  /**
   * The text of one value.
   *
   * @param value null, a {@code Double} or a kind of {@link Attributes}; not a list
   */
  public static String of(Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Boolean bool) {
      return bool ? "True" : "False";
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Instant instant) {
      return date(instant);
    }
    if (value instanceof Double number) {
      return of(number.doubleValue());
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    return value.toString();
  }

  private static String date(Instant instant) {
    LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    var out = new StringBuilder(19);
    two(out, utc.getMonthValue()).append('/');
    two(out, utc.getDayOfMonth()).append('/');
    two(out, utc.getYear() / 100);
    two(out, utc.getYear() % 100).append(' ');
    two(out, utc.getHour()).append(':');
    two(out, utc.getMinute()).append(':');
    return two(out, utc.getSecond()).toString();
  }

  private static StringBuilder two(StringBuilder out, int number) {
    if (number < 10) {
      out.append('0');
    }
    return out.append(number);
  }

  /** As .NET writes it in no culture: {@code 2.5}, {@code 1000}, {@code 1E+20}, {@code 1E-05}. */
  private static String of(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal shortest = shortest(value);
    int pointAfter = shortest.precision() - shortest.scale();
    if (pointAfter <= Math.max(shortest.precision(), PLAIN_DIGITS) && pointAfter >= PLAIN_ZEROS) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = pointAfter - 1;
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + String.format(Locale.ROOT, "E%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** The decimal with the fewest digits that is this double. Java 17's own text may have more. */
  static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    // Near zero a double has fewer digits than 15 that mean something.
    int fewest = Math.abs(value) < Double.MIN_NORMAL ? 1 : PLAIN_DIGITS;
    for (int digits = fewest; digits < 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(17)).stripTrailingZeros();
  }
}
