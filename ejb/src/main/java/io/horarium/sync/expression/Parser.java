package io.horarium.sync.expression;

import io.horarium.sync.expression.AttributeReference.Source;
import io.horarium.sync.expression.Token.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads an expression by recursive descent (ADR 0010) and types it on the way. The grammar, loose
 * to tight (contract/jim-sync.md 5.6):
 *
 * <pre>
 * conditional = binary [ "?" conditional ":" conditional ]
 * binary      = unary { ("??" | "||" | "&amp;&amp;" | "==" | "!=" | "&lt;" … | "+" | "-" | "*" | "/" | "%") unary }
 * unary       = ("!" | "-" | "(" type ["?"] ")") unary | postfix
 * postfix     = primary { "[" conditional "]" | "." name [ arguments ] }
 * primary     = number | text | "true" | "false" | "null" | "(" conditional ")" | name arguments
 *             | ("mv" | "cs") ( "[" text "]" | "." "HasAttribute" "(" text ")" )
 * arguments   = "(" [ conditional { "," conditional } ] ")"
 * </pre>
 *
 * <p>Binary operators are of the left, {@code ??} is of the right. Depth is limited, so that
 * neither parsing nor evaluating can exhaust the stack.
 */
final class Parser {

  /** Levels of parentheses, arguments, branches and operators. */
  static final int MAX_DEPTH = 200;

  private static final int IF_NULL = 1;
  private static final String VALUE = "a value";

  private final String text;
  private final Side side;
  private final List<Token> tokens;
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Set<AttributeReference> references = new LinkedHashSet<>();
  private int at;
  private int nesting;

  Parser(String text, Side side) {
    this.text = text;
    this.side = side;
    this.tokens = Lexer.tokens(text);
  }

  Expression parse() throws ExpressionFault {
    if (peek().kind() == Kind.END) {
      throw new ExpressionFault("The text is empty; write an expression such as \"x\".", 0);
    }
    Operand root = conditional();
    if (peek().kind() != Kind.END) {
      throw Hints.unexpected(peek(), "an operator or the end");
    }
    return new Expression(
        text, side, root.node(), new ArrayList<>(warnings), new ArrayList<>(references));
  }

  private Operand conditional() throws ExpressionFault {
    enter();
    Operand condition = binary(IF_NULL);
    if (!peek().is("?")) {
      leave();
      return condition;
    }
    Token symbol = next();
    Operand a = conditional();
    expect(":", "a : and the value for the other case");
    Operand b = conditional();
    leave();
    return limited(Operators.conditional(symbol, condition, a, b));
  }

  private Operand binary(int loosest) throws ExpressionFault {
    Operand left = unary();
    while (true) {
      Token symbol = peek();
      int precedence = precedence(symbol);
      if (precedence < loosest) {
        return left;
      }
      next();
      if (precedence == IF_NULL) {
        enter();
        left = Operators.ifNull(symbol, left, binary(IF_NULL));
        leave();
      } else {
        Operand right = binary(precedence + 1);
        boolean equality = symbol.is("==") || symbol.is("!=");
        if (equality && Operators.differsFromJim(left, right)) {
          warnings.add(
              symbol.text()
                  + " at position "
                  + symbol.offset()
                  + " compares an untyped value by value, as Eq does; JIM compares references,"
                  + " which are never equal in a run.");
        }
        left = Operators.binary(symbol, left, right);
      }
      limited(left);
    }
  }

  /** 0 for what is no binary operator. */
  private static int precedence(Token token) {
    if (token.kind() != Kind.SYMBOL) {
      return 0;
    }
    return switch (token.text()) {
      case "??" -> IF_NULL;
      case "||" -> 2;
      case "&&" -> 3;
      case "==", "!=" -> 4;
      case "<", "<=", ">", ">=" -> 5;
      case "+", "-" -> 6;
      case "*", "/", "%" -> 7;
      default -> 0;
    };
  }

