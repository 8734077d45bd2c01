package io.horarium.sync.expression;

import io.horarium.sync.expression.Node.Function2;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the operators take and do (contract/jim-sync.md 5.6). Arithmetic with null is null, an order
 * with null is false, as in C#; but nothing overflows silently.
 */
final class Operators {

  private static final String CAST = "; cast it, as in (int)x, or use ToInt, ToDecimal or ToString";

  private Operators() {}

  /** {@code a symbol b}, for every symbol but {@code ??}. */
  static Operand binary(Token symbol, Operand a, Operand b) throws ExpressionFault {
    return switch (symbol.text()) {
      case "+" -> a.is(ValueType.TEXT) || b.is(ValueType.TEXT) ? join(a, b) : number(symbol, a, b);
      case "-", "*", "/", "%" -> number(symbol, a, b);
      case "<", "<=", ">", ">=" -> order(symbol, a, b);
      case "==", "!=" -> equality(symbol, a, b);
      case "&&", "||" -> logical(symbol, a, b);
      default -> throw new IllegalStateException(symbol.text());
    };
  }

  private static Operand join(Operand a, Operand b) throws ExpressionFault {
    for (Operand part : List.of(a, b)) {
      if (part.is(ValueType.LIST)) {
        throw new ExpressionFault(
            "A list cannot be joined to a text by +; use Join.", part.offset());
      }
    }
    if (a.node() instanceof Node.Joined joined) {
      var parts = new ArrayList<>(joined.parts());
      parts.add(b.node());
      return result(new Node.Joined(parts), ValueType.TEXT, a, Math.max(a.depth(), b.depth() + 1));
    }
    return result(new Node.Joined(List.of(a.node(), b.node())), ValueType.TEXT, a, deeper(a, b));
  }

  private static Operand number(Token symbol, Operand a, Operand b) throws ExpressionFault {
    ValueType type = ValueType.ofBothNumbers(a.type(), b.type());
    if (type == null) {
      throw unfit(symbol, a, b);
    }
    Function2 function = arithmetic(symbol.text().charAt(0), type);
    Function2 lifted =
        (x, y) -> {
          if (x == null || y == null) {
            return null;
          }
          try {
            return function.apply(x, y);
          } catch (ArithmeticException e) {
            throw new EvaluationFault(
                "The result does not fit " + type.label() + "; cast to a larger type before.");
          }
        };
    return result(new Node.Call2(lifted, a.node(), b.node()), type, a, deeper(a, b));
  }

  private static Function2 arithmetic(char symbol, ValueType type) {
    return switch (type) {
      case INT ->
          switch (symbol) {
            case '+' -> (x, y) -> Math.addExact(Numbers.asInt(x), Numbers.asInt(y));
            case '-' -> (x, y) -> Math.subtractExact(Numbers.asInt(x), Numbers.asInt(y));
            case '*' -> (x, y) -> Math.multiplyExact(Numbers.asInt(x), Numbers.asInt(y));
            case '/' -> (x, y) -> Math.toIntExact(Numbers.asLong(x) / divisor(Numbers.asLong(y)));
            default -> (x, y) -> (int) (Numbers.asLong(x) % divisor(Numbers.asLong(y)));
          };
      case LONG ->
          switch (symbol) {
            case '+' -> (x, y) -> Math.addExact(Numbers.asLong(x), Numbers.asLong(y));
            case '-' -> (x, y) -> Math.subtractExact(Numbers.asLong(x), Numbers.asLong(y));
            case '*' -> (x, y) -> Math.multiplyExact(Numbers.asLong(x), Numbers.asLong(y));
            case '/' -> (x, y) -> quotient(Numbers.asLong(x), divisor(Numbers.asLong(y)));
            default -> (x, y) -> Numbers.asLong(x) % divisor(Numbers.asLong(y));
          };
      case DECIMAL ->
          switch (symbol) {
            case '+' -> (x, y) -> Numbers.fit(Numbers.decimal(x).add(Numbers.decimal(y)));
            case '-' -> (x, y) -> Numbers.fit(Numbers.decimal(x).subtract(Numbers.decimal(y)));
            case '*' -> (x, y) -> Numbers.fit(Numbers.decimal(x).multiply(Numbers.decimal(y)));
            case '/' ->
                (x, y) ->
                    Numbers.divide(
                        Numbers.fit(Numbers.decimal(x)), divisor(Numbers.fit(Numbers.decimal(y))));
            default ->
                (x, y) ->
                    Numbers.fit(
                        Numbers.fit(Numbers.decimal(x))
                            .remainder(divisor(Numbers.fit(Numbers.decimal(y)))));
          };
      case DOUBLE ->
          switch (symbol) {
            case '+' -> (x, y) -> Numbers.finite(Numbers.asDouble(x) + Numbers.asDouble(y));
            case '-' -> (x, y) -> Numbers.finite(Numbers.asDouble(x) - Numbers.asDouble(y));
            case '*' -> (x, y) -> Numbers.finite(Numbers.asDouble(x) * Numbers.asDouble(y));
            case '/' ->
                (x, y) -> Numbers.finite(Numbers.asDouble(x) / divisor(Numbers.asDouble(y)));
            default -> (x, y) -> Numbers.asDouble(x) % divisor(Numbers.asDouble(y));
          };
      default -> throw new IllegalStateException(type.name());
    };
  }

