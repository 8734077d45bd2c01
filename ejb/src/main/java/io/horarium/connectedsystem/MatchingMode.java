package io.horarium.connectedsystem;

/** Where the rules by which objects are matched hang (contract/jim-sync.md 7). */
public enum MatchingMode {
  /** On the object type, for all synchronisation rules of it: the simple mode. */
  ConnectedSystem,
  /** On each import rule: the advanced mode. */
  SyncRule
}
