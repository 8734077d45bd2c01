package io.horarium.connectorspace;

import java.time.Instant;
import java.util.UUID;

/**
 * An object in a list (contract/jim-sync.md 3). The pending names are those that are to be sent, of
 * an object that is not there yet.
 */
public record SpaceObjectHeaderView(
    UUID id,
    int connectedSystemId,
    String displayName,
    String externalIdValue,
    String externalIdAttributeName,
    String secondaryExternalIdValue,
    String secondaryExternalIdAttributeName,
    Instant created,
    Instant lastUpdated,
    int typeId,
    String typeName,
    ObjectStatus status,
    JoinType joinType,
    Instant dateJoined,
    String pendingDisplayName,
    String pendingExternalId,
    String pendingSecondaryExternalId,
    boolean hasPendingExport,
    UUID pendingExportId) {}
