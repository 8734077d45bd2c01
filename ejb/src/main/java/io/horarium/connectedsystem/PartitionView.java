package io.horarium.connectedsystem;

import java.util.List;

/** A partition with its containers (contract/jim-sync.md 2.7). */
public record PartitionView(
    int id,
    String name,
    String externalId,
    boolean selected,
    int connectedSystemId,
    List<ContainerView> containers) {

  static PartitionView of(SystemPartition partition, List<SystemContainer> containers) {
    return new PartitionView(
        partition.id(),
        partition.name(),
        partition.externalId(),
        partition.selected(),
        partition.systemId(),
        ContainerView.tree(containers));
  }
}
