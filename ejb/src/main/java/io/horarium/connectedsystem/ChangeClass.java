package io.horarium.connectedsystem;

/** How much a change of the configuration matters to synchronisation, the least first. */
public enum ChangeClass {
  NotClassified,
  Cosmetic,
  SyncAffecting,
  /** Values or objects may go. */
  Destructive
}
