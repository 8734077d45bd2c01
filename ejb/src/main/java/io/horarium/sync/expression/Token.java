package io.horarium.sync.expression;

/**
 * A word of the text.
 *
 * @param text symbol or name as written; the content of a text literal without quotes and escapes
 * @param value of a number: {@code Integer}, {@code Long}, {@code BigDecimal}, {@code Double}, or
 *     {@link Lexer#BEYOND_INT} and {@link Lexer#BEYOND_LONG}, which are numbers after a minus only;
 *     of a fault its {@link ExpressionFault}
 * @param offset of its first character
 */
record Token(Kind kind, String text, Object value, int offset) {

  enum Kind {
    NAME,
    NUMBER,
    TEXT,
    SYMBOL,
    /** Characters that are no word; the fault is due when the parser gets here. */
    FAULT,
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }
}
