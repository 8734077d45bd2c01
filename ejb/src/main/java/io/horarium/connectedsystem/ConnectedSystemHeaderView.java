package io.horarium.connectedsystem;

import java.time.Instant;

/**
 * A connected system in a list (contract/jim.md 14).
 *
 * @param objectCount objects in its connector space
 * @param connectorsCount those of them that are joined
 */
public record ConnectedSystemHeaderView(
    int id,
    String name,
    String description,
    Instant created,
    SystemStatus status,
    long objectCount,
    long connectorsCount,
    long pendingExportObjectsCount,
    String connectorName,
    int connectorId) {}
