package io.horarium.retention;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/**
 * Deletes executions, activities and items that are too old or too many, in small transactions.
 * Nothing that runs is touched, and no lock is held that a run could wait for.
 */
@ApplicationScoped
public class ExpiredHistoryStore {

  private static final int EXECUTIONS_AT_ONCE = 200;
  private static final int ACTIVITIES_AT_ONCE = 100;
  private static final int ITEMS_AT_ONCE = 10_000;

  private Database database;

  protected ExpiredHistoryStore() {}

  @Inject
  public ExpiredHistoryStore(Database database) {
    this.database = database;
  }

  /** Deletes a portion of the executions that are to go; false when none is left. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean deleteExecutions(int days, int keep) {
    return database.update(
            """
            delete from horarium.execution where id in (
              select id from horarium.execution
              where closed_at is not null
                and (closed_at < now() - make_interval(days => ?)
                     or queued_at < (select queued_at from horarium.execution where closed_at is not null
                                     order by queued_at desc, id desc offset ? limit 1))
              limit ? for update skip locked)""",
            days,
            keep - 1,
            EXECUTIONS_AT_ONCE)
        > 0;
  }

  /**
   * Activities without parent that are to go, a portion of them; those of a running execution are
   * not ended yet.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<UUID> expiredActivities(int days, int keep) {
    return database.list(
        """
        select id from horarium.activity
        where parent_activity_id is null and completed_at is not null
          and (completed_at < now() - make_interval(days => ?)
               or created < (select created from horarium.activity
                             where parent_activity_id is null and completed_at is not null
                             order by created desc, id desc offset ? limit 1))
          and not exists (select 1 from horarium.activity c where c.parent_activity_id = activity.id and c.completed_at is null)
        limit ?""",
        row -> row.getObject(1, UUID.class),
        days,
        keep - 1,
        ACTIVITIES_AT_ONCE);
  }

  /** Deletes a portion of the items of an activity and its children; false when none is left. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean deleteItems(UUID activityId) {
    return database.update(
            """
            delete from horarium.activity_item where (activity_id, seq) in (
              select i.activity_id, i.seq from horarium.activity_item i
              where i.activity_id in (select id from horarium.activity where id = ? or parent_activity_id = ?)
              limit ?)""",
            activityId,
            activityId,
            ITEMS_AT_ONCE)
        > 0;
  }

  /** Deletes an activity whose items are gone, with its children and phases. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void deleteActivity(UUID activityId) {
    database.update("delete from horarium.activity where id = ?", activityId);
  }
}
