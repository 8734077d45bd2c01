package io.horarium.sync.rule;

import io.horarium.connector.DataType;
import io.horarium.connector.ValueForm;
import io.horarium.problem.InvalidInput;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which comparisons make sense, and the one form of the value (contract/jim-sync.md 6). */
final class CriterionPolicy {

  private CriterionPolicy() {}

  /**
   * Checks a comparison and gives its value.
   *
   * @param name of the attribute
   * @return the canonical text of the attribute's type; null: it asks for absence or presence
   * @throws InvalidInput it makes no sense, or this version cannot do it
   */
  static String checkedValue(CriterionInput input, String name, DataType type) {
    refuseRelative(input);
    if (type == DataType.NotSet) {
      throw InvalidInput.request("The type of attribute '" + name + "' is not set; set it first.");
    }
    ComparisonType comparison = input.comparisonType();
    if (!comparison.suits(type)) {
      throw InvalidInput.field(
          "comparisonType",
          "comparisonType "
              + comparison
              + " does not suit '"
              + name
              + "', which is "
              + type
              + "; choose one of "
              + ComparisonType.namesFor(type)
              + ".");
    }
    Map<String, Object> given = given(input.values());
    if (given.isEmpty()) {
      if (comparison.asksForPresence()) {
        return null;
      }
      throw InvalidInput.field(
          propertyOf(type),
          propertyOf(type)
              + " is required for "
              + comparison
              + "; give the value to compare with.");
    }
    return value(given, name, type);
  }

  private static String value(Map<String, Object> given, String name, DataType type) {
    Set<String> suitable = suitable(type);
    for (String property : given.keySet()) {
      if (!suitable.contains(property)) {
        throw InvalidInput.field(
            property,
            property
                + " does not suit '"
                + name
                + "', which is "
                + type
                + "; "
                + (suitable.isEmpty()
                    ? "only its presence can be tested, without a value."
                    : "give " + propertyOf(type) + "."));
      }
    }
    if (given.size() > 1) {
      throw InvalidInput.request(
          "Several values are given: " + String.join(", ", given.keySet()) + "; give one.");
    }
    var entry = given.entrySet().iterator().next();
    String raw =
        entry.getValue() instanceof BigDecimal number
            ? number.toPlainString()
            : entry.getValue().toString();
    if (raw.isEmpty()) {
      throw InvalidInput.field(
          entry.getKey(),
          entry.getKey()
              + " is empty, and no attribute has an empty value; leave it out to test whether there"
              + " is a value.");
    }
    String canonical = ValueForm.INVARIANT.canonical(type, raw);
    if (canonical == null) {
      throw InvalidInput.field(
          entry.getKey(), entry.getKey() + " is not a value of type " + type + "; correct it.");
    }
    return canonical;
  }

  private static Map<String, Object> given(CriterionInput.Values values) {
    var given = new LinkedHashMap<String, Object>();
    given.put("stringValue", values.stringValue());
    given.put("intValue", values.intValue());
    given.put("longValue", values.longValue());
    given.put("decimalValue", values.decimalValue());
    given.put("dateTimeValue", values.dateTimeValue());
    given.put("boolValue", values.boolValue());
    given.put("guidValue", values.guidValue());
    given.values().removeIf(Objects::isNull);
    return given;
  }

  /** A number may be given by any property that holds numbers. */
  private static Set<String> suitable(DataType type) {
    return switch (type) {
      case Number, LongNumber, Decimal -> Set.of("intValue", "longValue", "decimalValue");
      case Binary, Reference, NotSet -> Set.of();
      case Text, DateTime, Boolean, Guid -> Set.of(propertyOf(type));
    };
  }

  private static String propertyOf(DataType type) {
    return switch (type) {
      case Text, Binary, Reference, NotSet -> "stringValue";
      case Number -> "intValue";
      case LongNumber -> "longValue";
      case Decimal -> "decimalValue";
      case DateTime -> "dateTimeValue";
      case Boolean -> "boolValue";
      case Guid -> "guidValue";
    };
  }

  private static void refuseRelative(CriterionInput input) {
    if (input.valueMode() == ValueMode.Relative) {
      throw InvalidInput.field(
          "valueMode", "valueMode Relative is not available in this version; give Absolute.");
    }
    Map<String, Object> relative = new LinkedHashMap<>();
    relative.put("relativeCount", input.relativeCount());
    relative.put("relativeUnit", input.relativeUnit());
    relative.put("relativeDirection", input.relativeDirection());
    relative.forEach(
        (property, value) -> {
          if (value != null) {
            throw InvalidInput.field(
                property, property + " is for valueMode Relative only; leave it out.");
          }
        });
  }
}
