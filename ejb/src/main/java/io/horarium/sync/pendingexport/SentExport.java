package io.horarium.sync.pendingexport;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An export that was sent and that an import can confirm, with its object before and after.
 *
 * @param ord of the staged record this is about
 * @param provisioning whether the object had not been seen before
 * @param before values of the object before this import by attribute name; null when there is
 *     nothing to compare with, because nothing changed
 * @param referencesBefore its references by attribute id, as {@code after}
 * @param after its values as imported; null when the import did not see it
 * @param referencesAfter its references as imported, by attribute id
 */
public record SentExport(
    long ord,
    UUID id,
    UUID csoId,
    int objectTypeId,
    boolean provisioning,
    PendingExportType type,
    PendingExportStatus status,
    List<PendingChange> changes,
    List<PendingReference> references,
    int maxAttempts,
    long version,
    Map<String, List<String>> before,
    Map<Integer, List<ImportedReference>> referencesBefore,
    Map<String, List<String>> after,
    Map<Integer, List<ImportedReference>> referencesAfter) {

  /**
   * A reference value of an object.
   *
   * @param raw as the source wrote it
   * @param targetCsoId the object it means, or null while that is not known
   */
  public record ImportedReference(String raw, UUID targetCsoId) {}

  /** Whether the import saw the object. */
  public boolean seen() {
    return after != null;
  }
}
