package io.horarium.connectedsystem;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connector.DiscoveredPartition;
import io.horarium.connector.SystemFact;
import io.horarium.platform.Clock;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.problem.RunFailure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/** Imports, shows and selects partitions and containers (contract/jim-sync.md 2.7). */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class PartitionService {

  private ConnectedSystemRepository systems;
  private PartitionStore partitions;
  private SchemaStore sources;
  private ActivityStore activities;
  private Clock clock;

  protected PartitionService() {}

  @Inject
  public PartitionService(
      ConnectedSystemRepository systems,
      PartitionStore partitions,
      SchemaStore sources,
      ActivityStore activities,
      Clock clock) {
    this.systems = systems;
    this.partitions = partitions;
    this.sources = sources;
    this.activities = activities;
    this.clock = clock;
  }

  /**
   * By name; empty when the connector has none, or none were imported.
   *
   * @throws NotFound unknown system
   */
  public List<PartitionView> list(int systemId) {
    systems.get(systemId);
    var containers = partitions.containersByPartition(systemId);
    return systems.partitions(systemId).stream()
        .map(p -> PartitionView.of(p, containers.getOrDefault(p.id(), List.of())))
        .toList();
  }

  /**
   * Selects or deselects a partition.
   *
   * @param selected null leaves it
   * @throws NotFound unknown system, or no partition of it
   */
  public PartitionView update(int systemId, int partitionId, Boolean selected, ChangeCause cause) {
    ConnectedSystem system = systems.lock(systemId);
    SystemPartition partition =
        systems
            .partition(systemId, partitionId)
            .orElseThrow(() -> new NotFound("Partition", partitionId));
    if (selected != null) {
      partition.select(selected);
    }
    changed(system, cause);
    return PartitionView.of(
        partition, partitions.containersByPartition(systemId).getOrDefault(partitionId, List.of()));
  }

  /**
   * Selects, excludes or releases a container; null leaves a value, and selecting ends an exclusion
   * unless both are given.
   *
   * @throws NotFound unknown system, or no container of it
   * @throws InvalidInput it would be selected and excluded
   */
  public ContainerView updateContainer(
      int systemId,
      int containerId,
      Boolean selected,
      Boolean excluded,
      SystemContainer.Scope scope,
      ChangeCause cause) {
    ConnectedSystem system = systems.lock(systemId);
    SystemContainer container =
        partitions
            .container(systemId, containerId)
            .orElseThrow(() -> new NotFound("Container", containerId));
    boolean select = selected == null ? container.selected() : selected;
    boolean exclude = excluded == null ? container.excluded() : excluded;
    if (select && exclude && excluded == null) {
      exclude = false;
    } else if (select && exclude && selected == null) {
      select = false;
    }
    if (select && exclude) {
      throw InvalidInput.request(
          "A container cannot be both selected and excluded; set one of the two.");
    }
    container.choose(select, exclude, scope == null ? container.scope() : scope);
    changed(system, cause);
    return ContainerView.of(
        container,
        partitions
            .containersByPartition(systemId)
            .getOrDefault(container.partitionId(), List.of()));
  }

  /**
   * Reads partitions and containers from the system, outside of any transaction, and takes them
   * over.
   *
   * @throws NotFound unknown system
   * @throws InvalidInput the connector has none, or they cannot be read; tells why
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public HierarchyImportView importHierarchy(int systemId, ChangeCause cause) {
    SchemaStore.Source source = sources.source(systemId);
    if (!source.factory().descriptor().capabilities().partitions()) {
      throw InvalidInput.request(
          "The connector '"
              + source.factory().descriptor().name()
              + "' has no partitions to import.");
    }
    List<DiscoveredPartition> found;
    List<SystemFact> facts;
    try (var connector = source.factory().create(source.settings())) {
      facts = connector.test();
      found = connector.discoverPartitions();
    } catch (RunFailure e) {
      throw InvalidInput.request("Hierarchy import failed: " + e.getMessage());
    }
    return partitions.merge(systemId, found, facts, cause);
  }

  /**
   * What was seen at the last connection (contract/jim-sync.md 2.8); empty before the first.
   *
   * @throws NotFound unknown system
   */
  public List<SystemFact> facts(int systemId) {
    return systems.get(systemId).facts();
  }

  private void changed(ConnectedSystem system, ChangeCause cause) {
    system.touch(clock.now());
    systems.flush();
    activities.completed(
        ChangeRecord.ofSystem(ActivityOperation.Update, system.id(), system.name(), cause));
  }
}
