package io.horarium.connectorspace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts and removes the objects of a system as a whole, by plain SQL. */
@ApplicationScoped
public class ConnectorSpaceStore {

  private EntityManager entities;

  protected ConnectorSpaceStore() {}

  @Inject
  public ConnectorSpaceStore(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * How many objects a system has.
   *
   * @param joined those that belong to a metaverse object
   */
  public record Counts(long objects, long joined) {

    public static final Counts NONE = new Counts(0, 0);
  }

  /** Counts of every system that has objects, by system id. */
  public Map<Integer, Counts> countsBySystem() {
    List<?> rows =
        entities
            .createNativeQuery(
                "select system_id, count(*), count(*) filter (where join_type <> 'NotJoined')"
                    + " from horarium.cso group by system_id",
                Object[].class)
            .getResultList();
    var counts = new HashMap<Integer, Counts>();
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      counts.put(number(columns[0]).intValue(), counts(columns[1], columns[2]));
    }
    return counts;
  }

  /** Counts of one system. */
  public Counts counts(int systemId) {
    Object[] row =
        (Object[])
            entities
                .createNativeQuery(
                    "select count(*), count(*) filter (where join_type <> 'NotJoined')"
                        + " from horarium.cso where system_id = :system",
                    Object[].class)
                .setParameter("system", systemId)
                .getSingleResult();
    return counts(row[0], row[1]);
  }

  /** Whether there is any object of the type. */
  public boolean hasObjects(int systemId, int typeId) {
    return exists(
        entities
            .createNativeQuery(
                "select exists (select 1 from horarium.cso"
                    + " where system_id = :system and object_type_id = :type)",
                Boolean.class)
            .setParameter("system", systemId)
            .setParameter("type", typeId)
            .getSingleResult());
  }

  /** Whether any object of the type has a value of the attribute. */
  public boolean hasValues(int systemId, int typeId, int attributeId, String attributeName) {
    return exists(
        entities
            .createNativeQuery(
                "select exists (select 1 from horarium.cso where system_id = :system"
                    + " and object_type_id = :type and jsonb_exists(attrs, :name))"
                    + " or exists (select 1 from horarium.cso_ref r"
                    + " where r.system_id = :system and r.attribute_id = :attribute)",
                Boolean.class)
            .setParameter("system", systemId)
            .setParameter("type", typeId)
            .setParameter("name", attributeName)
            .setParameter("attribute", attributeId)
            .getSingleResult());
  }

  /**
   * Removes all objects of a system. Their references go with them; so do the tokens of delta
   * imports, because a change of an object that is not here says nothing about it.
   */
  public void clear(int systemId) {
    entities
        .createNativeQuery("delete from horarium.import_token where system_id = :system")
        .setParameter("system", systemId)
        .executeUpdate();
    entities
        .createNativeQuery("delete from horarium.cso where system_id = :system")
        .setParameter("system", systemId)
        .executeUpdate();
  }

  private static Counts counts(Object objects, Object joined) {
    return new Counts(number(objects).longValue(), number(joined).longValue());
  }

  private static boolean exists(Object answer) {
    return Boolean.TRUE.equals(answer);
  }

  private static Number number(Object column) {
    return (Number) column;
  }
}
