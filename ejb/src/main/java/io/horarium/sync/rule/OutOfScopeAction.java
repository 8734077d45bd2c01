package io.horarium.sync.rule;

/** What becomes of the join of an object that left the scope of its import rules. */
public enum OutOfScopeAction {
  Disconnect,
  RemainJoined
}
