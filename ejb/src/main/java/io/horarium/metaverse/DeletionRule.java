package io.horarium.metaverse;

/** When an object of the metaverse is deleted (contract/sync-engine.md 8.10). */
public enum DeletionRule {
  Manual,
  WhenLastConnectorDisconnected,
  WhenAuthoritativeSourceDisconnected
}
