package io.horarium.connectedsystem;

/**
 * What a full import does when too many objects are missing from the source
 * (contract/sync-engine.md 5.5).
 */
public enum DeleteGuardAction {
  /** Adds and updates are applied, deletions are not. */
  Withhold,
  /** Nothing is applied, the run fails. */
  Refuse,
  /** The limits are not looked at. */
  Off
}
