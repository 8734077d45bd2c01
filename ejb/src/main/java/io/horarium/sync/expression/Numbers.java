package io.horarium.sync.expression;

import io.horarium.connector.DataType;
import io.horarium.connector.ValueForm;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers of 32 and 64 bits, doubles, and decimals with the limits of .NET: 96 bits and at most 28
 * digits after the point. What does not fit is an {@link ArithmeticException} and never wraps.
 */
final class Numbers {

  private static final int DECIMAL_BITS = 96;
  private static final int DECIMAL_DIGITS = 29;
  private static final int DECIMAL_SCALE = 28;

  private static final MathContext DOUBLE_DIGITS = new MathContext(15);

  /** Digits beyond it cannot matter, and reading more of them would take long. */
  private static final int MAX_DECIMAL_TEXT = 400;

  private Numbers() {}

  /** The int that a text is, blanks around it ignored; null for anything else. */
  static Integer parseInt(String text) {
    String canonical = ValueForm.INVARIANT.canonical(DataType.Number, text);
    return canonical == null ? null : Integer.valueOf(canonical);
  }

  /** As above, with 64 bits. */
  static Long parseLong(String text) {
    String canonical = ValueForm.INVARIANT.canonical(DataType.LongNumber, text);
    return canonical == null ? null : Long.valueOf(canonical);
  }

  /** The decimal that a text is, also with an exponent; null for anything else. Scale is kept. */
  static BigDecimal parseDecimal(String text) {
    String digits = text.strip();
    if (digits.length() > MAX_DECIMAL_TEXT) {
      return null;
    }
    try {
      return fit(new BigDecimal(digits));
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  /**
   * The number within the limits of a decimal, rounded half to even where it has too many digits.
   *
   * @throws ArithmeticException too big
   */
  static BigDecimal fit(BigDecimal number) {
    long whole = (long) number.precision() - number.scale();
    if (number.signum() != 0 && whole > DECIMAL_DIGITS) {
      throw new ArithmeticException("too big for a decimal");
    }
    if (number.signum() == 0 || whole < -DECIMAL_SCALE) {
      // Not by rounding: a scale of a billion would take that many digits.
      return BigDecimal.valueOf(0, Math.max(0, Math.min(number.scale(), DECIMAL_SCALE)));
    }
    // Always from the number itself: rounding twice may end elsewhere.
    int scale =
        Math.max(
            0, (int) Math.min(number.scale(), Math.min(DECIMAL_SCALE, DECIMAL_DIGITS - whole)));
    BigDecimal result = number.setScale(scale, RoundingMode.HALF_EVEN);
    while (result.unscaledValue().bitLength() > DECIMAL_BITS) {
      if (scale == 0) {
        throw new ArithmeticException("too big for a decimal");
      }
      scale--;
      result = number.setScale(scale, RoundingMode.HALF_EVEN);
    }
    return result;
  }

  /** Any number as a decimal, exactly where it can be. */
  static BigDecimal decimal(Object number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof Double value) {
      // As .NET converts: 0.1 is 0.1, not what its bits say exactly.
      return fit(new BigDecimal(finite(value), DOUBLE_DIGITS).stripTrailingZeros());
    }
    return BigDecimal.valueOf(((Number) number).longValue());
  }

  static int asInt(Object number) {
    return number instanceof Integer value ? value : Math.toIntExact(asLong(number));
  }

  /** A whole number; fractions are cut off, as casts do. */
  static long asLong(Object number) {
    if (number instanceof BigDecimal decimal) {
      return decimal.setScale(0, RoundingMode.DOWN).longValueExact();
    }
    if (number instanceof Double value) {
      return new BigDecimal(finite(value)).setScale(0, RoundingMode.DOWN).longValueExact();
    }
    return ((Number) number).longValue();
  }

  static double asDouble(Object number) {
    return ((Number) number).doubleValue();
  }

  static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException("too big for a double");
    }
    return value;
  }

  /** As .NET divides: the scale of an exact result is not shorter than need be. */
  static BigDecimal divide(BigDecimal a, BigDecimal b) {
    BigDecimal quotient = a.divide(b, 2 * DECIMAL_SCALE, RoundingMode.HALF_EVEN);
    int scale = Math.max(0, a.scale() - b.scale());
    if (quotient.signum() == 0) {
      return BigDecimal.valueOf(0, Math.min(scale, DECIMAL_SCALE));
    }
    BigDecimal shortest = fit(quotient).stripTrailingZeros();
    return shortest.scale() < scale ? shortest.setScale(Math.min(scale, DECIMAL_SCALE)) : shortest;
  }

  /** Compares by value; either may be of any kind of number. */
  static int compare(Object a, Object b) {
    if (a instanceof BigDecimal || b instanceof BigDecimal) {
      return exact(a).compareTo(exact(b));
    }
    if (a instanceof Double || b instanceof Double) {
      return exact(a).compareTo(exact(b));
    }
    return Long.compare(((Number) a).longValue(), ((Number) b).longValue());
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Double value ? new BigDecimal(value) : decimal(number);
  }
}
