package io.horarium.connectedsystem;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A container with those in it (contract/jim-sync.md 2.7).
 *
 * @param objectCount always null: not counted
 * @param subtreeObjectCount always null: not counted
 */
public record ContainerView(
    int id,
    String name,
    String externalId,
    String description,
    boolean hidden,
    boolean selected,
    boolean excluded,
    SystemContainer.Scope scope,
    Long objectCount,
    Long subtreeObjectCount,
    int partitionId,
    int connectedSystemId,
    List<ContainerView> childContainers) {

  /** The tree of all containers of one partition, by name. */
  static List<ContainerView> tree(List<SystemContainer> containers) {
    Map<Integer, List<SystemContainer>> byParent =
        containers.stream()
            .collect(Collectors.groupingBy(c -> c.parentId() == null ? 0 : c.parentId()));
    return below(0, byParent);
  }

  /** One container with those in it. */
  static ContainerView of(SystemContainer container, List<SystemContainer> ofPartition) {
    Map<Integer, List<SystemContainer>> byParent =
        ofPartition.stream()
            .collect(Collectors.groupingBy(c -> c.parentId() == null ? 0 : c.parentId()));
    return view(container, byParent);
  }

  private static List<ContainerView> below(
      int parent, Map<Integer, List<SystemContainer>> byParent) {
    return byParent.getOrDefault(parent, List.of()).stream()
        .sorted(
            Comparator.comparing(SystemContainer::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(SystemContainer::id))
        .map(container -> view(container, byParent))
        .toList();
  }

  private static ContainerView view(
      SystemContainer container, Map<Integer, List<SystemContainer>> byParent) {
    return new ContainerView(
        container.id(),
        container.name(),
        container.externalId(),
        container.description(),
        container.hidden(),
        container.selected(),
        container.excluded(),
        container.scope(),
        null,
        null,
        container.partitionId(),
        container.systemId(),
        below(container.id(), byParent));
  }
}
