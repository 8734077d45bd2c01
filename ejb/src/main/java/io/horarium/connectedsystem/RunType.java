package io.horarium.connectedsystem;

import io.horarium.connector.ConnectorDescriptor.Capabilities;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a run profile does (contract/jim.md 13.3); the names are those of the wire. */
public enum RunType {
  FullImport,
  DeltaImport,
  FullSynchronisation,
  DeltaSynchronisation,
  Export;

  /** What this version can run; every other type is refused rather than pretended. */
  public static final Set<RunType> AVAILABLE =
      Collections.unmodifiableSet(EnumSet.allOf(RunType.class));

  /** Whether a connector of these abilities can do it; synchronisations need none. */
  public boolean supportedBy(Capabilities connector) {
    return switch (this) {
      case FullImport -> connector.fullImport();
      case DeltaImport -> connector.deltaImport();
      case Export -> connector.export();
      case FullSynchronisation, DeltaSynchronisation -> true;
    };
  }

  /** The names of what this version can run, for a sentence. */
  public static String availableNames() {
    return AVAILABLE.stream().map(RunType::name).collect(Collectors.joining(", "));
  }
}
