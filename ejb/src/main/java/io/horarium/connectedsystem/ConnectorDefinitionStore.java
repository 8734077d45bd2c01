package io.horarium.connectedsystem;

import io.horarium.connector.ConnectorDescriptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** The stored ids of connectors and their settings. */
@ApplicationScoped
public class ConnectorDefinitionStore {

  private EntityManager entities;

  protected ConnectorDefinitionStore() {}

  @Inject
  public ConnectorDefinitionStore(EntityManager entities) {
    this.entities = entities;
  }

  /** Gives ids to a connector and those of its settings that have none yet; nodes may race. */
  void put(ConnectorDescriptor descriptor) {
    entities
        .createNativeQuery(
            """
            insert into horarium.connector_definition as d (connector_type, name)
            select :type, :name
            where not exists (select 1 from horarium.connector_definition
                              where connector_type = :type and name = :name)
            on conflict (connector_type) do update set name = excluded.name, last_updated = now()
            """)
        .setParameter("type", descriptor.type())
        .setParameter("name", descriptor.name())
        .executeUpdate();
    for (ConnectorDescriptor.Setting setting : descriptor.settings()) {
      entities
          .createNativeQuery(
              """
              insert into horarium.connector_setting (connector_definition_id, name)
              select d.id, :name from horarium.connector_definition d
              where d.connector_type = :type
                and not exists (select 1 from horarium.connector_setting s
                                where s.connector_definition_id = d.id and s.name = :name)
              on conflict (connector_definition_id, name) do nothing
              """)
          .setParameter("type", descriptor.type())
          .setParameter("name", setting.name())
          .executeUpdate();
    }
  }

  List<ConnectorDefinition> all() {
    return entities
        .createQuery(
            "select d from ConnectorDefinition d order by d.name", ConnectorDefinition.class)
        .getResultList();
  }

  Optional<ConnectorDefinition> byId(int id) {
    return Optional.ofNullable(entities.find(ConnectorDefinition.class, id));
  }

  Optional<ConnectorDefinition> byName(String name) {
    return entities
        .createQuery(
            "select d from ConnectorDefinition d where d.name = :name", ConnectorDefinition.class)
        .setParameter("name", name)
        .getResultStream()
        .findFirst();
  }

  /** Ids of the definitions that some connected system uses. */
  List<Integer> inUse() {
    return entities
        .createQuery("select distinct s.connector.id from ConnectedSystem s", Integer.class)
        .getResultList();
  }
}
