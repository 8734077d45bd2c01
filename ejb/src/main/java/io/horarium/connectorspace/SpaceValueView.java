package io.horarium.connectorspace;

import io.horarium.connector.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

  /** A value in its canonical text; one that does not fit the type is shown as text. */
  static SpaceValueView of(
      UUID objectId, int attributeId, String attributeName, DataType type, String text) {
    UUID id = id(objectId, attributeId, text);
    try {
      return switch (type) {
        case Number ->
            new SpaceValueView(
                id,
                attributeId,
                attributeName,
                null,
                null,
                Integer.valueOf(text),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        case LongNumber ->
            new SpaceValueView(
                id,
                attributeId,
                attributeName,
                null,
                null,
                null,
                Long.valueOf(text),
                null,
                null,
                null,
                null,
                null,
                null);
        case Decimal ->
            new SpaceValueView(
                id,
                attributeId,
                attributeName,
                null,
                null,
                null,
                null,
                new BigDecimal(text),
                null,
                null,
                null,
                null,
                null);
        case DateTime ->
            new SpaceValueView(
                id,
                attributeId,
                attributeName,
                null,
                OffsetDateTime.parse(text).toInstant(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        case Binary ->
            new SpaceValueView(
                id,
                attributeId,
                attributeName,
                null,
                null,
                null,
                null,
                null,
                text,
                null,
                null,
                null,
                null);
        case Guid ->
            new SpaceValueView(
                id,
                attributeId,
                attributeName,
                null,
                null,
                null,
                null,
                null,
                null,
                UUID.fromString(text),
                null,
                null,
                null);
        case Boolean ->
            new SpaceValueView(
                id,
                attributeId,
                attributeName,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Boolean.valueOf(text),
                null,
                null);
        case Text, Reference, NotSet -> text(id, attributeId, attributeName, text);
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      // The type was changed after the value was read.
      return text(id, attributeId, attributeName, text);
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

  private static SpaceValueView text(UUID id, int attributeId, String attributeName, String text) {
    return new SpaceValueView(
        id, attributeId, attributeName, text, null, null, null, null, null, null, null, null, null);
  }

  private static UUID id(UUID objectId, int attributeId, String text) {
    return UUID.nameUUIDFromBytes(
        (objectId + "/" + attributeId + "/" + text).getBytes(StandardCharsets.UTF_8));
  }
}
