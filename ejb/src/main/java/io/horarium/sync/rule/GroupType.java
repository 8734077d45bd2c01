package io.horarium.sync.rule;

/** Whether all or any of what is inside a group has to hold. */
public enum GroupType {
  All,
  Any
}
