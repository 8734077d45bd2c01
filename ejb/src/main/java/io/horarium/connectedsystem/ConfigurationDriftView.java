package io.horarium.connectedsystem;

import java.time.Instant;

/**
 * Whether a full synchronisation is due because the configuration changed (contract/jim-sync.md
 * 2.1): the engine's fullSyncRequired on the wire.
 */
public record ConfigurationDriftView(
    boolean hasPendingChanges,
    boolean isDeterminable,
    boolean neverFullySynchronised,
    boolean trackingDisabled,
    Instant lastFullSynchronisation,
    Instant mostRecentChange,
    int changeCount,
    ChangeClass highestChangeClass) {

  /**
   * The drift of a system.
   *
   * @param drift null for a system that has just been made
   */
  static ConfigurationDriftView of(ConfigurationDrift drift) {
    if (drift == null) {
      return new ConfigurationDriftView(
          false, true, true, false, null, null, 0, ChangeClass.NotClassified);
    }
    return new ConfigurationDriftView(
        drift.fullSyncRequired(),
        true,
        drift.lastFullSyncAt() == null,
        false,
        drift.lastFullSyncAt(),
        drift.changedAt(),
        drift.changeCount(),
        drift.changeClass());
  }
}
