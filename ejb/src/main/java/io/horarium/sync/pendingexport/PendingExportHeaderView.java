package io.horarium.sync.pendingexport;

import java.time.Instant;
import java.util.UUID;

/**
 * A pending export in a list (contract/jim-sync.md 3); the order of its components is the one on
 * the wire.
 *
 * @param errorCount attempts that failed, of {@code maxRetries}
 * @param targetObjectIdentifier what its object is called in the system, or null before it is
 */
public record PendingExportHeaderView(
    UUID id,
    int connectedSystemId,
    PendingExportType changeType,
    PendingExportStatus status,
    Instant createdAt,
    Instant lastAttemptedAt,
    Instant nextRetryAt,
    int errorCount,
    int maxRetries,
    String lastErrorMessage,
    boolean hasUnresolvedReferences,
    long unresolvedReferenceCount,
    String targetObjectIdentifier,
    UUID sourceMetaverseObjectId,
    String sourceMetaverseObjectDisplayName,
    long attributeChangeCount,
    UUID connectedSystemObjectId) {}
