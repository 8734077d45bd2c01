package io.horarium.sync.expression;

import io.horarium.problem.InvalidInput;

/**
 * A text is not an expression of the dialect. Found when it is parsed, so at save; the message is a
 * sentence with what is wrong and what to write instead.
 */
public final class ExpressionFault extends Exception {

  private static final long serialVersionUID = 1L;

  private final int offset;

  ExpressionFault(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** Where in the text, counted in characters from 0; at most the length of the text. */
  public int offset() {
    return offset;
  }

  /**
   * The refusal of a request that brought this text.
   *
   * @param field name of the field, such as {@code sources[0].expression}
   */
  public InvalidInput refusal(String field) {
    return InvalidInput.field(
        field, field + " cannot be used at position " + offset + ": " + getMessage());
  }
}
