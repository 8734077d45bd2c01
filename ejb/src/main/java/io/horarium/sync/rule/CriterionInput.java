package io.horarium.sync.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A criterion as the client gave it; null is absent. The attribute of the other direction is
 * ignored.
 *
 * @param relativeCount with {@code relativeUnit} and {@code relativeDirection}: an instant relative
 *     to the run, which this version refuses
 */
public record CriterionInput(
    Integer metaverseAttributeId,
    Integer connectedSystemAttributeId,
    ComparisonType comparisonType,
    Values values,
    Boolean caseSensitive,
    ValueMode valueMode,
    Integer relativeCount,
    String relativeUnit,
    String relativeDirection) {

  /** The typed values; at most the one of the attribute's type is there. */
  public record Values(
      String stringValue,
      Integer intValue,
      Long longValue,
      BigDecimal decimalValue,
      Instant dateTimeValue,
      Boolean boolValue,
      UUID guidValue) {}
}
