package io.horarium.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/**
 * Looks at one execution from behind: how far it is while it runs, and whether all that was said
 * about it is true when it has ended.
 */
public final class ExecutionChecker {

  private final Database database;
  private final String execution;

  public ExecutionChecker(Database database, String execution) {
    this.database = database;
    this.execution = execution;
  }

  /** Objects read and applied so far by all of its imports. */
  public int progress() {
    return Integer.parseInt(
        database
            .rows(
                """
                select coalesce(sum(objects_read + added + updated + deleted), 0) from horarium.activity
                where schedule_execution_id = ?::uuid""",
                execution)
            .get(0));
  }

  /** Waits until so many objects are read or applied; it must not be over by then. */
  public void awaitProgress(int moment) {
    Await.untilTrue(
        "execution " + execution + " to have come to " + moment,
        Duration.ofMinutes(3),
        () -> {
          assertThat(value("completed_at"))
              .as("the execution was over too early")
              .isEqualTo("null");
          return progress() >= moment;
        });
  }

  /** It must not be over. */
  public void assertOpen() {
    assertThat(value("completed_at")).as("the execution was over too early").isEqualTo("null");
  }

  /** Name of the node that has it. */
  public String owner() {
    return value("lease_node");
  }

  /** How often it was taken up again. */
  public int resumes() {
    return Integer.parseInt(value("resumes"));
  }

  private String value(String column) {
    return database
        .rows("select " + column + " from horarium.execution where id = ?::uuid", execution)
        .get(0);
  }

  /**
   * The system is as its file says, and was made so by this execution: counters, items and objects
   * tell the same number, and no row was written twice.
   */
  public void everyObjectWasAppliedOnce(ImportSystem system, int people) {
    assertThat(
            database.rows(
                """
                select count(*), count(distinct anchor), max(row_version) from horarium.cso
                where system_id = ? and status = 'Normal'""",
                system.id()))
        .as("the connector space of " + system.name())
        .containsExactly("%1$d|%1$d|0".formatted(people));
    List<String> activities =
        database.rows(
            """
            select sum(a.added), sum(a.updated), sum(a.deleted), sum(a.errors), sum(a.unchanged), sum(a.objects_read),
              (select count(*) from horarium.activity_item i where i.activity_id = any(array_agg(a.id))),
              (select count(distinct i.external_id) from horarium.activity_item i where i.activity_id = any(array_agg(a.id)))
            from horarium.activity a where a.schedule_execution_id = ?::uuid and a.connected_system_id = ?""",
            execution,
            system.id());
    int runs =
        database
            .rows(
                "select 1 from horarium.step_execution where execution_id = ?::uuid and connected_system_id = ?",
                execution,
                system.id())
            .size();
    assertThat(activities)
        .as("counters and items of " + system.name())
        .containsExactly(
            "%1$d|0|0|0|%2$d|%3$d|%1$d|%1$d".formatted(people, people * (runs - 1), people * runs));
  }

  /** No lease, no staged row, no open step, no transaction. */
  public void nothingIsLeft() {
    Await.untilTrue(
        "execution " + execution + " to let everything go",
        Duration.ofMinutes(1),
        () ->
            !value("closed_at").equals("null")
                && database
                    .rows(
                        """
                        select 1 from horarium.step_execution where completed_at is null union all
                        select 1 from horarium.activity where status = 'InProgress' union all
                        select 1 from horarium.system_lease union all
                        (select 1 from horarium.import_stage limit 1) union all
                        select 1 from horarium.execution where closed_at is null union all
                        select 1 from pg_stat_activity where datname = current_database()
                          and application_name like 'horarium-%' and state like 'idle in transaction%'
                          and state_change < clock_timestamp() - interval '2 s'""")
                    .isEmpty());
  }
}
