package io.horarium.sync.pendingexport;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A pending export with its changes, ten of each attribute at most (contract/jim-sync.md 3); the
 * order of its components is the one on the wire.
 */
public record PendingExportDetailView(
    UUID id,
    int connectedSystemId,
    String connectedSystemName,
    PendingExportType changeType,
    PendingExportStatus status,
    Instant createdAt,
    Instant lastAttemptedAt,
    Instant nextRetryAt,
    int errorCount,
    int maxRetries,
    String lastErrorMessage,
    boolean hasUnresolvedReferences,
    UUID sourceMetaverseObjectId,
    String sourceMetaverseObjectDisplayName,
    String sourceMetaverseObjectTypeName,
    UUID connectedSystemObjectId,
    String connectedSystemObjectDisplayName,
    String connectedSystemObjectTypeName,
    List<PendingChangeView> attributeChanges,
    List<Summary> attributeChangeSummaries,
    List<UnresolvedReference> unresolvedReferences) {

  /** How many changes of one attribute there are, and how many of them are shown. */
  public record Summary(
      String attributeName, long totalCount, long returnedCount, boolean hasMore) {}

  /** A reference that cannot be sent yet. */
  public record UnresolvedReference(
      UUID attributeChangeId,
      String attributeName,
      UUID referencedMetaverseObjectId,
      String referencedMetaverseObjectDisplayName,
      Reason reason) {}

  /** Why a reference cannot be sent yet. */
  public enum Reason {
    /** The object has a name by now; the next export sends it. */
    Resolvable,
    /** The object is to be made in the system, and has no name there so far. */
    AwaitingAnchor,
    /** The metaverse object has no object in the system. */
    NotInTargetSystem
  }
}
