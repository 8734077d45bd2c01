package io.horarium.sync.expression;

/**
 * A part of the text while it is parsed.
 *
 * @param node what it does
 * @param type what it gives
 * @param offset of its first character
 * @param depth levels of nodes below it, itself included
 */
record Operand(Node node, ValueType type, int offset, int depth) {

  static Operand leaf(Node node, ValueType type, int offset) {
    return new Operand(node, type, offset, 1);
  }

  boolean is(ValueType wanted) {
    return type == wanted;
  }

  /** The text that is written here, or null when it is no text literal. */
  String literal() {
    return node instanceof Node.Constant constant && constant.constant() instanceof String text
        ? text
        : null;
  }
}
