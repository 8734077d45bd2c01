package io.horarium.execution;

import io.horarium.access.Initiator;
import io.horarium.execution.RerunPolicy.Action;
import io.horarium.execution.RerunPolicy.Earlier;
import io.horarium.execution.RerunPolicy.Planned;
import io.horarium.execution.RerunPolicy.Source;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.step.StepSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;

/** Reads the execution that is to be done again, and adds the one that does it. */
@ApplicationScoped
public class RerunStore {

  /** What a step and its copy have in common: all that a person can change. */
  private static final String DEFINITION =
      """
      step_index, name, step_type, execution_mode, continue_on_failure, timeout_seconds, connected_system_id,
      run_profile_id, override_file_path, override_delete_guard,
      """
          + StepSettings.COLUMNS;

  private static final String COPIED =
      """
      schedule_step_id, step_index, name, step_type, execution_mode, continue_on_failure, timeout_seconds,
      connected_system_id, connected_system_name, run_profile_id, run_profile_name, override_file_path,
      override_delete_guard, batch_size,
      """
          + StepSettings.COLUMNS;

  /**
   * The execution that is to be done again.
   *
   * @param scheduleId null: the schedule was deleted
   * @param closed whether nothing of it works any more
   * @param mode if it was itself such an execution, else null
   */
  record Original(
      UUID id,
      UUID scheduleId,
      String scheduleName,
      ExecutionStatus status,
      boolean closed,
      int currentGroup,
      RerunMode mode) {}

  private Database database;

  protected RerunStore() {}

  @Inject
  public RerunStore(Database database) {
    this.database = database;
  }

  /** The execution of a schedule; who else wants to do it again waits until this commits. */
  Optional<Original> hold(UUID executionId) {
    return database.first(
        """
        select e.*, coalesce((select s.name from horarium.schedule s where s.id = e.schedule_id), e.schedule_name)
            as present_name
          from horarium.execution e where e.id = ? and e.kind = 'Schedule' for no key update""",
        row ->
            new Original(
                row.getObject("id", UUID.class),
                row.getObject("schedule_id", UUID.class),
                row.getString("present_name"),
                ExecutionStatus.valueOf(row.getString("status")),
                row.getObject("closed_at") != null,
                row.getInt("current_group"),
                row.getString("rerun_mode") == null
                    ? null
                    : RerunMode.valueOf(row.getString("rerun_mode"))),
        executionId);
  }

  /** The execution that does this one again and has not ended yet. */
  Optional<UUID> openRerun(UUID executionId) {
    return database.first(
        "select id from horarium.execution where rerun_of = ? and closed_at is null limit 1",
        row -> row.getObject(1, UUID.class),
        executionId);
  }

  /**
   * Whether the schedule's steps are other ones than those that were copied. An execution that did
   * single objects again holds some of them only.
   */
  boolean stepsChanged(Original original) {
    String copies =
        "(select %1$s from horarium.step_execution where execution_id = ? except all"
            + " select %1$s from horarium.schedule_step where schedule_id = ?)";
    String steps =
        "(select %1$s from horarium.schedule_step where schedule_id = ? except all"
            + " select %1$s from horarium.step_execution where execution_id = ?)";
    boolean whole = original.mode() != RerunMode.FailedObjectsOnly;
    Object[] ids =
        whole
            ? new Object[] {
              original.id(), original.scheduleId(), original.scheduleId(), original.id()
            }
            : new Object[] {original.id(), original.scheduleId()};
    return database
        .first(
            ("select exists (" + copies + (whole ? " union all " + steps : "") + ")")
                .formatted(DEFINITION),
            row -> row.getBoolean(1),
            ids)
        .orElseThrow();
  }

