package io.horarium.sync.expression;

import java.util.List;

/**
 * One expression of a mapping, parsed and typed (contract/jim-sync.md 5.4 to 5.7). Immutable, and
 * the same one may be evaluated by many threads at once.
 */
public final class Expression {

  /** Longest text in characters (contract/jim-sync.md 5.2). */
  public static final int MAX_LENGTH = 10_000;

  private final String text;
  private final Side side;
  private final Node root;
  private final List<String> warnings;
  private final List<AttributeReference> references;

  Expression(
      String text,
      Side side,
      Node root,
      List<String> warnings,
      List<AttributeReference> references) {
    this.text = text;
    this.side = side;
    this.root = root;
    this.warnings = List.copyOf(warnings);
    this.references = List.copyOf(references);
  }

  /**
   * Reads an expression.
   *
   * @param text at most {@link #MAX_LENGTH} characters, not null
   * @throws ExpressionFault the text is too long, or anything in it is not of the dialect or of the
   *     wrong type; nothing else is thrown, whatever the text
   */
  public static Expression parse(String text, Side side) throws ExpressionFault {
    if (text.length() > MAX_LENGTH) {
      throw new ExpressionFault(
          "It has "
              + text.length()
              + " characters; shorten it to at most "
              + MAX_LENGTH
              + ", for example by several mappings.",
          MAX_LENGTH);
    }
    return new Parser(text, side).parse();
  }

  /** The text as it was given. */
  public String text() {
    return text;
  }

  /** Where it is used. */
  public Side side() {
    return side;
  }

  /**
   * Sentences about what is allowed but may surprise: attributes that never have a value here
   * (contract/jim-sync.md 12.16), comparisons that JIM makes otherwise (12.22). Often empty.
   */
  public List<String> warnings() {
    return warnings;
  }

  /** The attributes read by {@code mv["..."]} and {@code cs["..."]}, each once, as they come. */
  public List<AttributeReference> referencedAttributes() {
    return references;
  }

  /**
   * The result for one object.
   *
   * @return null for no value; a {@code String}, {@code Integer}, {@code Long}, {@code BigDecimal},
   *     {@code Double}, {@code Boolean}, {@code Instant}, {@code UUID} or {@code byte[]}; or a
   *     {@code List<String>} (immutable, perhaps empty). {@link ValueConversion} brings it to the
   *     target
   * @throws EvaluationFault there is no result: a cast that fails, a division by zero, …
   */
  public Object evaluate(Inputs inputs) {
    return root.value(inputs);
  }

  @Override
  public String toString() {
    return text;
  }
}
