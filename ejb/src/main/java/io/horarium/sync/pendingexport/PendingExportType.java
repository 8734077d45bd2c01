package io.horarium.sync.pendingexport;

/** What a pending export does to the object; the names are those of the wire. */
public enum PendingExportType {
  Create,
  Update,
  Delete
}
