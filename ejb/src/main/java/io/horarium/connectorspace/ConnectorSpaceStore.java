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

  private static final String COUNTS =
      "select system_id, count(*) as objects,"
          + " count(*) filter (where join_type <> 'NotJoined') as joined from horarium.cso";

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
   * @param pendingExports those with something that waits to be exported or confirmed
   */
  public record Counts(long objects, long joined, long pendingExports) {

    public static final Counts NONE = new Counts(0, 0, 0);
  }

  /** Counts of every system that has objects, by system id. */
  public Map<Integer, Counts> countsBySystem() {
    List<?> rows =
        entities
            .createNativeQuery(
                "select c.system_id, c.objects, c.joined, coalesce(p.exports, 0) from ("
                    + COUNTS
                    + " group by system_id) c left join (select system_id, count(*) as exports"
                    + " from horarium.pending_export group by system_id) p"
                    + " on p.system_id = c.system_id",
                Object[].class)
            .getResultList();
    var counts = new HashMap<Integer, Counts>();
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      counts.put(number(columns[0]).intValue(), counts(columns));
    }
    return counts;
  }

  /** Counts of one system. */
  public Counts counts(int systemId) {
    return counts(
        (Object[])
            entities
                .createNativeQuery(
                    "select :system, count(*), count(*) filter (where join_type <> 'NotJoined'),"
                        + " (select count(*) from horarium.pending_export"
                        + " where system_id = :system)"
                        + " from horarium.cso where system_id = :system",
                    Object[].class)
                .setParameter("system", systemId)
                .getSingleResult());
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
   * Removes all objects of a system with their references, with what waits to be exported to it and
   * with the place where its next delta import would begin. What its objects contributed to the
   * metaverse stays as it is, frozen: nothing is recalled (contract/jim-sync.md 2.8).
   */
  public void clear(int systemId) {
    update(
        "delete from horarium.pending_reference where pe_id in"
            + " (select id from horarium.pending_export where system_id = :system)",
        systemId);
    update("delete from horarium.pending_export where system_id = :system", systemId);
    update("delete from horarium.import_token where system_id = :system", systemId);
    update("update horarium.contribution set cso_id = null where system_id = :system", systemId);
    update("delete from horarium.cso where system_id = :system", systemId);
  }

  private void update(String sql, int systemId) {
    entities.createNativeQuery(sql).setParameter("system", systemId).executeUpdate();
  }

  private static Counts counts(Object[] row) {
    return new Counts(
        number(row[1]).longValue(), number(row[2]).longValue(), number(row[3]).longValue());
  }

  private static boolean exists(Object answer) {
    return Boolean.TRUE.equals(answer);
  }

  private static Number number(Object column) {
    return (Number) column;
  }
}
