package io.horarium.sync.pendingexport;

import java.util.UUID;

/**
 * One change of one reference value.
 *
 * @param op Set, Add or Remove
 * @param value what the target system calls the other object: the text to be sent or that was sent;
 *     null while it has no such name there
 * @param targetCsoId the other object's object in that system, or null
 * @param lastSeen see {@link PendingChange}
 */
public record PendingReference(
    int attributeId,
    ChangeOp op,
    UUID targetMvoId,
    UUID targetCsoId,
    String value,
    ChangeStatus status,
    int attempts,
    String lastSeen) {

  /** The same reference in another state. */
  public PendingReference with(ChangeStatus newStatus) {
    return new PendingReference(
        attributeId, op, targetMvoId, targetCsoId, value, newStatus, attempts, lastSeen);
  }

  /** The same change after an import that did not find it. */
  public PendingReference notFound(String seen, int maxAttempts) {
    ChangeStatus next =
        attempts + 1 >= maxAttempts ? ChangeStatus.Failed : ChangeStatus.NotConfirmed;
    return new PendingReference(
        attributeId, op, targetMvoId, targetCsoId, value, next, attempts + 1, seen);
  }

  /** Whether the next export can send it. */
  public boolean sendable() {
    return status.toBeSent() && value != null;
  }

  /** Whether it waits for its target. */
  public boolean waiting() {
    return status.toBeSent() && value == null;
  }
}
