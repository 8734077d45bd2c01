package io.horarium.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.platform.Database;
import io.horarium.testdb.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What retention deletes and what it leaves. */
class ExpiredHistoryStoreTest {

  private final Database database = TestDatabase.database();
  private final ExpiredHistoryStore history = new ExpiredHistoryStore(database);

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  private UUID activity(UUID parent, int ageInDays, boolean ended) {
    UUID id = UUID.randomUUID();
    database.update(
        """
        insert into horarium.activity (id, parent_activity_id, status, target_type, target_operation_type, created, completed_at)
        values (?, ?, ?, 'Schedule', 'Execute', now() - make_interval(days => ?),
          case when ? then now() - make_interval(days => ?) end)""",
        id,
        parent,
        ended ? "Complete" : "InProgress",
        ageInDays,
        ended,
        ageInDays);
    database.update(
        "insert into horarium.activity_item (activity_id, change_type) values (?, 'Added'), (?, 'Added')",
        id,
        id);
    return id;
  }

  private UUID execution(int ageInDays, boolean closed) {
    UUID id = UUID.randomUUID();
    database.update(
        """
        insert into horarium.execution (id, kind, status, total_groups, initiated_by_type, queued_at, closed_at)
        values (?, 'Schedule', ?, 1, 'System', now() - make_interval(days => ?),
          case when ? then now() - make_interval(days => ?) end)""",
        id,
        closed ? "Complete" : "InProgress",
        ageInDays,
        closed,
        ageInDays);
    return id;
  }

  private void deleteAll(int days, int keep) {
    for (UUID id : history.expiredActivities(days, keep)) {
      while (history.deleteItems(id)) {
        // portion by portion
      }
      history.deleteActivity(id);
    }
  }

  private List<UUID> ids(String table) {
    return database.list("select id from horarium." + table, row -> row.getObject(1, UUID.class));
  }

  @Test
  void oldActivitiesGoWithChildrenAndItems() {
    // given
    UUID old = activity(null, 100, true);
    activity(old, 100, true);
    UUID young = activity(null, 10, true);

    // when
    deleteAll(90, 1000);

    // then
    assertThat(ids("activity")).containsExactly(young);
    assertThat(database.number("select count(*) from horarium.activity_item")).isEqualTo(2);
  }

  @Test
  void whatRunsStays() {
    // given
    UUID running = activity(null, 100, false);
    UUID parent = activity(null, 100, true);
    UUID child = activity(parent, 100, false);
    UUID execution = execution(100, false);

    // when
    deleteAll(90, 1);
    boolean deleted = history.deleteExecutions(90, 1);

    // then
    assertThat(ids("activity")).containsExactlyInAnyOrder(running, parent, child);
    assertThat(deleted).isFalse();
    assertThat(ids("execution")).containsExactly(execution);
  }

  @Test
  void theNewestAreKeptByCount() {
    // given
    activity(null, 3, true);
    UUID second = activity(null, 2, true);
    UUID newest = activity(null, 1, true);
    execution(3, true);
    UUID keptSecond = execution(2, true);
    UUID keptNewest = execution(1, true);

    // when
    deleteAll(90, 2);
    boolean deleted = history.deleteExecutions(90, 2);

    // then
    assertThat(ids("activity")).containsExactlyInAnyOrder(second, newest);
    assertThat(deleted).isTrue();
    assertThat(ids("execution")).containsExactlyInAnyOrder(keptSecond, keptNewest);
    assertThat(history.deleteExecutions(90, 2)).isFalse();
  }
}
