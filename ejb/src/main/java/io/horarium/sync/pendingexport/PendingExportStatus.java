package io.horarium.sync.pendingexport;

/** Where a pending export stands; the names are those of the wire (contract/sync-engine.md 9). */
public enum PendingExportStatus {
  /** Something is to be sent; what was sent before may wait for confirmation beside it. */
  Pending,
  /** In the hands of a run; left so by a run that died, it is recovered by the next. */
  Executing,
  /** Everything is sent and waits for confirmation. */
  Exported,
  /** An import did not find all of it; it is sent again. */
  ExportNotConfirmed,
  /** Given up until a person tries again. */
  Failed
}
