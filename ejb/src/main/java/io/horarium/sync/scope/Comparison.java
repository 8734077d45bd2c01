package io.horarium.sync.scope;

import io.horarium.connector.DataType;

/** How a criterion compares; the names are those of the wire (contract/jim-sync.md 6). */
public enum Comparison {
  Equals,
  NotEquals,
  StartsWith,
  NotStartsWith,
  EndsWith,
  NotEndsWith,
  Contains,
  NotContains,
  LessThan,
  LessThanOrEquals,
  GreaterThan,
  GreaterThanOrEquals;

  /** Whether it is defined for values of this type; Binary and Reference only know presence. */
  public boolean suits(DataType type) {
    return switch (this) {
      case Equals, NotEquals -> type != DataType.NotSet;
      case StartsWith, NotStartsWith, EndsWith, NotEndsWith, Contains, NotContains ->
          type == DataType.Text;
      case LessThan, LessThanOrEquals, GreaterThan, GreaterThanOrEquals ->
          type == DataType.Number
              || type == DataType.LongNumber
              || type == DataType.Decimal
              || type == DataType.DateTime;
    };
  }

  /** Holds for an object when no value fulfils {@link #positive}. */
  boolean isNegative() {
    return positive() != this;
  }

  /** The comparison that is denied by this one; itself when it denies none. */
  Comparison positive() {
    return switch (this) {
      case NotEquals -> Equals;
      case NotStartsWith -> StartsWith;
      case NotEndsWith -> EndsWith;
      case NotContains -> Contains;
      default -> this;
    };
  }
}
