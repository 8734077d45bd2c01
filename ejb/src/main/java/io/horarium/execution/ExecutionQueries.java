package io.horarium.execution;

import io.horarium.access.Initiator;
import io.horarium.access.Roles;
import io.horarium.activity.ActivityStatus;
import io.horarium.platform.Database;
import io.horarium.platform.Slice;
import io.horarium.platform.Sql;
import io.horarium.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads executions of schedules (contract/jim.md 11). A run profile that runs by itself is not one.
 * Every answer takes a fixed number of queries.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ExecutionQueries {

  private static final Sql SUMMARIES =
      Sql.of(
          """
          select e.*, coalesce(s.name, e.schedule_name) as present_name
            from horarium.execution e
            left join horarium.schedule s on s.id = e.schedule_id\
          """);

  private Database database;

  protected ExecutionQueries() {}

  @Inject
  public ExecutionQueries(Database database) {
    this.database = database;
  }

  /** One page of executions; two queries. */
  public Slice<ExecutionSummary> list(ExecutionFilter filter, int offset, int limit) {
    Sql where = filter.where();
    long total = Sql.of("select count(*) from horarium.execution e").then(where).number(database);
    List<ExecutionSummary> items =
        SUMMARIES
            .then(where)
            .then(filter.order())
            .then(" limit ? offset ?", limit, offset)
            .list(database, ExecutionQueries::summary);
    return new Slice<>(items, total);
  }

  /** Those that have not ended, the oldest first. */
  public List<ExecutionSummary> active() {
    return SUMMARIES
        .then(" where e.kind = 'Schedule' and e.closed_at is null and e.completed_at is null")
        .then(" and e.status in ('Queued', 'InProgress', 'Paused') order by e.queued_at, e.id")
        .list(database, ExecutionQueries::summary);
  }

  /**
   * One execution without its members.
   *
   * @throws NotFound no such execution
   */
  public ExecutionSummary find(UUID id) {
    return SUMMARIES
        .then(" where e.kind = 'Schedule' and e.id = ?", id)
        .list(database, ExecutionQueries::summary)
        .stream()
        .findFirst()
        .orElseThrow(() -> new NotFound("Schedule execution", id));
  }

  /**
   * One execution with its members; three queries.
   *
   * @throws NotFound no such execution
   */
  public ExecutionDetail get(UUID id) {
    ExecutionSummary summary = find(id);
    List<ExecutionStep> steps =
        database.list(
            """
            select s.*, a.status as activity_status, e.cancel_requested or s.cancel_requested as cancelling
              from horarium.step_execution s
              join horarium.execution e on e.id = s.execution_id
              left join horarium.activity a on a.id = s.activity_id
             where s.execution_id = ?
             order by s.step_index, s.connected_system_id nulls last, s.member""",
            ExecutionQueries::step,
            id);
    List<UUID> reruns =
        database.list(
            "select id from horarium.execution where rerun_of = ? order by queued_at, id",
            row -> row.getObject(1, UUID.class),
            id);
    return new ExecutionDetail(summary, steps, GroupProgress.of(steps), reruns);
  }

  /**
   * The execution queued last of each of these schedules, by schedule; one query. Schedules that
   * never ran are missing.
   */
  public Map<UUID, ExecutionSummary> newestBySchedule(Collection<UUID> scheduleIds) {
    if (scheduleIds.isEmpty()) {
      return Map.of();
    }
    // one look into the index per schedule; a "distinct on" would read every execution they had
    return database
        .list(
            """
            select e.*, s.name as present_name
              from horarium.schedule s
             cross join lateral (
               select * from horarium.execution x
                where x.schedule_id = s.id
                order by x.queued_at desc, x.id desc
                limit 1) e
             where s.id = any (?)""",
            ExecutionQueries::summary,
            scheduleIds)
        .stream()
        .collect(Collectors.toMap(ExecutionSummary::scheduleId, Function.identity()));
  }

  private static ExecutionSummary summary(ResultSet row) throws SQLException {
    return new ExecutionSummary(
        row.getObject("id", UUID.class),
        row.getObject("schedule_id", UUID.class),
        row.getString("present_name"),
        ExecutionStatus.valueOf(row.getString("status")),
        row.getInt("current_group"),
        row.getInt("total_groups"),
        Database.instant(row, "queued_at"),
        Database.instant(row, "started_at"),
        Database.instant(row, "completed_at"),
        initiator(row),
        row.getString("error_message"),
        row.getObject("activity_id", UUID.class),
        row.getObject("rerun_of", UUID.class),
        row.getString("rerun_mode") == null ? null : RerunMode.valueOf(row.getString("rerun_mode")),
        Database.instant(row, "closed_at"));
  }

  private static ExecutionStep step(ResultSet row) throws SQLException {
    boolean ended = Database.instant(row, "completed_at") != null;
    String activityStatus = row.getString("activity_status");
    return new ExecutionStep(
        row.getInt("group_position"),
        row.getInt("step_index"),
        row.getString("name"),
        row.getString("step_type"),
        row.getString("execution_mode"),
        row.getObject("connected_system_id", Integer.class),
        row.getString("connected_system_name"),
        row.getObject("run_profile_id", Integer.class),
        row.getString("run_profile_name"),
        row.getBoolean("continue_on_failure"),
        StepStatus.of(row.getString("status"), row.getBoolean("cancelling")),
        ended ? null : row.getObject("id", UUID.class),
        Database.instant(row, "started_at"),
        Database.instant(row, "completed_at"),
        row.getString("error_message"),
        row.getObject("activity_id", UUID.class),
        activityStatus == null ? null : ActivityStatus.valueOf(activityStatus),
        row.getObject("taken_over_from", UUID.class),
        row.getObject("retry_of", UUID.class));
  }

  static Initiator initiator(ResultSet row) throws SQLException {
    return new Initiator(
        Initiator.Type.valueOf(row.getString("initiated_by_type")),
        row.getObject("initiated_by_id", UUID.class),
        row.getString("initiated_by_name"));
  }
}