  /** The one division that overflows. */
  private static long quotient(long a, long b) {
    return b == -1 ? Math.negateExact(a) : a / b;
  }

  private static long divisor(long number) {
    if (number == 0) {
      throw byZero();
    }
    return number;
  }

  private static double divisor(double number) {
    if (number == 0) {
      throw byZero();
    }
    return number;
  }

  private static BigDecimal divisor(BigDecimal number) {
    if (number.signum() == 0) {
      throw byZero();
    }
    return number;
  }

  private static EvaluationFault byZero() {
    return new EvaluationFault("A number was divided by zero; test the divisor before.");
  }

  private static Operand order(Token symbol, Operand a, Operand b) throws ExpressionFault {
    boolean dates = a.is(ValueType.DATE) && b.is(ValueType.DATE);
    if (!dates && ValueType.ofBothNumbers(a.type(), b.type()) == null) {
      throw unfit(symbol, a, b);
    }
    Function2 function =
        switch (symbol.text()) {
          case "<" -> (x, y) -> x != null && y != null && compare(x, y) < 0;
          case "<=" -> (x, y) -> x != null && y != null && compare(x, y) <= 0;
          case ">" -> (x, y) -> x != null && y != null && compare(x, y) > 0;
          default -> (x, y) -> x != null && y != null && compare(x, y) >= 0;
        };
    return result(new Node.Call2(function, a.node(), b.node()), ValueType.BOOLEAN, a, deeper(a, b));
  }

  private static int compare(Object x, Object y) {
    return x instanceof Instant first && y instanceof Instant second
        ? first.compareTo(second)
        : Numbers.compare(x, y);
  }

  private static Operand equality(Token symbol, Operand a, Operand b) throws ExpressionFault {
    boolean nullTest = a.is(ValueType.NULL) || b.is(ValueType.NULL);
    boolean loose = a.is(ValueType.UNTYPED) || b.is(ValueType.UNTYPED);
    boolean list = a.is(ValueType.LIST) || b.is(ValueType.LIST);
    boolean same = a.type() == b.type() || ValueType.ofBothNumbers(a.type(), b.type()) != null;
    if (!nullTest && (list || !(loose || same))) {
      throw unfit(symbol, a, b);
    }
    boolean equal = symbol.text().equals("==");
    Function2 function = nullTest ? (x, y) -> (x == y) == equal : (x, y) -> equal(x, y) == equal;
    return result(new Node.Call2(function, a.node(), b.node()), ValueType.BOOLEAN, a, deeper(a, b));
  }

  /** Whether {@code ==} compares by value where JIM compares references (12.22). */
  static boolean differsFromJim(Operand a, Operand b) {
    return !a.is(ValueType.NULL)
        && !b.is(ValueType.NULL)
        && (a.is(ValueType.UNTYPED) || b.is(ValueType.UNTYPED));
  }

  /**
   * {@code Eq}: two nulls are equal; if one is a text, texts are compared; numbers by value (5.5).
   */
  static boolean equal(Object x, Object y) {
    if (x == null || y == null) {
      return x == y;
    }
    if (x instanceof String || y instanceof String) {
      return TextFunctions.text(x).equals(TextFunctions.text(y));
    }
    if (x instanceof Number && y instanceof Number) {
      return Numbers.compare(x, y) == 0;
    }
    if (x instanceof byte[] first && y instanceof byte[] second) {
      return Arrays.equals(first, second);
    }
    return x.equals(y);
  }

