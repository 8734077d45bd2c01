package io.horarium.sync.expression;

import io.horarium.sync.expression.Token.Kind;
import io.horarium.sync.value.Letters;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts a text into words; the last one is an end or a fault. */
final class Lexer {

  /** 2147483648: an int after a minus, else a long. */
  static final BigInteger BEYOND_INT = BigInteger.ONE.shiftLeft(31);

  /** 9223372036854775808: a long after a minus, else too big. */
  static final BigInteger BEYOND_LONG = BigInteger.ONE.shiftLeft(63);

  /** Longest first. */
  private static final String[] SYMBOLS = {
    "&&", "||", "??", "==", "!=", "<=", ">=", "(", ")", "[", "]", ",", ".", "+", "-", "*", "/", "%",
    "!", "<", ">", "?", ":",
  };

  /**
   * What is not of the dialect, longest first, and what to do instead (contract/jim-sync.md 5.7).
   */
  private static final List<Map.Entry<String, String>> REFUSED =
      List.of(
          Map.entry("//", "Comments are not part of the dialect; remove it."),
          Map.entry("/*", "Comments are not part of the dialect; remove it."),
          Map.entry("=>", "Functions of your own (=>) are not part of the dialect."),
          Map.entry("<<", "Shifts are not part of the dialect; use SetBit, ClearBit or HasBit."),
          Map.entry(">>", "Shifts are not part of the dialect; use SetBit, ClearBit or HasBit."),
          Map.entry("?.", "?. is not part of the dialect; test with x == null ? null : x."),
          Map.entry("$\"", "Texts with $ are not part of the dialect; join texts with +."),
          Map.entry("$'", "Texts with $ are not part of the dialect; join texts with +."),
          Map.entry("@\"", "Texts with @ are not part of the dialect; write \\\\ for a backslash."),
          Map.entry("&", "& is not part of the dialect; use &&, or HasBit for bits."),
          Map.entry("|", "| is not part of the dialect; use ||, or SetBit for bits."),
          Map.entry("^", "^ is not part of the dialect; use SetBit or ClearBit for bits."),
          Map.entry("~", "~ is not part of the dialect; use ClearBit for bits."),
          Map.entry("=", "= is not part of the dialect; compare with ==."),
          Map.entry(";", "An expression is one value; remove the semicolon and what follows."),
          Map.entry("{", "Blocks and lists in braces are not part of the dialect; use Split."),
          Map.entry("}", "Blocks and lists in braces are not part of the dialect; use Split."));

