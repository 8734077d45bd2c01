package io.horarium.sync.pendingexport;

import io.horarium.connectorspace.SpaceValueView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * One change of a pending export (contract/jim-sync.md 3). The property of the attribute's type is
 * set, the other typed ones are null.
 *
 * @param id made from export, attribute, kind and value: changes are not rows of their own
 * @param unresolvedReferenceValue id of the metaverse object meant, until it has a name in the
 *     system; then {@code stringValue} is that name
 */
public record PendingChangeView(
    UUID id,
    int attributeId,
    String attributeName,
    Kind changeType,
    ChangeStatus status,
    String stringValue,
    Instant dateTimeValue,
    Integer intValue,
    Long longValue,
    BigDecimal decimalValue,
    String byteValue,
    UUID guidValue,
    Boolean boolValue,
    String unresolvedReferenceValue,
    int exportAttemptCount) {

  /** What a change does, in the words of JIM. */
  public enum Kind {
    Add,
    Update,
    Remove,
    RemoveAll;

    static Kind of(ChangeOp op) {
      return switch (op) {
        case Add -> Add;
        case Set -> Update;
        case Remove -> Remove;
        case Clear -> RemoveAll;
      };
    }
  }

  /**
   * A change of a value, or of a reference that has a name.
   *
   * @param value null for a change that clears the attribute, and then every typed property is
   */
  static PendingChangeView of(
      SpaceValueView value, ChangeOp op, ChangeStatus status, int attempts) {
    return new PendingChangeView(
        value.id(),
        value.attributeId(),
        value.attributeName(),
        Kind.of(op),
        status,
        value.stringValue(),
        value.dateTimeValue(),
        value.intValue(),
        value.longValue(),
        value.decimalValue(),
        value.byteValue(),
        value.guidValue(),
        value.boolValue(),
        value.unresolvedReferenceValue(),
        attempts);
  }
}
