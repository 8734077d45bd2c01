package io.horarium.connectedsystem;

import java.util.List;

/** What an import of the hierarchy found and changed (contract/jim-sync.md 2.7). */
public record HierarchyImportView(
    boolean success,
    String errorMessage,
    int totalPartitions,
    int totalContainers,
    String summary,
    boolean hasChanges,
    boolean hasSelectedItemsRemoved,
    List<ItemView> addedPartitions,
    List<ItemView> removedPartitions,
    List<RenamedView> renamedPartitions,
    List<ItemView> addedContainers,
    List<ItemView> removedContainers,
    List<RenamedView> renamedContainers,
    List<MovedView> movedContainers) {

  /**
   * Something that came or went.
   *
   * @param wasSelected whether it was selected or excluded when it went
   */
  public record ItemView(String externalId, String name, boolean wasSelected, String itemType) {}

  /** Something that has another name. */
  public record RenamedView(String externalId, String oldName, String newName, String itemType) {}

  /** A container that lies somewhere else. */
  public record MovedView(
      String externalId, String name, String oldParentExternalId, String newParentExternalId) {}
}
