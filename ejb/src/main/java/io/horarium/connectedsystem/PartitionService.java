package io.horarium.connectedsystem;

import io.horarium.access.Roles;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** Shows the partitions of a system (contract/jim-sync.md 2.7). No connector makes any yet. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class PartitionService {

  private ConnectedSystemRepository systems;

  protected PartitionService() {}

  @Inject
  public PartitionService(ConnectedSystemRepository systems) {
    this.systems = systems;
  }

  /**
   * By name; empty when the connector has none.
   *
   * @throws NotFound unknown system
   */
  public List<PartitionView> list(int systemId) {
    systems.get(systemId);
    return systems.partitions(systemId).stream().map(PartitionView::of).toList();
  }

  /**
   * One partition.
   *
   * @throws NotFound unknown system, or no partition of it
   */
  public PartitionView get(int systemId, int partitionId) {
    systems.get(systemId);
    return systems
        .partition(systemId, partitionId)
        .map(PartitionView::of)
        .orElseThrow(() -> new NotFound("Partition", partitionId));
  }

  /**
   * Would read the partitions from the system.
   *
   * @throws NotFound unknown system
   * @throws InvalidInput always: no connector of this version has partitions
   */
  public void importHierarchy(int systemId) {
    ConnectedSystem system = systems.get(systemId);
    throw InvalidInput.request(
        "The connector '" + system.connector().name() + "' has no partitions to import.");
  }
}
