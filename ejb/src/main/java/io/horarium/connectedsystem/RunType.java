package io.horarium.connectedsystem;

/** What a run profile does (contract/jim.md 13.3); the names are those of the wire. */
public enum RunType {
  FullImport,
  DeltaImport,
  FullSynchronisation,
  DeltaSynchronisation,
  Export
}
