package io.horarium.connectorspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.connectedsystem.ConfigurationDatabase;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConnectorSpaceQueriesTest {

  private static final int SYSTEM = 77_000;
  private static final UUID ADA = UUID.fromString("0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d01");

  @BeforeAll
  static void insertObjects() {
    ConfigurationDatabase.inTransaction(
        entities ->
            entities
                .createNativeQuery(
                    """
                    with d as (insert into horarium.connector_definition (connector_type, name)
                               values ('space', 'Space') returning id),
                    s as (insert into horarium.connected_system (id, name, connector_definition_id)
                          select 77000, 'Space', id from d returning id),
                    t as (insert into horarium.object_type (id, connected_system_id, name)
                          select 77001, id, 'person' from s returning id),
                    a as (insert into horarium.object_attribute
                            (id, object_type_id, name, data_type, external_id)
                          select v.id, t.id, v.name, v.type, v.name = 'id' from t, (values
                            (77001, 'id', 'Text'), (77002, 'age', 'Number'),
                            (77003, 'manager', 'Reference'), (77004, 'mail', 'Text'))
                            v(id, name, type)),
                    c as (insert into horarium.cso
                            (id, system_id, object_type_id, anchor, status, attrs)
                          values ('0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d01', 77000, 77001, 'A%1',
                            'Normal', '{"displayName":["Ada"],"age":["36"],"id":["A%1"],
                            "mail":["a","b","c","d","e","f","g","h","i","j","k"]}'),
                          ('0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d02', 77000, 77001, 'B1',
                            'Obsolete', '{"id":["B1"]}') returning id)
                    select count(*) from c
                    """,
                    Long.class)
                .getSingleResult());
    ConfigurationDatabase.inTransaction(
        entities ->
            entities
                .createNativeQuery(
                    "insert into horarium.cso_ref (cso_id, attribute_id, raw_value, system_id)"
                        + " values (:ada, 77003, 'nobody', 77000)")
                .setParameter("ada", ADA)
                .executeUpdate());
  }

  private static SpaceFilter search(String text) {
    return new SpaceFilter(text, Set.of(), Set.of(), Set.of(), "displayName", false);
  }

  @Test
  void listsFiltersAndSearchesLiterally() {
    ConfigurationDatabase.inTransaction(
        entities -> {
          var queries = new ConnectorSpaceQueries(entities);

          var all = queries.list(SYSTEM, search(null), 0, 10);
          assertThat(all.total()).isEqualTo(2);
          assertThat(all.items())
              .extracting(SpaceObjectHeaderView::displayName)
              .containsExactly("Ada", "B1");
          assertThat(all.items().get(0).externalIdAttributeName()).isEqualTo("id");
          assertThat(all.items().get(0).typeName()).isEqualTo("person");
          assertThat(queries.list(SYSTEM, search("a%"), 0, 10).total()).isEqualTo(1);
          assertThat(queries.list(SYSTEM, search("%1%"), 0, 10).total()).isZero();
          var obsolete =
              new SpaceFilter(
                  null,
                  Set.of(ObjectStatus.Obsolete),
                  Set.of(77_001),
                  Set.of(JoinType.NotJoined),
                  null,
                  true);
          assertThat(queries.list(SYSTEM, obsolete, 0, 10).items())
              .extracting(SpaceObjectHeaderView::externalIdValue)
              .containsExactly("B1");
          assertThat(queries.list(SYSTEM, search(null), 5, 10).items()).isEmpty();
          return null;
        });
  }

  @Test
  void countsObjectsAndUnresolvedReferences() {
    ConfigurationDatabase.inTransaction(
        entities -> {
          var queries = new ConnectorSpaceQueries(entities);

          assertThat(queries.count(SYSTEM, Set.of(), null)).isEqualTo(2);
          assertThat(queries.count(SYSTEM, Set.of(1), null)).isZero();
          assertThat(queries.count(SYSTEM, Set.of(77_001), 1)).isZero();
          assertThat(queries.unresolvedReferences(SYSTEM)).isEqualTo(1);
          assertThat(queries.systemName(SYSTEM)).contains("Space");
          assertThat(queries.systemName(-1)).isEmpty();
          return null;
        });
  }

  @Test
  void showsAtMostTenValuesOfAnAttribute() {
    ConfigurationDatabase.inTransaction(
        entities -> {
          var service = new ConnectorSpaceService(new ConnectorSpaceQueries(entities));

          var ada = service.get(SYSTEM, ADA);

          assertThat(ada.displayName()).isEqualTo("Ada");
          assertThat(ada.connectedSystemName()).isEqualTo("Space");
          assertThat(ada.attributeValues()).hasSize(14);
          assertThat(ada.attributeValueSummaries())
              .contains(new SpaceObjectView.SummaryView("mail", 11, 10, true));
          assertThat(ada.attributeValues())
              .anySatisfy(
                  value -> {
                    assertThat(value.attributeName()).isEqualTo("age");
                    assertThat(value.intValue()).isEqualTo(36);
                    assertThat(value.stringValue()).isNull();
                  })
              .anySatisfy(
                  value -> assertThat(value.unresolvedReferenceValue()).isEqualTo("nobody"));
          assertThat(service.values(SYSTEM, ADA, "mail", null, 10, 10).items()).hasSize(1);
          assertThat(service.values(SYSTEM, ADA, "mail", "C", 0, 10).total()).isEqualTo(1);
          return null;
        });
  }
}
