package io.horarium.metaverse;

/**
 * Which of the listed systems have to be disconnected before an object is deleted: all or any of
 * them (contract/jim-sync.md 1).
 */
public enum DeletionTriggerMode {
  AllSourcesDisconnect,
  SpecificSourcesDisconnect
}
