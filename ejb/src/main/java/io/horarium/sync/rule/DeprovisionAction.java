package io.horarium.sync.rule;

/** What becomes of an object in a system when its metaverse object left an export rule's scope. */
public enum DeprovisionAction {
  Disconnect,
  Delete
}
