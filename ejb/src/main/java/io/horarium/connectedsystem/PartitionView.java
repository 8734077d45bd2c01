package io.horarium.connectedsystem;

import java.util.List;

/**
 * A partition (contract/jim-sync.md 2.7).
 *
 * @param containers always empty: no connector has any yet
 */
public record PartitionView(
    int id,
    String name,
    String externalId,
    boolean selected,
    int connectedSystemId,
    List<Object> containers) {

  static PartitionView of(SystemPartition partition) {
    return new PartitionView(
        partition.id(),
        partition.name(),
        partition.externalId(),
        partition.selected(),
        partition.systemId(),
        List.of());
  }
}