  private final String text;
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    return new Lexer(text).read();
  }

  private List<Token> read() {
    var tokens = new ArrayList<Token>();
    try {
      while (true) {
        while (at < text.length() && Letters.isWhitespace(text.charAt(at))) {
          at++;
        }
        if (at == text.length()) {
          tokens.add(new Token(Kind.END, "", null, at));
          return tokens;
        }
        tokens.add(next());
      }
    } catch (ExpressionFault fault) {
      tokens.add(new Token(Kind.FAULT, "", fault, fault.offset()));
      return tokens;
    }
  }

  private Token next() throws ExpressionFault {
    char c = text.charAt(at);
    if (isDigit(c)) {
      return number();
    }
    if (isNameStart(c)) {
      return name();
    }
    if (c == '"') {
      return text();
    }
    if (c == '\'') {
      return character();
    }
    for (var refused : REFUSED) {
      // Of the refused ones only those that are no symbol themselves or start no longer one.
      if (text.startsWith(refused.getKey(), at) && !startsLongerSymbol(refused.getKey())) {
        throw new ExpressionFault(refused.getValue(), at);
      }
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Kind.SYMBOL, symbol, null, at - symbol.length());
      }
    }
    throw new ExpressionFault(
        "The character '"
            + Character.toString(text.codePointAt(at))
            + "' is not part of the dialect; put texts into double quotes.",
        at);
  }

  private boolean startsLongerSymbol(String refused) {
    for (String symbol : SYMBOLS) {
      if (symbol.length() > refused.length() && text.startsWith(symbol, at)) {
        return true;
      }
    }
    return false;
  }

  private Token name() {
    int start = at;
    while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    return new Token(Kind.NAME, text.substring(start, at), null, start);
  }

  private Token text() throws ExpressionFault {
    int start = at++;
    var out = new StringBuilder();
    while (true) {
      if (at == text.length()) {
        throw new ExpressionFault("The text that starts here has no end; add a \".", start);
      }
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return new Token(Kind.TEXT, out.toString(), null, start);
      }
      out.append(c == '\\' ? escaped() : c);
      at++;
    }
  }

  private Token character() throws ExpressionFault {
    int start = at++;
    boolean empty = at == text.length() || text.charAt(at) == '\'';
    if (!empty) {
      char c = text.charAt(at) == '\\' ? escaped() : text.charAt(at);
      at++;
      if (at < text.length() && text.charAt(at) == '\'') {
        at++;
        return new Token(Kind.TEXT, String.valueOf(c), null, start);
      }
    }
    throw new ExpressionFault(
        "Single quotes hold exactly one character; put texts into double quotes.", start);
  }

  /** Leaves {@link #at} on the last character of the escape. */
  private char escaped() throws ExpressionFault {
    int start = at++;
    char c = at < text.length() ? text.charAt(at) : ' ';
    return switch (c) {
      case '"', '\\', '\'' -> c;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '0' -> '\0';
      default ->
          throw new ExpressionFault(
              "The escape is unknown; the dialect has \\\" \\\\ \\' \\n \\r \\t \\0, and other"
                  + " characters as they are.",
              start);
    };
  }

  private Token number() throws ExpressionFault {
    int start = at;
    boolean hex = text.startsWith("0x", at) || text.startsWith("0X", at);
    if (hex) {
      at += 2;
      while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
        at++;
      }
    } else {
      digits();
    }
    boolean fraction = !hex && at + 1 < text.length() && text.charAt(at) == '.' && digitAt(at + 1);
    if (fraction) {
      at++;
      digits();
    }
    boolean exponent = !hex && exponent();
    String digits = text.substring(hex ? start + 2 : start, at);
    int suffixAt = at;
    String suffix = at < text.length() && isNameStart(text.charAt(at)) ? name().text() : "";
    Object value =
        switch (suffix) {
          case "" ->
              fraction || exponent
                  ? doubleNumber(digits, start)
                  : whole(digits, hex ? 16 : 10, false, start);
          case "l", "L" -> {
            if (fraction || exponent) {
              throw new ExpressionFault("A number with L must be whole; leave L out.", suffixAt);
            }
            yield whole(digits, hex ? 16 : 10, true, start);
          }
          case "m", "M" -> {
            if (hex) {
              throw new ExpressionFault("A hexadecimal number takes no m; leave it out.", suffixAt);
            }
            yield decimal(digits, start);
          }
          default ->
              throw new ExpressionFault(
                  "The number goes on as '" + suffix + "'; numbers end with L, m or nothing.",
                  suffixAt);
        };
    return new Token(Kind.NUMBER, text.substring(start, at), value, start);
  }

  private void digits() {
    while (digitAt(at)) {
      at++;
    }
  }

  private boolean exponent() {
    if (at >= text.length() || (text.charAt(at) != 'e' && text.charAt(at) != 'E')) {
      return false;
    }
    int digits = at + 1;
    if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
      digits++;
    }
    if (!digitAt(digits)) {
      return false;
    }
    at = digits;
    digits();
    return true;
  }

  private static Object whole(String digits, int radix, boolean asLong, int start)
      throws ExpressionFault {
    if (digits.isEmpty()) {
      throw new ExpressionFault("The number has no digits after 0x; add some.", start);
    }
    // Enough for every number that fits; a longer one must not cost quadratic time.
    BigInteger number =
        digits.length() > 2 * Long.SIZE
            ? BigInteger.ONE.shiftLeft(Long.SIZE)
            : new BigInteger(digits, radix);
    if (!asLong && number.equals(BEYOND_INT)) {
      return BEYOND_INT;
    }
    if (number.equals(BEYOND_LONG)) {
      return BEYOND_LONG;
    }
    if (number.bitLength() >= Long.SIZE) {
      throw new ExpressionFault("The number does not fit 64 bits; write it with m.", start);
    }
    if (asLong || number.bitLength() >= Integer.SIZE) {
      return number.longValue();
    }
    return number.intValue();
  }

  private static Object decimal(String digits, int start) throws ExpressionFault {
    BigDecimal value = Numbers.parseDecimal(digits);
    if (value == null) {
      throw new ExpressionFault("The number does not fit a decimal (28 digits).", start);
    }
    return value;
  }

  private static Object doubleNumber(String digits, int start) throws ExpressionFault {
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw new ExpressionFault("The number is too big for a double; use a smaller one.", start);
    }
    return value;
  }

  private boolean digitAt(int index) {
    return index < text.length() && isDigit(text.charAt(index));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return c == '_' || Character.isLetter(c);
  }
}
