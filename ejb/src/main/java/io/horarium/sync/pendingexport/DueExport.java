package io.horarium.sync.pendingexport;

import io.horarium.connector.ExportResult;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A pending export in the hands of a run, with what is known about its object.
 *
 * @param version of the row when it was loaded; who settles it must find the same
 * @param anchor of the object, or null while the target has not told it
 * @param secondaryId where the object is as far as is known, or null
 * @param displayName of the object as it was last seen, or null
 * @param attrs document of the object's values, or null unless asked for
 * @param answer what the connector said, for an export that waits to be settled after publishing;
 *     else null
 */
public record DueExport(
    UUID id,
    UUID csoId,
    int objectTypeId,
    PendingExportType type,
    List<PendingChange> changes,
    List<PendingReference> references,
    int attempts,
    int maxAttempts,
    boolean inDoubt,
    Instant createdAt,
    long version,
    String anchor,
    String secondaryId,
    String displayName,
    String attrs,
    ExportResult answer) {

  /** The same with its references and the connector's answer. */
  public DueExport with(List<PendingReference> newReferences, ExportResult newAnswer) {
    return new DueExport(
        id,
        csoId,
        objectTypeId,
        type,
        changes,
        newReferences,
        attempts,
        maxAttempts,
        inDoubt,
        createdAt,
        version,
        anchor,
        secondaryId,
        displayName,
        attrs,
        newAnswer);
  }

  /** The value that is to be set for an attribute, or null: none. */
  public String staged(int attributeId) {
    for (PendingChange change : changes) {
      if (change.attributeId() == attributeId
          && change.op() == ChangeOp.Set
          && change.status() != ChangeStatus.Failed) {
        return change.value();
      }
    }
    return null;
  }
}
