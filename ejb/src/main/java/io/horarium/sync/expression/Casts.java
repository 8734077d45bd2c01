package io.horarium.sync.expression;

import io.horarium.connector.DataType;
import io.horarium.connector.ValueForm;
import io.horarium.sync.expression.Node.Function1;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Casts (contract/jim-sync.md 5.6): the value is of that type, or it is an error. Only these things
 * change: numbers of one kind to another, and texts of dates and guids, since sample values of a
 * trial have no other form (12.23).
 */
final class Casts {

  private static final Map<String, ValueType> TYPES =
      Map.of(
          "string", ValueType.TEXT,
          "bool", ValueType.BOOLEAN,
          "int", ValueType.INT,
          "long", ValueType.LONG,
          "decimal", ValueType.DECIMAL,
          "DateTime", ValueType.DATE,
          "Guid", ValueType.GUID);

  private Casts() {}

  /** The type of this name in a cast, or null. */
  static ValueType type(String name) {
    return TYPES.get(name);
  }

  /**
   * {@code (type)a} or {@code (type?)a}.
   *
   * @param offset of the parenthesis
   */
  static Operand cast(ValueType type, boolean orNull, Operand a, int offset)
      throws ExpressionFault {
    boolean nullable = orNull || type == ValueType.TEXT;
    boolean fits =
        a.type() == type
            || a.is(ValueType.UNTYPED)
            || (a.is(ValueType.NULL) && nullable)
            || (a.type().isNumber() && type.isNumber())
            || (a.is(ValueType.TEXT) && (type == ValueType.DATE || type == ValueType.GUID));
    if (!fits) {
      String remedy =
          type == ValueType.TEXT
              ? "use ToString."
              : a.is(ValueType.NULL)
                  ? "write (" + type.label() + "?)."
                  : "use ToInt or ToDecimal for texts, or compare.";
      throw new ExpressionFault(
          a.type().label() + " cannot be cast to " + type.label() + "; " + remedy, offset);
    }
    boolean typedNumber = a.type().isNumber();
    Function1 function =
        value -> {
          if (value == null && !nullable) {
            throw new EvaluationFault(
                "There is no value to cast to "
                    + type.label()
                    + "; write ("
                    + type.label()
                    + "?), or test it before.");
          }
          if (value == null) {
            return null;
          }
          return typedNumber ? number(type, value) : checked(type, value);
        };
    return new Operand(new Node.Call1(function, a.node()), type, offset, a.depth() + 1);
  }

  /** As the common type of two branches; a no-op where nothing must change. */
  static Node widened(Operand a, ValueType type) {
    if (a.type() == type || !a.type().isNumber() || !type.isNumber()) {
      return a.node();
    }
    return new Node.Call1(value -> value == null ? null : number(type, value), a.node());
  }

  /** Untyped numbers widen without loss only: a long is no int, whatever its size. */
  private static Object checked(ValueType type, Object value) {
    Object result =
        switch (type) {
          case TEXT -> value instanceof String ? value : null;
          case BOOLEAN -> value instanceof Boolean ? value : null;
          case INT -> value instanceof Integer ? value : null;
          case LONG ->
              value instanceof Integer || value instanceof Long ? number(type, value) : null;
          case DECIMAL ->
              value instanceof Number && !(value instanceof Double) ? number(type, value) : null;
          case DATE -> value instanceof String text ? DateFunctions.parse(text) : date(value);
          case GUID -> value instanceof String text ? guid(text) : guid(value);
          default -> null;
        };
    if (result == null) {
      throw new EvaluationFault(
          "A value is no "
              + type.label()
              + "; "
              + (type == ValueType.TEXT ? "use ToString." : "use the type of the attribute."));
    }
    return result;
  }

  private static Object date(Object value) {
    return value instanceof Instant ? value : null;
  }

  private static Object guid(Object value) {
    return value instanceof UUID ? value : null;
  }

  private static Object guid(String text) {
    String canonical = ValueForm.INVARIANT.canonical(DataType.Guid, text);
    return canonical == null ? null : UUID.fromString(canonical);
  }

  private static Object number(ValueType type, Object value) {
    try {
      return switch (type) {
        case INT -> Numbers.asInt(value);
        case LONG -> Numbers.asLong(value);
        case DECIMAL -> value instanceof BigDecimal ? value : Numbers.decimal(value);
        default -> Numbers.asDouble(value);
      };
    } catch (ArithmeticException e) {
      throw new EvaluationFault(
          "A number does not fit " + type.label() + "; use a larger type, or ToInt.");
    }
  }
}
