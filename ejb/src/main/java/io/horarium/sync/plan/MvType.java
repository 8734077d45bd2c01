package io.horarium.sync.plan;

/**
 * An object type of the metaverse.
 *
 * @param deletedWithoutConnectors whether an object goes in the batch in which its last connector
 *     leaves (rule WhenLastConnectorDisconnected without grace period, contract/sync-engine.md
 *     8.10); every other rule keeps it
 */
public record MvType(int id, String name, boolean deletedWithoutConnectors) {}
