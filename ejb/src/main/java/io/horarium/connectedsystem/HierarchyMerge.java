package io.horarium.connectedsystem;

import io.horarium.connectedsystem.HierarchyImportView.ItemView;
import io.horarium.connectedsystem.HierarchyImportView.MovedView;
import io.horarium.connectedsystem.HierarchyImportView.RenamedView;
import io.horarium.connector.DiscoveredPartition;
import io.horarium.connector.DiscoveredPartition.DiscoveredContainer;
import io.horarium.problem.InvalidInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes newly discovered partitions and containers over. What is known keeps its id and what was
 * chosen, also when it was renamed or moved, as long as the source tells it by something that
 * stays; what the source no longer has goes. New ones come unselected.
 */
final class HierarchyMerge {

  private static final String PARTITION = "Partition";
  private static final String CONTAINER = "Container";
  private static final int MAX_NAME = 2000;
  private static final int MAX_PARTITION_NAME = 500;

  private final int systemId;
  private final PartitionStore store;
  private final Map<String, SystemPartition> partitions = new LinkedHashMap<>();
  private final Map<String, SystemContainer> byStableId = new HashMap<>();
  private final Map<String, SystemContainer> byName = new HashMap<>();
  private final Map<Integer, SystemContainer> open = new LinkedHashMap<>();
  private final Map<Integer, String> nameById = new HashMap<>();

  private final List<ItemView> addedPartitions = new ArrayList<>();
  private final List<ItemView> removedPartitions = new ArrayList<>();
  private final List<ItemView> addedContainers = new ArrayList<>();
  private final List<ItemView> removedContainers = new ArrayList<>();
  private final List<RenamedView> renamedContainers = new ArrayList<>();
  private final List<MovedView> movedContainers = new ArrayList<>();
  private int containers;

  HierarchyMerge(
      int systemId,
      PartitionStore store,
      Collection<SystemPartition> knownPartitions,
      Collection<SystemContainer> knownContainers) {
    this.systemId = systemId;
    this.store = store;
    knownPartitions.forEach(known -> partitions.put(key(known.externalId()), known));
    for (SystemContainer known : knownContainers) {
      open.put(known.id(), known);
      nameById.put(known.id(), known.externalId());
      byName.put(key(known.externalId()), known);
      if (known.stableId() != null) {
        byStableId.put(known.stableId(), known);
      }
    }
  }

  /**
   * Changes the stored hierarchy.
   *
   * @throws InvalidInput a name is too long, or a run profile names a partition that is gone
   */
  HierarchyImportView apply(List<DiscoveredPartition> found) {
    Map<String, SystemPartition> gone = new LinkedHashMap<>(partitions);
    for (DiscoveredPartition partition : found) {
      checkName(partition.externalId(), MAX_PARTITION_NAME);
      SystemPartition stored = gone.remove(key(partition.externalId()));
      if (stored == null) {
        stored = store.add(new SystemPartition(systemId, partition.name(), partition.externalId()));
        addedPartitions.add(
            new ItemView(partition.externalId(), partition.name(), false, PARTITION));
      }
      for (DiscoveredContainer container : partition.containers()) {
        take(container, stored.id(), null, partition.externalId());
      }
    }
    for (SystemContainer container : open.values()) {
      boolean chosen = container.selected() || container.excluded();
      removedContainers.add(
          new ItemView(container.externalId(), container.name(), chosen, CONTAINER));
    }
    for (SystemPartition partition : gone.values()) {
      removedPartitions.add(
          new ItemView(partition.externalId(), partition.name(), partition.selected(), PARTITION));
    }
    store.remove(gone.values(), open.keySet());
    return view(found.size());
  }

  private void take(
      DiscoveredContainer found, int partitionId, Integer parentId, String parentName) {
    containers++;
    checkName(found.externalId(), MAX_NAME);
    SystemContainer known = known(found);
    if (known == null) {
      known = new SystemContainer(systemId);
      known.describeAs(found, partitionId, parentId);
      store.add(known);
      addedContainers.add(new ItemView(found.externalId(), found.name(), false, CONTAINER));
    } else {
      open.remove(known.id());
      if (!known.name().equals(Texts.shortened(found.name(), MAX_PARTITION_NAME))) {
        renamedContainers.add(
            new RenamedView(found.externalId(), known.name(), found.name(), CONTAINER));
      }
      if (known.partitionId() != partitionId
          || (known.parentId() == null ? parentId != null : !known.parentId().equals(parentId))) {
        String before = known.parentId() == null ? null : nameById.get(known.parentId());
        movedContainers.add(
            new MovedView(
                found.externalId(),
                found.name(),
                before == null ? partitionName(known.partitionId()) : before,
                parentName));
      }
      known.describeAs(found, partitionId, parentId);
    }
    for (DiscoveredContainer child : found.children()) {
      take(child, partitionId, known.id(), found.externalId());
    }
  }

  /** A container is told by what stays; by its name only if it has nothing that stays. */
  private SystemContainer known(DiscoveredContainer found) {
    SystemContainer known = found.stableId() == null ? null : byStableId.get(found.stableId());
    if (known == null) {
      SystemContainer named = byName.get(key(found.externalId()));
      known =
          named != null && (named.stableId() == null || found.stableId() == null) ? named : null;
    }
    return known != null && open.containsKey(known.id()) ? known : null;
  }

  private String partitionName(int id) {
    return partitions.values().stream()
        .filter(partition -> partition.id() == id)
        .map(SystemPartition::externalId)
        .findFirst()
        .orElse(null);
  }

  private HierarchyImportView view(int total) {
    boolean removedChoice =
        removedPartitions.stream().anyMatch(ItemView::wasSelected)
            || removedContainers.stream().anyMatch(ItemView::wasSelected);
    int changes =
        addedPartitions.size()
            + removedPartitions.size()
            + addedContainers.size()
            + removedContainers.size()
            + renamedContainers.size()
            + movedContainers.size();
    return new HierarchyImportView(
        true,
        null,
        total,
        containers,
        "%d partitions and %d containers found: %d added, %d removed, %d renamed, %d moved."
            .formatted(
                total,
                containers,
                addedPartitions.size() + addedContainers.size(),
                removedPartitions.size() + removedContainers.size(),
                renamedContainers.size(),
                movedContainers.size()),
        changes > 0,
        removedChoice,
        addedPartitions,
        removedPartitions,
        List.of(),
        addedContainers,
        removedContainers,
        renamedContainers,
        movedContainers);
  }

  private static void checkName(String name, int length) {
    if (name.isBlank() || name.length() > length || name.indexOf('\0') >= 0) {
      throw InvalidInput.request(
          "The source has a partition or container whose name cannot be used: '"
              + Texts.shortened(name, 60)
              + "'; names have 1 to "
              + length
              + " characters.");
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
