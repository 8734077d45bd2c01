package io.horarium.connectedsystem;

import io.horarium.connector.ConnectorFactory;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Makes the installed connectors known in the database at every start. */
@Singleton
@Startup
@PermitAll
public class ConnectorDefinitionStart {

  private ConnectorRegistry registry;
  private ConnectorDefinitionStore definitions;

  protected ConnectorDefinitionStart() {}

  @Inject
  public ConnectorDefinitionStart(
      ConnectorRegistry registry, ConnectorDefinitionStore definitions) {
    this.registry = registry;
    this.definitions = definitions;
  }

  @PostConstruct
  void register() {
    registry.all().stream().map(ConnectorFactory::descriptor).forEach(definitions::put);
  }
}
