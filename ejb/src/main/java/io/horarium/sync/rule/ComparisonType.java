package io.horarium.sync.rule;

import io.horarium.connector.DataType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** How a criterion compares, and for values of which types (contract/jim-sync.md 6). */
public enum ComparisonType {
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

  private static final Set<ComparisonType> OF_EQUALITY = EnumSet.of(Equals, NotEquals);
  private static final Set<ComparisonType> OF_TEXTS = EnumSet.range(Equals, NotContains);
  private static final Set<ComparisonType> OF_ORDER = EnumSet.range(LessThan, GreaterThanOrEquals);

  /** Whether values of this type can be compared so. */
  boolean suits(DataType type) {
    return switch (type) {
      case Text -> OF_TEXTS.contains(this);
      case Number, LongNumber, Decimal, DateTime ->
          OF_EQUALITY.contains(this) || OF_ORDER.contains(this);
      case Boolean, Guid, Binary, Reference -> OF_EQUALITY.contains(this);
      case NotSet -> false;
    };
  }

  /** Whether the comparison means something without a value: absent or present. */
  boolean asksForPresence() {
    return OF_EQUALITY.contains(this);
  }

  /** Names of what suits a type, for a sentence. */
  static String namesFor(DataType type) {
    return Arrays.stream(values())
        .filter(comparison -> comparison.suits(type))
        .map(ComparisonType::name)
        .collect(Collectors.joining(", "));
  }
}
