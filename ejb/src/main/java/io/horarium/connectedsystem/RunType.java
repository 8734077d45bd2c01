package io.horarium.connectedsystem;

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
  public static final Set<RunType> AVAILABLE = Collections.unmodifiableSet(EnumSet.of(FullImport));

  /** The names of what this version can run, for a sentence. */
  public static String availableNames() {
    return AVAILABLE.stream().map(RunType::name).collect(Collectors.joining(", "));
  }
}
