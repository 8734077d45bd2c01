package io.horarium.sync.scope;

import io.horarium.connector.DataType;
import io.horarium.problem.InvalidInput;
import io.horarium.sync.value.Attributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * One condition on one attribute (contract/jim-sync.md 6, 12.25). An attribute may have several
 * values: a positive comparison holds if any value fulfils it, a negative one if there is a value
 * and none fulfils its opposite. {@code Equals} without a value means "is absent", {@code
 * NotEquals} without one "is present".
 *
 * @param attribute looked up in any case
 * @param type data type of the attribute
 * @param value what is compared with, of the kind that {@link Attributes} has for the type; null
 *     for presence and for a relative date
 * @param caseSensitive of texts; others ignore it
 * @param relative instead of {@code value}, or null
 */
public record ScopeCriterion(
    String attribute,
    DataType type,
    Comparison comparison,
    Object value,
    boolean caseSensitive,
    RelativeDate relative) {

  private static final String COMPARISON = "comparisonType";

  /**
   * Checks that comparison, type and value fit.
   *
   * @throws InvalidInput they do not; the message names the property of the wire
   */
  public ScopeCriterion {
    if (!comparison.suits(type)) {
      throw InvalidInput.field(
          COMPARISON,
          "comparisonType "
              + comparison
              + " is not defined for attribute '"
              + attribute
              + "' of type "
              + type
              + "; use "
              + suiting(type)
              + ".");
    }
    if (relative != null && (type != DataType.DateTime || value != null)) {
      throw InvalidInput.field(
          "valueMode",
          "valueMode Relative is for DateTime attributes without dateTimeValue; use Absolute, or"
              + " leave the value out.");
    }
    if (value == null && relative == null && comparison.positive() != Comparison.Equals) {
      throw InvalidInput.field(
          COMPARISON,
          "comparisonType " + comparison + " needs a value; give one, or use Equals or NotEquals.");
    }
    if (value != null && !isOf(type, value)) {
      throw InvalidInput.field(
          COMPARISON,
          "The value for attribute '"
              + attribute
              + "' is not of its type "
              + type
              + "; give "
              + property(type)
              + ".");
    }
  }

  private static String suiting(DataType type) {
    var names =
        Arrays.stream(Comparison.values())
            .filter(candidate -> candidate.suits(type))
            .map(Comparison::name)
            .toList();
    return names.isEmpty() ? "another attribute" : String.join(", ", names);
  }

  private static boolean isOf(DataType type, Object value) {
    return switch (type) {
      case Text -> value instanceof String;
      case Number -> value instanceof Integer;
      case LongNumber -> value instanceof Long;
      case Decimal -> value instanceof BigDecimal;
      case DateTime -> value instanceof Instant;
      case Boolean -> value instanceof Boolean;
      case Guid -> value instanceof UUID;
      case Binary, Reference, NotSet -> false;
    };
  }

  private static String property(DataType type) {
    return switch (type) {
      case Text -> "stringValue";
      case Number -> "intValue";
      case LongNumber -> "longValue";
      case Decimal -> "decimalValue";
      case DateTime -> "dateTimeValue";
      case Boolean -> "boolValue";
      case Guid -> "guidValue";
      case Binary, Reference, NotSet -> "no value, which asks whether there is one";
    };
  }

  /**
   * Whether an object fulfils it.
   *
   * @param now the start of the run, for relative dates
   */
  public boolean isFulfilled(Attributes attributes, Instant now) {
    List<Object> values = attributes.values(attribute);
    Object wanted = relative == null ? value : relative.at(now);
    if (wanted == null) {
      return values.isEmpty() == (comparison == Comparison.Equals);
    }
    if (values.isEmpty()) {
      return false;
    }
    Comparison positive = comparison.positive();
    boolean any = false;
    for (Object candidate : values) {
      any = any || compares(positive, candidate, wanted);
    }
    return any != comparison.isNegative();
  }

  private boolean compares(Comparison positive, Object candidate, Object wanted) {
    return switch (positive) {
      case Equals -> equal(candidate, wanted);
      case StartsWith, EndsWith, Contains ->
          candidate instanceof String text && matches(positive, text, (String) wanted);
      default -> {
        Integer order = order(candidate, wanted);
        yield order != null && inOrder(positive, order);
      }
    };
  }

  private boolean equal(Object candidate, Object wanted) {
    if (candidate instanceof String text && wanted instanceof String other) {
      return caseSensitive ? text.equals(other) : text.equalsIgnoreCase(other);
    }
    Integer order = order(candidate, wanted);
    return order == null ? candidate.equals(wanted) : order == 0;
  }

  private boolean matches(Comparison positive, String text, String part) {
    int end = text.length() - part.length();
    return switch (positive) {
      case StartsWith -> text.regionMatches(!caseSensitive, 0, part, 0, part.length());
      case EndsWith -> text.regionMatches(!caseSensitive, end, part, 0, part.length());
      default -> {
        boolean found = false;
        for (int i = 0; i <= end && !found; i++) {
          found = text.regionMatches(!caseSensitive, i, part, 0, part.length());
        }
        yield found;
      }
    };
  }

  /** Null when the two have no order, as when the type of the attribute was changed. */
  private static Integer order(Object candidate, Object wanted) {
    if (candidate instanceof Instant instant && wanted instanceof Instant other) {
      return instant.compareTo(other);
    }
    if (candidate instanceof Number number && wanted instanceof Number other) {
      return decimal(number).compareTo(decimal(other));
    }
    return null;
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
  }

  private static boolean inOrder(Comparison positive, int order) {
    return switch (positive) {
      case LessThan -> order < 0;
      case LessThanOrEquals -> order <= 0;
      case GreaterThan -> order > 0;
      case GreaterThanOrEquals -> order >= 0;
      default -> throw new IllegalStateException(positive.name());
    };
  }
}
