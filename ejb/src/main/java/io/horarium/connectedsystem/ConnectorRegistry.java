package io.horarium.connectedsystem;

import io.horarium.connector.ConnectorFactory;
import io.horarium.problem.InvalidInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The connectors of this application: every {@link ConnectorFactory} bean. */
@ApplicationScoped
public class ConnectorRegistry {

  private List<ConnectorFactory> factories = List.of();

  protected ConnectorRegistry() {}

  @Inject
  public ConnectorRegistry(@Any Instance<ConnectorFactory> found, SettingCipher cipher) {
    this(found.stream().toList(), cipher);
  }

  /** Exactly these connectors; their secret settings are kept sealed. */
  public ConnectorRegistry(List<ConnectorFactory> factories, SettingCipher cipher) {
    this(
        factories.stream()
            .map(factory -> (ConnectorFactory) new SecretKeepingFactory(factory, cipher))
            .toList());
  }

  /** Exactly these connectors; they cannot have secret settings. */
  public ConnectorRegistry(List<ConnectorFactory> factories) {
    this.factories = List.copyOf(factories);
  }

  /** In no order. */
  public List<ConnectorFactory> all() {
    return factories;
  }

  /** The connector of this short name; empty when it is no longer installed. */
  public Optional<ConnectorFactory> byType(String type) {
    return factories.stream().filter(f -> f.descriptor().type().equals(type)).findFirst();
  }

  /**
   * The connector of a system.
   *
   * @throws InvalidInput when it is no longer installed
   */
  public ConnectorFactory of(ConnectedSystem system) {
    return byType(system.connector().type())
        .orElseThrow(
            () ->
                InvalidInput.request(
                    "The connector '"
                        + system.connector().name()
                        + "' of Connected System "
                        + system.id()
                        + " is not installed; install it or delete the system."));
  }
}
