package io.horarium.connectedsystem;

import io.horarium.access.Roles;
import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorFactory;
import io.horarium.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The connectors a system can be made with. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ConnectorDefinitionService {

  private ConnectorDefinitionStore definitions;
  private ConnectorRegistry registry;

  protected ConnectorDefinitionService() {}

  @Inject
  public ConnectorDefinitionService(
      ConnectorDefinitionStore definitions, ConnectorRegistry registry) {
    this.definitions = definitions;
    this.registry = registry;
  }

  /** Installed connectors by name. */
  public List<ConnectorDefinitionHeaderView> list() {
    Set<Integer> inUse = new HashSet<>(definitions.inUse());
    return definitions.all().stream()
        .flatMap(
            stored ->
                registry.byType(stored.type()).map(ConnectorFactory::descriptor).stream()
                    .map(descriptor -> header(stored, descriptor, inUse)))
        .toList();
  }

  /**
   * One connector.
   *
   * @throws NotFound unknown or not installed
   */
  public ConnectorDefinitionView byId(int id) {
    return definitions
        .byId(id)
        .flatMap(this::view)
        .orElseThrow(() -> new NotFound("Connector definition", id));
  }

  /**
   * One connector by its exact name.
   *
   * @throws NotFound unknown or not installed
   */
  public ConnectorDefinitionView byName(String name) {
    return definitions
        .byName(name)
        .flatMap(this::view)
        .orElseThrow(() -> new NotFound("Connector definition", name));
  }

  private Optional<ConnectorDefinitionView> view(ConnectorDefinition stored) {
    return registry
        .byType(stored.type())
        .map(factory -> ConnectorDefinitionView.of(stored, factory.descriptor()));
  }

  private static ConnectorDefinitionHeaderView header(
      ConnectorDefinition stored, ConnectorDescriptor descriptor, Set<Integer> inUse) {
    return new ConnectorDefinitionHeaderView(
        stored.id(),
        descriptor.name(),
        descriptor.description(),
        true,
        stored.created(),
        stored.lastUpdated(),
        0,
        "",
        inUse.contains(stored.id()));
  }
}
