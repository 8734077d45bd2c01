package io.horarium.idm.scan;

import io.horarium.access.Initiator;
import io.horarium.access.Roles;
import io.horarium.execution.ExecutionService;
import io.horarium.platform.Settings;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Starts, shows and cancels runs of task scanners (contract/openidm-scheduler.md 11). */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ScanService {

  private static final String OF_CONFIGURATION = "schedule/";

  private ScanRunQueries queries;
  private ExecutionService executions;

  protected ScanService() {}

  @Inject
  public ScanService(ScanRunQueries queries, ExecutionService executions) {
    this.queries = queries;
    this.executions = executions;
  }

  /** The runs that have not ended, and the last that have, the newest first. */
  public List<ScanRun> runs() {
    return queries.runs(Settings.number("HORARIUM_TASKSCANNER_RUNS", 100, 0, 10_000));
  }

  /**
   * One run.
   *
   * @throws NotFound there is none
   */
  public ScanRun run(String id) {
    try {
      return queries.run(UUID.fromString(id)).orElseThrow(() -> new NotFound("Scan", id));
    } catch (IllegalArgumentException e) {
      throw new NotFound("Scan", id);
    }
  }

  /**
   * Starts the scan of a job, enabled or not.
   *
   * @param name id of the job, also with {@code schedule/} before it
   * @return id of the run
   * @throws InvalidInput there is no such job, or it does not scan
   */
  public UUID execute(String name, Initiator by) {
    String key =
        name.startsWith(OF_CONFIGURATION) ? name.substring(OF_CONFIGURATION.length()) : name;
    UUID schedule =
        queries
            .scanningSchedule(key)
            .orElseThrow(
                () ->
                    InvalidInput.field(
                        "name",
                        "name '"
                            + (name.length() > 100 ? name.substring(0, 100) : name)
                            + "' is not the id of a job that invokes taskScanner; name one"));
    return queries.ofExecution(executions.runSchedule(schedule, by)).orElseThrow();
  }

  /**
   * Cancels a run at its next safe point.
   *
   * @return false: it has ended already
   * @throws NotFound there is none
   */
  public boolean cancel(String id, Initiator by) {
    ScanRun run = run(id);
    if (run.endedAt() != null) {
      return false;
    }
    executions.cancelTask(run.id(), by);
    return true;
  }
}
