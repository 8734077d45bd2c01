package io.horarium.connectedsystem;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Counts what hangs on a system in the tables of synchronisation; by plain SQL and read-only. */
@ApplicationScoped
public class DeletionPreviewQueries {

  private Database database;

  protected DeletionPreviewQueries() {}

  @Inject
  public DeletionPreviewQueries(Database database) {
    this.database = database;
  }

  /**
   * What hangs on a system.
   *
   * @param joined metaverse objects with an object of the system
   * @param joinedElsewhere of these, those with an object of another system too
   * @param withDeletionRule of these, those whose type deletes objects by itself
   * @param withGracePeriod of these, those that would be deleted later
   */
  record Dependents(
      long rules,
      long pendingExports,
      long joined,
      long joinedElsewhere,
      long withDeletionRule,
      long withGracePeriod) {}

  Dependents of(int systemId) {
    return database
        .first(
            """
            with joined as (
              select distinct c.mvo_id from horarium.cso c where c.system_id = ? and c.mvo_id is not null)
            select (select count(*) from horarium.sync_rule where connected_system_id = ?),
              (select count(*) from horarium.pending_export where system_id = ?),
              count(*),
              count(*) filter (where exists (
                select 1 from horarium.cso o where o.mvo_id = j.mvo_id and o.system_id <> ?)),
              count(*) filter (where t.deletion_rule <> 'Manual'),
              count(*) filter (where t.deletion_rule <> 'Manual' and t.deletion_grace_seconds > 0)
            from joined j join horarium.mvo m on m.id = j.mvo_id join horarium.mv_object_type t on t.id = m.mv_type_id""",
            row ->
                new Dependents(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)),
            systemId,
            systemId,
            systemId,
            systemId)
        .orElseThrow();
  }
}
