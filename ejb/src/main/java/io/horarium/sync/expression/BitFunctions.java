package io.horarium.sync.expression;

import java.math.BigDecimal;

/** The functions of flags in an int, as of userAccountControl (contract/jim-sync.md 5.5). */
final class BitFunctions {

  private static final int DISABLED = 2;

  private BitFunctions() {}

  static Object enableUser(Object v) {
    return number(v) & ~DISABLED;
  }

  static Object disableUser(Object v) {
    return number(v) | DISABLED;
  }

  static Object setBit(Object v, Object bits) {
    return number(v) | bits(bits);
  }

  static Object clearBit(Object v, Object bits) {
    return number(v) & ~bits(bits);
  }

  static Object hasBit(Object v, Object bits) {
    return (number(v) & bits(bits)) == bits(bits);
  }

  private static int bits(Object bits) {
    if (bits instanceof Integer number) {
      return number;
    }
    throw new EvaluationFault("The bits have no value; use ToInt, which gives 0 then.");
  }

  /** Null counts as 0. */
  private static int number(Object v) {
    if (v == null) {
      return 0;
    }
    Integer number = null;
    try {
      if (v instanceof BigDecimal decimal) {
        number = decimal.intValueExact();
      } else if (v instanceof Integer || v instanceof Long) {
        number = Numbers.asInt(v);
      } else if (v instanceof String text) {
        number = Numbers.parseInt(text);
      }
    } catch (ArithmeticException e) {
      number = null;
    }
    if (number == null) {
      throw new EvaluationFault("Flags must be a whole number of 32 bits; use ToInt.");
    }
    return number;
  }
}