  private Operand unary() throws ExpressionFault {
    Token token = peek();
    if (token.is("!") || token.is("-")) {
      next();
      if (token.is("-") && peek().kind() == Kind.NUMBER) {
        return postfix(number(next(), token.offset(), true));
      }
      enter();
      Operand operand = unary();
      leave();
      return limited(
          token.is("!") ? Operators.not(token, operand) : Operators.minus(token, operand));
    }
    if (token.is("+")) {
      throw new ExpressionFault("A sign + is not part of the dialect; remove it.", token.offset());
    }
    if (token.is("(") && isCast()) {
      return cast();
    }
    return postfix(primary());
  }

  /** {@code (name)} or {@code (name?)}, but only of a type: {@code (x)} is a value. */
  private boolean isCast() {
    if (peek(1).kind() != Kind.NAME || Casts.type(peek(1).text()) == null) {
      return false;
    }
    return peek(2).is(")") || (peek(2).is("?") && peek(3).is(")"));
  }

  private Operand cast() throws ExpressionFault {
    Token start = next();
    ValueType type = Casts.type(next().text());
    boolean orNull = peek().is("?");
    if (orNull) {
      next();
    }
    next();
    enter();
    Operand operand = unary();
    leave();
    return limited(Casts.cast(type, orNull, operand, start.offset()));
  }

  private Operand postfix(Operand primary) throws ExpressionFault {
    Operand value = primary;
    while (true) {
      if (peek().is("[")) {
        Token start = next();
        Operand index = conditional();
        expect("]", "a ]");
        value = Members.element(value, index, start.offset());
      } else if (peek().is(".")) {
        next();
        Token name = next();
        if (name.kind() != Kind.NAME) {
          throw Hints.unexpected(name, "the name of a member");
        }
        value =
            peek().is("(")
                ? Members.method(value, name, arguments())
                : Members.property(value, name);
      } else {
        return value;
      }
      limited(value);
    }
  }

  private Operand primary() throws ExpressionFault {
    Token token = next();
    int offset = token.offset();
    return switch (token.kind()) {
      case NUMBER -> number(token, offset, false);
      case TEXT -> Operand.leaf(new Node.Constant(token.text()), ValueType.TEXT, offset);
      case NAME -> named(token);
      case SYMBOL -> {
        if (!token.is("(")) {
          throw Hints.unexpected(token, VALUE);
        }
        refuseOtherCasts(token);
        Operand inner = conditional();
        expect(")", "a )");
        yield new Operand(inner.node(), inner.type(), offset, inner.depth());
      }
      case FAULT, END -> throw Hints.unexpected(token, VALUE);
    };
  }

  /** {@code (double)x} must not end as "unknown name". */
  private void refuseOtherCasts(Token start) throws ExpressionFault {
    boolean cast =
        peek().kind() == Kind.NAME
            && (peek(1).is(")") || (peek(1).is("?") && peek(2).is(")")))
            && Set.of("double", "float", "object", "char", "short", "byte", "uint", "ulong")
                .contains(peek().text());
    if (cast) {
      throw new ExpressionFault(
          "There is no cast to "
              + peek().text()
              + "; use string, bool, int, long, decimal, DateTime or Guid.",
          start.offset());
    }
  }

  private static Operand number(Token token, int offset, boolean negative) throws ExpressionFault {
    Object value = token.value();
    if (negative) {
      value = negated(value);
    } else if (value.equals(Lexer.BEYOND_INT)) {
      value = Lexer.BEYOND_INT.longValue();
    } else if (value.equals(Lexer.BEYOND_LONG)) {
      throw new ExpressionFault("The number does not fit 64 bits; write it with m.", offset);
    }
    ValueType type = ValueType.DOUBLE;
    if (value instanceof Integer) {
      type = ValueType.INT;
    } else if (value instanceof Long) {
      type = ValueType.LONG;
    } else if (value instanceof BigDecimal) {
      type = ValueType.DECIMAL;
    }
    return Operand.leaf(new Node.Constant(value), type, offset);
  }

  private static Object negated(Object value) {
    if (value instanceof BigInteger) {
      // No conditional expression: it would make both a long.
      if (value.equals(Lexer.BEYOND_INT)) {
        return Integer.MIN_VALUE;
      }
      return Long.MIN_VALUE;
    }
    if (value instanceof Integer number) {
      return -number;
    }
    if (value instanceof Long number) {
      return -number;
    }
    return value instanceof BigDecimal number ? number.negate() : -(Double) value;
  }

