package io.horarium.sync.rule;

import io.horarium.connector.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * One scoping criterion (contract/jim-sync.md 6). At most one of the typed values is set: that of
 * the attribute's type.
 *
 * @param relativeCount always null with the two that follow: relative instants are refused
 */
public record ScopeCriterionView(
    int id,
    Integer metaverseAttributeId,
    String metaverseAttributeName,
    Integer connectedSystemAttributeId,
    String connectedSystemAttributeName,
    DataType attributeDataType,
    ComparisonType comparisonType,
    String stringValue,
    Integer intValue,
    Long longValue,
    BigDecimal decimalValue,
    Instant dateTimeValue,
    Boolean boolValue,
    UUID guidValue,
    boolean caseSensitive,
    ValueMode valueMode,
    Integer relativeCount,
    String relativeUnit,
    String relativeDirection) {

  static ScopeCriterionView of(ScopeCriterion criterion) {
    var mvAttribute = criterion.mvAttribute();
    var attribute = criterion.attribute();
    DataType type = criterion.type();
    String value = criterion.value();
    boolean has = value != null;
    return new ScopeCriterionView(
        criterion.id(),
        mvAttribute == null ? null : (Integer) mvAttribute.id(),
        mvAttribute == null ? null : mvAttribute.name(),
        attribute == null ? null : (Integer) attribute.id(),
        attribute == null ? null : attribute.name(),
        type,
        criterion.comparison(),
        has && type == DataType.Text ? value : null,
        has && type == DataType.Number ? Integer.valueOf(value) : null,
        has && type == DataType.LongNumber ? Long.valueOf(value) : null,
        has && type == DataType.Decimal ? new BigDecimal(value) : null,
        has && type == DataType.DateTime ? Instant.parse(value) : null,
        (has && type == DataType.Boolean) ? Boolean.valueOf(value) : null,
        has && type == DataType.Guid ? UUID.fromString(value) : null,
        criterion.caseSensitive(),
        criterion.valueMode(),
        null,
        null,
        null);
  }
}
