package io.horarium.connectedsystem;

import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connector.DiscoveredPartition;
import io.horarium.connector.SystemFact;
import io.horarium.platform.Clock;
import io.horarium.problem.InvalidInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Stored partitions and containers, and the transaction that takes a discovered hierarchy over. */
@ApplicationScoped
@Transactional
public class PartitionStore {

  private static final int MAX_PARAMETERS = 1_000;

  private EntityManager entities;
  private ConnectedSystemRepository systems;
  private ActivityStore activities;
  private Clock clock;

  protected PartitionStore() {}

  @Inject
  public PartitionStore(
      EntityManager entities,
      ConnectedSystemRepository systems,
      ActivityStore activities,
      Clock clock) {
    this.entities = entities;
    this.systems = systems;
    this.activities = activities;
    this.clock = clock;
  }

  /** Takes the found hierarchy over and records that. */
  HierarchyImportView merge(
      int systemId, List<DiscoveredPartition> found, List<SystemFact> facts, ChangeCause cause) {
    ConnectedSystem system = systems.lock(systemId);
    HierarchyImportView view =
        new HierarchyMerge(systemId, this, systems.partitions(systemId), containers(systemId))
            .apply(found);
    system.sawFacts(facts);
    system.touch(clock.now());
    systems.flush();
    activities.completed(
        ChangeRecord.ofSystem(
            ActivityOperation.ImportHierarchy, system.id(), system.name(), cause));
    return view;
  }

  /** All containers of a system, in no order. */
  List<SystemContainer> containers(int systemId) {
    return entities
        .createQuery(
            "select c from SystemContainer c where c.systemId = :id", SystemContainer.class)
        .setParameter("id", systemId)
        .getResultList();
  }

  /** All containers of a system by partition id. */
  Map<Integer, List<SystemContainer>> containersByPartition(int systemId) {
    return containers(systemId).stream()
        .collect(Collectors.groupingBy(SystemContainer::partitionId));
  }

  Optional<SystemContainer> container(int systemId, int containerId) {
    return Optional.ofNullable(entities.find(SystemContainer.class, containerId))
        .filter(container -> container.systemId() == systemId);
  }

  SystemPartition add(SystemPartition partition) {
    entities.persist(partition);
    return partition;
  }

  void add(SystemContainer container) {
    entities.persist(container);
  }

  /**
   * Removes what the source no longer has.
   *
   * @throws InvalidInput a run profile names one of the partitions
   */
  void remove(Collection<SystemPartition> partitions, Collection<Integer> containerIds) {
    entities.flush();
    for (SystemPartition partition : partitions) {
      List<String> profiles =
          entities
              .createQuery(
                  "select p.name from RunProfile p where p.partition.id = :id", String.class)
              .setParameter("id", partition.id())
              .getResultList();
      if (!profiles.isEmpty()) {
        throw InvalidInput.request(
            "The source no longer has the partition '"
                + partition.name()
                + "', but the run profile '"
                + profiles.get(0)
                + "' reads it; change or delete the run profile first.");
      }
    }
    List<Integer> ids = List.copyOf(containerIds);
    for (int from = 0; from < ids.size(); from += MAX_PARAMETERS) {
      entities
          .createQuery("delete from SystemContainer c where c.id in :ids")
          .setParameter("ids", ids.subList(from, Math.min(ids.size(), from + MAX_PARAMETERS)))
          .executeUpdate();
    }
    partitions.forEach(entities::remove);
    entities.flush();
  }
}
