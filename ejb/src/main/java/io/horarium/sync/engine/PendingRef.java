package io.horarium.sync.engine;

import io.horarium.sync.pendingexport.ChangeOp;
import io.horarium.sync.pendingexport.ChangeStatus;
import java.util.UUID;

/**
 * One change of one reference (a row of {@code pending_reference}).
 *
 * @param targetCsoId the target's object in the system, when it has an address there, else null
 * @param value the text that was sent, or null before
 */
public record PendingRef(
    int attributeId,
    ChangeOp op,
    UUID targetMvoId,
    UUID targetCsoId,
    String value,
    ChangeStatus status,
    int attempts,
    String lastSeen) {

  /** Whether it is the same change, whatever became of it. */
  boolean sameChange(PendingRef other) {
    return attributeId == other.attributeId
        && op == other.op
        && targetMvoId.equals(other.targetMvoId);
  }
}
