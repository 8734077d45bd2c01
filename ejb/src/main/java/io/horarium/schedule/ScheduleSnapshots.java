package io.horarium.schedule;

import io.horarium.platform.Database;
import io.horarium.problem.NotFound;
import io.horarium.step.StepSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the execution engine reads and notes of a schedule. It asks for no role: the engine also
 * works when nobody is logged in. Every call joins the caller's transaction.
 */
@ApplicationScoped
public class ScheduleSnapshots {

  private Database database;

  protected ScheduleSnapshots() {}

  @Inject
  public ScheduleSnapshots(Database database) {
    this.database = database;
  }

  /**
   * The schedule as it is now.
   *
   * @throws NotFound no such schedule
   */
  public ScheduleSnapshot load(UUID scheduleId) {
    String name =
        database
            .first(
                "select name from horarium.schedule where id = ?",
                row -> row.getString("name"),
                scheduleId)
            .orElseThrow(() -> new NotFound("Schedule", scheduleId));
    List<ScheduleSnapshot.Step> steps =
        database.list(
            """
            select t.*, s.name as system_name, p.name as profile_name, p.run_type, p.batch_size
              from horarium.schedule_step t
              left join horarium.connected_system s on s.id = t.connected_system_id
              left join horarium.run_profile p on p.id = t.run_profile_id
             where t.schedule_id = ?
             order by t.step_index, t.position""",
            ScheduleSnapshots::step,
            scheduleId);
    return new ScheduleSnapshot(scheduleId, name, steps);
  }

  /**
   * Whether the schedule is enabled.
   *
   * @throws NotFound no such schedule
   */
  public boolean enabled(UUID scheduleId) {
    return database
        .first(
            "select enabled from horarium.schedule where id = ?",
            row -> row.getBoolean(1),
            scheduleId)
        .orElseThrow(() -> new NotFound("Schedule", scheduleId));
  }

  /** Notes that the schedule was started; its definition counts as unchanged. */
  public void ran(UUID scheduleId, Instant at) {
    database.update("update horarium.schedule set last_run_at = ? where id = ?", at, scheduleId);
  }

  private static ScheduleSnapshot.Step step(ResultSet row) throws SQLException {
    return new ScheduleSnapshot.Step(
        row.getObject("id", UUID.class),
        row.getInt("step_index"),
        row.getInt("position"),
        row.getString("name"),
        ExecutionMode.valueOf(row.getString("execution_mode")),
        row.getString("step_type"),
        row.getBoolean("continue_on_failure"),
        row.getObject("timeout_seconds", Integer.class),
        row.getObject("connected_system_id", Integer.class),
        row.getString("system_name"),
        row.getObject("run_profile_id", Integer.class),
        row.getString("profile_name"),
        row.getString("run_type"),
        row.getObject("batch_size", Integer.class),
        new StepOverrides(
            row.getString("override_file_path"), row.getBoolean("override_delete_guard")),
        StepSettings.of(row));
  }
}
