package io.horarium.connectedsystem;

import java.time.Instant;

/**
 * A connector in a list (contract/jim.md 14).
 *
 * @param files always 0: connectors come with the application
 * @param versions always empty, for the same reason
 * @param inUse whether a connected system uses it
 */
public record ConnectorDefinitionHeaderView(
    int id,
    String name,
    String description,
    boolean builtIn,
    Instant created,
    Instant lastUpdated,
    int files,
    String versions,
    boolean inUse) {}
