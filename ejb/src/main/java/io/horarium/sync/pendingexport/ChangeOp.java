package io.horarium.sync.pendingexport;

/** What a change does to an attribute (contract/sync-engine.md 2.2). */
public enum ChangeOp {
  /** The attribute has this one value afterwards. */
  Set,
  /** The attribute has no value afterwards. */
  Clear,
  /** The attribute has this value too afterwards. */
  Add,
  /** The attribute does not have this value afterwards. */
  Remove
}
