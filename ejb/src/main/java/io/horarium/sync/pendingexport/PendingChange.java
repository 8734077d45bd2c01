package io.horarium.sync.pendingexport;

/**
 * One change of one attribute of a pending export; not of a reference, unless it clears the
 * attribute.
 *
 * @param attributeId of the object type's attribute
 * @param value canonical text; null for Clear only
 * @param attempts how often an import did not find it
 * @param lastSeen the value found instead when it was not confirmed, or null: none
 */
public record PendingChange(
    int attributeId,
    ChangeOp op,
    String value,
    ChangeStatus status,
    int attempts,
    String lastSeen) {

  public PendingChange {
    if ((op == ChangeOp.Clear) != (value == null)) {
      throw new IllegalArgumentException(op + " of attribute " + attributeId + " and its value");
    }
  }

  /** A change that is not sent yet. */
  public static PendingChange staged(int attributeId, ChangeOp op, String value) {
    return new PendingChange(attributeId, op, value, ChangeStatus.Pending, 0, null);
  }

  /** The same change in another state. */
  public PendingChange with(ChangeStatus newStatus) {
    return new PendingChange(attributeId, op, value, newStatus, attempts, lastSeen);
  }

  /** The same change after an import that did not find it. */
  public PendingChange notFound(String seen, int maxAttempts) {
    ChangeStatus next =
        attempts + 1 >= maxAttempts ? ChangeStatus.Failed : ChangeStatus.NotConfirmed;
    return new PendingChange(attributeId, op, value, next, attempts + 1, seen);
  }
}
