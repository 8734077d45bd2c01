package io.horarium.idm.scan;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the runs of task scanners: they are members of executions like any other. */
@ApplicationScoped
public class ScanRunQueries {

  private static final String RUNS =
      """
      select m.id, coalesce(s.key, e.schedule_name) as name, coalesce(m.started_at, e.queued_at) as started_at,
             m.completed_at, m.status, a.objects_processed, a.objects_to_process, a.updated
        from horarium.step_execution m
        join horarium.execution e on e.id = m.execution_id
        join horarium.activity a on a.id = m.activity_id
        left join horarium.schedule s on s.id = e.schedule_id
       where m.step_type = 'TaskScanner'""";

  private Database database;

  protected ScanRunQueries() {}

  @Inject
  public ScanRunQueries(Database database) {
    this.database = database;
  }

  /** Those that have not ended, and the last {@code most} that have, the newest first. */
  List<ScanRun> runs(int most) {
    return database.list(
        "select * from (("
            + RUNS
            + " and m.completed_at is null) union all ("
            + RUNS
            + " and m.completed_at is not null order by m.completed_at desc limit ?)) r"
            + " order by started_at desc, id desc",
        ScanRunQueries::run,
        most);
  }

  Optional<ScanRun> run(UUID id) {
    return database.first(RUNS + " and m.id = ?", ScanRunQueries::run, id);
  }

  /** The scan of an execution. */
  Optional<UUID> ofExecution(UUID executionId) {
    return database.first(
        """
        select id from horarium.step_execution where execution_id = ? and step_type = 'TaskScanner'
         order by group_position, member limit 1""",
        row -> row.getObject(1, UUID.class),
        executionId);
  }

  /** The schedule with that key, when it has a step that scans. */
  Optional<UUID> scanningSchedule(String key) {
    return database.first(
        """
        select s.id from horarium.schedule s
         where s.key = ? and exists (select 1 from horarium.schedule_step t
                                      where t.schedule_id = s.id and t.step_type = 'TaskScanner')""",
        row -> row.getObject(1, UUID.class),
        key);
  }

  private static ScanRun run(ResultSet row) throws SQLException {
    long processed = row.getLong("objects_processed");
    long successes = row.getLong("updated");
    return new ScanRun(
        row.getObject("id", UUID.class),
        row.getString("name"),
        Database.instant(row, "started_at"),
        Database.instant(row, "completed_at"),
        state(row.getString("status")),
        processed,
        Math.max(processed, row.getLong("objects_to_process")),
        successes,
        processed - successes);
  }

  private static ScanRun.State state(String status) {
    return switch (status) {
      case "Waiting", "Queued" -> ScanRun.State.INITIALIZED;
      case "Processing" -> ScanRun.State.ACTIVE;
      case "Failed" -> ScanRun.State.ERROR;
      case "Cancelled" -> ScanRun.State.CANCELLED;
      default -> ScanRun.State.COMPLETED;
    };
  }
}
