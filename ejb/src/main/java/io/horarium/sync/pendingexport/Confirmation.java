package io.horarium.sync.pendingexport;

import java.time.Instant;
import java.util.List;

/**
 * What an import found out about one export (contract/sync-engine.md 7.3).
 *
 * @param export it is about
 * @param outcome of the whole export
 * @param type what the rest is
 * @param status of the rest
 * @param changes what is left; empty when all was found
 * @param references what is left of the references; empty when all was found
 * @param error one sentence, or null: nothing is missing
 * @param undecided whether a reference could not be found by its text: it may still be, once
 *     references are resolved, and nothing is decided until then
 */
public record Confirmation(
    SentExport export,
    Outcome outcome,
    PendingExportType type,
    PendingExportStatus status,
    List<PendingChange> changes,
    List<PendingReference> references,
    Instant nextAttemptAt,
    String error,
    boolean undecided) {

  /** Whether the export is another one than before. */
  boolean changesAnything() {
    return outcome != Outcome.OPEN
        || type != export.type()
        || status != export.status()
        || !changes.equals(export.changes())
        || !references.equals(export.references());
  }

  /** What becomes of the export. */
  public enum Outcome {
    /** Everything is there; the export is done. */
    CONFIRMED,
    /** Something is not there and is sent again. */
    RETRYING,
    /** Something is not there, as often as it may be sent. */
    FAILED,
    /** What was sent is there, or was known not to be; something else is still to be sent. */
    OPEN
  }
}
