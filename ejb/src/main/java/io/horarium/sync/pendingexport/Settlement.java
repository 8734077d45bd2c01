package io.horarium.sync.pendingexport;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What becomes of one pending export after the connector has answered (contract/sync-engine.md
 * 10.4).
 *
 * @param version of the row this is about; when it has changed, nothing is done
 * @param changes what is left of its changes
 * @param lastError one sentence, or null
 * @param nextAttemptAt when it may be tried again, or null: at once
 * @param unresolved whether a reference still waits for its target
 * @param referencesSent whether the references that have a value were sent
 * @param anchor what the object is called now, or null: as before
 * @param secondaryId where the object is now, or null: as before
 * @param attrs document of the object's values from now on, or null: as before; the object is
 *     Normal then and its references are confirmed
 */
public record Settlement(
    UUID id,
    long version,
    Fate fate,
    PendingExportType type,
    PendingExportStatus status,
    List<PendingChange> changes,
    int attempts,
    String lastError,
    Instant nextAttemptAt,
    boolean unresolved,
    boolean inDoubt,
    boolean referencesSent,
    String anchor,
    String secondaryId,
    String attrs,
    Item item) {

  /** What happens to the rows. */
  public enum Fate {
    /** The export stays, as this says. */
    KEEP,
    /** The export is done. */
    REMOVE,
    /** The export is done, and its object is gone with it. */
    REMOVE_OBJECT
  }

  /**
   * What the run has to say about the object.
   *
   * @param changeType wire name, {@code NotSet} for an error
   * @param errorType wire name, or null
   */
  public record Item(
      String changeType,
      String errorType,
      String errorText,
      String outcome,
      String externalId,
      String displayName) {}
}
