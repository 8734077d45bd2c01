package io.horarium.execution;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityPhase;
import io.horarium.activity.ActivityPhaseQueries;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the members of executions that have not ended, as worker tasks (contract/jim.md 16). */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class WorkerTaskQueries {

  private static final Sql TASKS =
      Sql.of(
          """
          select s.*, e.kind, e.cancel_requested or s.cancel_requested as cancelling,
                 e.schedule_name as copied_name, e.total_groups,
                 e.current_group, e.queued_at, e.initiated_by_type, e.initiated_by_id,
                 e.initiated_by_name, p.name as present_name, a.created as task_created,
                 a.objects_to_process, a.objects_processed, a.message
            from horarium.step_execution s
            join horarium.execution e on e.id = s.execution_id
            left join horarium.schedule p on p.id = e.schedule_id
            left join horarium.activity a on a.id = s.activity_id
           where s.completed_at is null\
          """);

  private Database database;
  private ActivityPhaseQueries phases;

  protected WorkerTaskQueries() {}

  @Inject
  public WorkerTaskQueries(Database database, ActivityPhaseQueries phases) {
    this.database = database;
    this.phases = phases;
  }

  /** One page of tasks, the newest first; three queries. */
  public Slice<WorkerTask> list(int offset, int limit) {
    long total =
        database.number("select count(*) from horarium.step_execution where completed_at is null");
    List<WorkerTask> tasks =
        TASKS
            .then(
                " order by coalesce(a.created, e.queued_at) desc, s.id desc limit ? offset ?",
                limit,
                offset)
            .list(database, WorkerTaskQueries::task);
    return new Slice<>(withPhases(tasks), total);
  }

  /**
   * One task; two queries.
   *
   * @throws NotFound no such task, or it has ended
   */
  public WorkerTask get(UUID id) {
    List<WorkerTask> found =
        withPhases(TASKS.then(" and s.id = ?", id).list(database, WorkerTaskQueries::task));
    if (found.isEmpty()) {
      throw new NotFound("Worker task", id);
    }
    return found.get(0);
  }

  private List<WorkerTask> withPhases(List<WorkerTask> tasks) {
    Map<UUID, List<ActivityPhase>> found =
        phases.of(tasks.stream().map(WorkerTask::activityId).toList());
    return tasks.stream()
        .map(task -> task.withPhases(found.getOrDefault(task.activityId(), List.of())))
        .toList();
  }

  private static WorkerTask task(ResultSet row) throws SQLException {
    boolean scheduled = row.getString("kind").equals("Schedule");
    String presentName = row.getString("present_name");
    return new WorkerTask(
        row.getObject("id", UUID.class),
        name(row),
        Database.instant(row, row.getString("task_created") == null ? "queued_at" : "task_created"),
        WorkerTask.Status.of(row.getString("status"), row.getBoolean("cancelling")),
        ExecutionQueries.initiator(row),
        row.getObject("activity_id", UUID.class),
        row.getLong("objects_to_process"),
        row.getLong("objects_processed"),
        row.getString("message"),
        List.of(),
        scheduled ? row.getObject("execution_id", UUID.class) : null,
        !scheduled || presentName != null ? presentName : row.getString("copied_name"),
        scheduled ? row.getObject("group_position", Integer.class) : null,
        scheduled ? row.getObject("total_groups", Integer.class) : null,
        scheduled ? row.getObject("current_group", Integer.class) : null);
  }

  private static String name(ResultSet row) throws SQLException {
    String system = row.getString("connected_system_name");
    String profile = row.getString("run_profile_name");
    if (system != null && profile != null) {
      return ExecutionStep.runName(system, profile);
    }
    String name = row.getString("name");
    return name != null ? name : "Step " + (row.getInt("step_index") + 1);
  }
}
