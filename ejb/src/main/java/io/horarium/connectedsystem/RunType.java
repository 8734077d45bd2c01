package io.horarium.connectedsystem;

import io.horarium.connector.ConnectorDescriptor.Capabilities;

/** What a run profile does (contract/jim.md 13.3); the names are those of the wire. */
public enum RunType {
  FullImport,
  DeltaImport,
  FullSynchronisation,
  DeltaSynchronisation,
  Export;

  /** Whether a connector of these abilities can do it; synchronisations need none. */
  public boolean supportedBy(Capabilities connector) {
    return switch (this) {
      case FullImport -> connector.fullImport();
      case DeltaImport -> connector.deltaImport();
      case Export -> connector.export();
      case FullSynchronisation, DeltaSynchronisation -> true;
    };
  }
}
