package io.horarium.connectedsystem;

import io.horarium.access.Roles;
import io.horarium.activity.ChangeCause;
import io.horarium.connector.DiscoveredSchema;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.RunFailure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * Imports the schema of a system (contract/jim-sync.md 2.5). The source is read outside of any
 * transaction: it may be slow.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SchemaService {

  private SchemaStore schemas;
  private ConnectedSystemService systems;

  protected SchemaService() {}

  @Inject
  public SchemaService(SchemaStore schemas, ConnectedSystemService systems) {
    this.schemas = schemas;
    this.systems = systems;
  }

  /**
   * Discovers the schema and takes it over.
   *
   * @throws io.horarium.problem.NotFound unknown system
   * @throws InvalidInput the settings are not filled, or the source cannot be read; tells why
   */
  public ConnectedSystemView importSchema(int systemId, ChangeCause cause) {
    DiscoveredSchema found;
    try {
      found = discover(systemId);
    } catch (RunFailure e) {
      throw InvalidInput.request("Schema import failed: " + e.getMessage());
    }
    schemas.merge(systemId, found, cause);
    return systems.get(systemId);
  }

  /**
   * Discovers the schema and shows what taking it over would change. A source that cannot be read
   * is part of the answer.
   *
   * @throws io.horarium.problem.NotFound unknown system
   */
  public SchemaPreviewView preview(int systemId) {
    try {
      return schemas.preview(systemId, discover(systemId));
    } catch (RunFailure | InvalidInput e) {
      return SchemaPreviewView.failed(e.getMessage());
    }
  }

  private DiscoveredSchema discover(int systemId) {
    SchemaStore.Source source = schemas.source(systemId);
    try (var connector = source.factory().create(source.settings())) {
      return connector.discoverSchema();
    }
  }
}
