package io.horarium.connectorspace;

/** Where an object of a connector space stands (contract/sync-engine.md 2.2). */
public enum ObjectStatus {
  Normal,
  Obsolete,
  PendingProvisioning
}
