package io.horarium.sync.expression;

/** Types of the parts of an expression, known when it is parsed. */
enum ValueType {
  /** Known at evaluation only: a bare attribute, and what may give one. */
  UNTYPED("an untyped value"),
  NULL("null"),
  TEXT("text"),
  INT("int"),
  LONG("long"),
  DECIMAL("decimal"),
  DOUBLE("double"),
  BOOLEAN("bool"),
  DATE("DateTime"),
  GUID("Guid"),
  /** Texts, from {@code Split}. */
  LIST("a list");

  private final String label;

  ValueType(String label) {
    this.label = label;
  }

  /** As sentences call it. */
  String label() {
    return label;
  }

  boolean isNumber() {
    return this == INT || this == LONG || this == DECIMAL || this == DOUBLE;
  }

  /** The type that holds numbers of both, or null: not numbers, or decimal with double. */
  static ValueType ofBothNumbers(ValueType a, ValueType b) {
    if (!a.isNumber() || !b.isNumber()) {
      return null;
    }
    if ((a == DECIMAL && b == DOUBLE) || (a == DOUBLE && b == DECIMAL)) {
      return null;
    }
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** The type of a value that is one or the other, or null when they do not fit. */
  static ValueType ofEither(ValueType a, ValueType b) {
    if (a == b || b == NULL) {
      return a;
    }
    if (a == NULL) {
      return b;
    }
    if (a == UNTYPED || b == UNTYPED) {
      return UNTYPED;
    }
    return ofBothNumbers(a, b);
  }
}