  private static Operand logical(Token symbol, Operand a, Operand b) throws ExpressionFault {
    for (Operand part : List.of(a, b)) {
      if (!part.is(ValueType.BOOLEAN)) {
        throw new ExpressionFault(
            symbol.text()
                + " takes conditions, but there is "
                + part.type().label()
                + "; compare it, or cast it by (bool).",
            part.offset());
      }
    }
    boolean decisive = symbol.text().equals("||");
    if (a.node() instanceof Node.Logical chain && chain.decisive() == decisive) {
      var parts = new ArrayList<>(chain.parts());
      parts.add(b.node());
      return result(
          new Node.Logical(decisive, parts),
          ValueType.BOOLEAN,
          a,
          Math.max(a.depth(), b.depth() + 1));
    }
    return result(
        new Node.Logical(decisive, List.of(a.node(), b.node())),
        ValueType.BOOLEAN,
        a,
        deeper(a, b));
  }

  /** {@code a ?? b}. */
  static Operand ifNull(Token symbol, Operand a, Operand b) throws ExpressionFault {
    ValueType type = common(symbol.offset(), a, b);
    Node node = new Node.IfNull(Casts.widened(a, type), Casts.widened(b, type));
    return result(node, type, a, deeper(a, b));
  }

  /** {@code condition ? a : b}. */
  static Operand conditional(Token symbol, Operand condition, Operand a, Operand b)
      throws ExpressionFault {
    if (!condition.is(ValueType.BOOLEAN)) {
      throw new ExpressionFault(
          "? takes a condition, but there is "
              + condition.type().label()
              + "; compare it, or cast it by (bool).",
          condition.offset());
    }
    ValueType type = common(symbol.offset(), a, b);
    Node node =
        new Node.Conditional(condition.node(), Casts.widened(a, type), Casts.widened(b, type));
    int depth = Math.max(condition.depth() + 1, deeper(a, b));
    return result(node, type, condition, depth);
  }

  private static ValueType common(int offset, Operand a, Operand b) throws ExpressionFault {
    ValueType type = ValueType.ofEither(a.type(), b.type());
    if (type == null) {
      throw new ExpressionFault(
          "Both values must be of one type, but they are "
              + a.type().label()
              + " and "
              + b.type().label()
              + "; use ToString or a cast.",
          offset);
    }
    return type;
  }

  /** {@code !a}. */
  static Operand not(Token symbol, Operand a) throws ExpressionFault {
    if (!a.is(ValueType.BOOLEAN)) {
      throw new ExpressionFault(
          "! takes a condition, but there is "
              + a.type().label()
              + "; compare it, or cast it by (bool).",
          symbol.offset());
    }
    Node condition = a.node();
    Node node = new Node.Call0(in -> !Node.isTrue(condition, in));
    return new Operand(node, ValueType.BOOLEAN, symbol.offset(), a.depth() + 1);
  }

  /** {@code -a}. */
  static Operand minus(Token symbol, Operand a) throws ExpressionFault {
    if (!a.type().isNumber()) {
      throw new ExpressionFault(
          "- takes a number, but there is " + a.type().label() + CAST + ".", symbol.offset());
    }
    Operand zero = Operand.leaf(new Node.Constant(0), ValueType.INT, symbol.offset());
    return number(symbol, zero, a);
  }

  private static ExpressionFault unfit(Token symbol, Operand a, Operand b) {
    String between = a.type().label() + " and " + b.type().label();
    String start = symbol.text() + " does not work between " + between;
    if (a.is(ValueType.UNTYPED) || b.is(ValueType.UNTYPED)) {
      return new ExpressionFault(start + CAST + ".", symbol.offset());
    }
    if (a.type().isNumber() && b.type().isNumber()) {
      return new ExpressionFault(
          start + "; write the number with m, or cast by (decimal).", symbol.offset());
    }
    String remedy =
        symbol.text().contains("=") && (symbol.text().length() == 2 && !isOrder(symbol))
            ? "; use Eq, or ToString on both."
            : CAST + ".";
    return new ExpressionFault(start + remedy, symbol.offset());
  }

  private static boolean isOrder(Token symbol) {
    return symbol.text().startsWith("<") || symbol.text().startsWith(">");
  }

  private static int deeper(Operand a, Operand b) {
    return Math.max(a.depth(), b.depth()) + 1;
  }

  private static Operand result(Node node, ValueType type, Operand first, int depth) {
    return new Operand(node, type, first.offset(), depth);
  }
}
