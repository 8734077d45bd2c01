package io.horarium.connectorspace;

import io.horarium.connector.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;

/**
 * One value of one attribute (contract/jim-sync.md 3). The property of the attribute's type is set,
 * the other typed ones are null.
 *
 * @param id made from object, attribute and value: values are not rows of their own
 * @param byteValue base64
 * @param referenceValueId the object referred to, or null while there is none
 * @param unresolvedReferenceValue text of a reference whose object is not there
 */
public record SpaceValueView(
    UUID id,
    int attributeId,
    String attributeName,
    String stringValue,
    Instant dateTimeValue,
    Integer intValue,
    Long longValue,
    BigDecimal decimalValue,
    String byteValue,
    UUID guidValue,
    Boolean boolValue,
    UUID referenceValueId,
    String unresolvedReferenceValue) {

  private static final Set<DataType> TEXTS =
      Set.of(DataType.Text, DataType.Reference, DataType.NotSet);

  /** A value in its canonical text; one that does not fit the type is shown as text. */
  static SpaceValueView of(
      UUID objectId, int attributeId, String attributeName, DataType type, String text) {
    return typed(id(objectId, attributeId, text), attributeId, attributeName, type, text, null);
  }

  /**
   * A value of a pending change.
   *
   * @param text null when the change has none
   * @param unresolved what is meant by a reference that has no text yet, or null
   */
  public static SpaceValueView ofChange(
      UUID id,
      int attributeId,
      String attributeName,
      DataType type,
      String text,
      String unresolved) {
    return typed(
        id, attributeId, attributeName, text == null ? DataType.Text : type, text, unresolved);
  }

  private static SpaceValueView typed(
      UUID id,
      int attributeId,
      String attributeName,
      DataType type,
      String text,
      String unresolved) {
    try {
      return new SpaceValueView(
          id,
          attributeId,
          attributeName,
          TEXTS.contains(type) ? text : null,
          type == DataType.DateTime ? OffsetDateTime.parse(text).toInstant() : null,
          type == DataType.Number ? Integer.valueOf(text) : null,
          type == DataType.LongNumber ? Long.valueOf(text) : null,
          type == DataType.Decimal ? new BigDecimal(text) : null,
          type == DataType.Binary ? text : null,
          type == DataType.Guid ? UUID.fromString(text) : null,
          type == DataType.Boolean ? Boolean.valueOf(text) : null,
          null,
          unresolved);
    } catch (IllegalArgumentException | DateTimeException e) {
      // The type was changed after the value was read.
      return typed(id, attributeId, attributeName, DataType.Text, text, unresolved);
    }
  }

  /** A reference; {@code target} is null while it is unresolved. */
  static SpaceValueView reference(
      UUID objectId, int attributeId, String attributeName, String text, UUID target) {
    return new SpaceValueView(
        id(objectId, attributeId, text),
        attributeId,
        attributeName,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        target,
        target == null ? text : null);
  }

  private static UUID id(UUID objectId, int attributeId, String text) {
    return UUID.nameUUIDFromBytes(
        (objectId + "/" + attributeId + "/" + text).getBytes(StandardCharsets.UTF_8));
  }
}