  /**
   * The members in their order.
   *
   * @param restrictable tells by step type and run type whether a run can be restricted to objects
   */
  List<Earlier> members(UUID executionId, BiPredicate<String, String> restrictable) {
    return database.list(
        """
        select s.*, coalesce(a.run_type, 'NotSet') as run_type,
            coalesce(a.target_type, case when s.run_profile_id is null then 'ScheduleStep'
                                         else 'ConnectedSystemRunProfile' end) as target_type,
            coalesce(a.target_name, s.run_profile_name, s.name, s.step_type) as target_name,
            coalesce(a.objects_read, 0) as objects_read, coalesce(a.errors, 0) as errors,
            case when a.errors > 0 then (
              select count(*) from horarium.activity_item i
               where i.activity_id = a.id and i.error_type is not null and i.external_id is not null) else 0 end as named
          from horarium.step_execution s left join horarium.activity a on a.id = s.activity_id
         where s.execution_id = ? order by s.group_position, s.member""",
        row -> {
          return new Earlier(
              source(row),
              row.getInt("group_position"),
              label(row),
              row.getString("step_type"),
              row.getString("status"),
              row.getObject("started_at") != null || row.getObject("taken_over_from") != null,
              row.getLong("objects_read"),
              row.getLong("errors"),
              row.getLong("named"),
              restrictable.test(row.getString("step_type"), row.getString("run_type")));
        },
        executionId);
  }

  /** Adds the new execution, to begin with its first group that has anything to do. */
  UUID add(
      Original original, RerunMode mode, List<Planned> members, UUID activityId, Initiator by) {
    UUID id = Ids.next();
    int groups = members.stream().mapToInt(Planned::group).max().orElseThrow() + 1;
    database.update(
        """
        insert into horarium.execution (id, kind, schedule_id, schedule_name, status, current_group, total_groups,
          initiated_by_type, initiated_by_id, initiated_by_name, activity_id, rerun_of, rerun_mode)
        values (?, 'Schedule', ?, ?, 'Queued', ?, ?, ?, ?, ?, ?, ?, ?)""",
        id,
        original.scheduleId(),
        original.scheduleName(),
        firstGroup(members),
        groups,
        by.type(),
        by.id(),
        by.name(),
        activityId,
        original.id(),
        mode);
    return id;
  }

  /** The first group in which anything has to be done. */
  static int firstGroup(List<Planned> members) {
    return members.stream()
        .filter(member -> member.action() != Action.TAKE_OVER)
        .mapToInt(Planned::group)
        .min()
        .orElseThrow();
  }

  /** Copies a member into the new execution: ended as it had, Queued, or Waiting for its group. */
  void addMember(
      UUID executionId,
      UUID originalId,
      Planned member,
      int number,
      int firstGroup,
      UUID activityId) {
    boolean takenOver = member.action() == Action.TAKE_OVER;
    database.update(
        """
        insert into horarium.step_execution (id, execution_id, activity_id, group_position, member, status, completed_at,
          error_message, taken_over_from, retry_of, %1$s)
        select ?, ?, ?, ?, ?, case when ? then status else ? end, case when ? then clock_timestamp() end,
          case when ? then error_message end, case when ? then coalesce(taken_over_from, ?) end,
          case when ? then activity_id when not ? then retry_of end, %1$s
          from horarium.step_execution where id = ?"""
            .formatted(COPIED),
        Ids.next(),
        executionId,
        activityId,
        member.group(),
        number,
        takenOver,
        member.group() == firstGroup ? "Queued" : "Waiting",
        takenOver,
        takenOver,
        takenOver,
        originalId,
        member.action() == Action.RETRY,
        takenOver,
        member.earlier().source().id());
  }

  private static Source source(ResultSet row) throws SQLException {
    return new Source(
        row.getObject("id", UUID.class),
        row.getObject("activity_id", UUID.class),
        row.getInt("step_index"),
        row.getObject("connected_system_id", Integer.class),
        row.getString("connected_system_name"),
        row.getObject("run_profile_id", Integer.class),
        row.getString("target_type"),
        row.getString("target_name"),
        row.getString("run_type"),
        row.getObject("taken_over_from", UUID.class));
  }

  private static String label(ResultSet row) throws SQLException {
    String name = row.getString("name");
    String system = row.getString("connected_system_name");
    if (name != null) {
      return name;
    }
    return system != null
        ? ExecutionStep.runName(system, row.getString("run_profile_name"))
        : "Step " + (row.getInt("step_index") + 1);
  }
}
