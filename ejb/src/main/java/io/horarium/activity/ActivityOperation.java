package io.horarium.activity;

/** What an activity did with its target; names of the wire (contract/jim.md 15.1). */
public enum ActivityOperation {
  Create,
  Read,
  Update,
  Delete,
  Clear,
  Execute,
  ImportHierarchy,
  ImportSchema,
  Revert,
  Reset,
  Authenticate,
  Preview
}