  private Operand named(Token name) throws ExpressionFault {
    int offset = name.offset();
    return switch (name.text()) {
      case "true" -> Operand.leaf(new Node.Constant(true), ValueType.BOOLEAN, offset);
      case "false" -> Operand.leaf(new Node.Constant(false), ValueType.BOOLEAN, offset);
      case "null" -> Operand.leaf(new Node.Constant(null), ValueType.NULL, offset);
      case "mv", "cs" -> attribute(name);
      default -> {
        if (!peek().is("(")) {
          throw Hints.unknownName(name);
        }
        // Before its arguments, which may be no expressions either: typeof(string).
        FunctionSpec function = Functions.find(name);
        yield limited(Functions.call(function, name, arguments()));
      }
    };
  }

  private Operand attribute(Token object) throws ExpressionFault {
    boolean metaverse = object.text().equals("mv");
    boolean test = peek().is(".");
    if (test) {
      next();
      Token member = next();
      if (member.kind() != Kind.NAME || !member.text().equals("HasAttribute")) {
        throw new ExpressionFault(
            object.text() + " has no such member; there is HasAttribute(\"name\").",
            member.offset());
      }
    }
    expect(test ? "(" : "[", object.text() + "[\"name\"]");
    Token name = next();
    if (name.kind() != Kind.TEXT) {
      if (name.kind() == Kind.FAULT) {
        throw Hints.unexpected(name, VALUE);
      }
      throw new ExpressionFault(
          "The name of an attribute must be a text in double quotes, as in "
              + object.text()
              + "[\"name\"].",
          name.offset());
    }
    expect(test ? ")" : "]", test ? "a )" : "a ]");
    warnOfOtherSide(object, name, metaverse);
    var attribute = new Node.Attribute(metaverse, name.text());
    if (test) {
      return Operand.leaf(new Node.HasAttribute(attribute), ValueType.BOOLEAN, object.offset());
    }
    references.add(
        new AttributeReference(metaverse ? Source.METAVERSE : Source.CONNECTOR_SPACE, name.text()));
    return Operand.leaf(attribute, ValueType.UNTYPED, object.offset());
  }

  private void warnOfOtherSide(Token object, Token name, boolean metaverse) {
    if (side == Side.TRIAL || metaverse == (side == Side.EXPORT)) {
      return;
    }
    warnings.add(
        object.text()
            + "[\""
            + name.text()
            + "\"] never has a value in an "
            + (side == Side.IMPORT ? "import rule; use cs." : "export rule; use mv."));
  }

  private List<Operand> arguments() throws ExpressionFault {
    expect("(", "a (");
    var found = new ArrayList<Operand>();
    if (peek().is(")")) {
      next();
      return found;
    }
    while (true) {
      found.add(conditional());
      if (peek().is(")")) {
        next();
        return found;
      }
      expect(",", "a , or a )");
    }
  }

  private void expect(String symbol, String wanted) throws ExpressionFault {
    Token token = next();
    if (!token.is(symbol)) {
      throw Hints.unexpected(token, wanted);
    }
  }

  private Token peek() {
    return peek(0);
  }

  /** The end stays the end, however far ahead. */
  private Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  private Token next() {
    Token token = peek();
    at++;
    return token;
  }

  private void enter() throws ExpressionFault {
    nesting++;
    if (nesting > MAX_DEPTH) {
      throw tooDeep(peek().offset());
    }
  }

  private void leave() {
    nesting--;
  }

  private static Operand limited(Operand operand) throws ExpressionFault {
    if (operand.depth() > MAX_DEPTH) {
      throw tooDeep(operand.offset());
    }
    return operand;
  }

  private static ExpressionFault tooDeep(int offset) {
    return new ExpressionFault(
        "The expression is nested deeper than "
            + MAX_DEPTH
            + " levels; divide it into several mappings.",
        offset);
  }
}
