package io.horarium.idm;

import io.horarium.access.Initiator;
import io.horarium.access.Roles;
import io.horarium.execution.ExecutionQueries;
import io.horarium.execution.ExecutionService;
import io.horarium.execution.RunOverrides;
import io.horarium.execution.StartedRun;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;

/** Starts and cancels runs on behalf of a step; joins the transaction of its batch. */
@Stateless
@RunAs(Roles.ADMINISTRATOR)
@PermitAll
public class RunStarter {

  private ExecutionService executions;
  private ExecutionQueries queries;

  protected RunStarter() {}

  @Inject
  public RunStarter(ExecutionService executions, ExecutionQueries queries) {
    this.executions = executions;
    this.queries = queries;
  }

  /**
   * A run that was started.
   *
   * @param activityId its record, by which its end is noticed
   * @param cancelId of the execution or task
   */
  public record Started(UUID activityId, UUID cancelId) {}

  /** Runs a schedule. */
  public Started schedule(UUID scheduleId) {
    UUID execution = executions.runSchedule(scheduleId, Initiator.SCHEDULER);
    return new Started(queries.find(execution).activityId(), execution);
  }

  /** Runs a run profile. */
  public Started profile(int systemId, int profileId) {
    StartedRun run =
        executions.runProfile(systemId, profileId, RunOverrides.NONE, Initiator.SCHEDULER);
    return new Started(run.activityId(), run.taskId());
  }

  /** Cancels the run of a schedule. */
  public void cancelSchedule(UUID executionId) {
    executions.cancel(executionId, Initiator.SCHEDULER);
  }

  /** Cancels the run of a run profile. */
  public void cancelProfile(UUID taskId) {
    executions.cancelTask(taskId, Initiator.SCHEDULER);
  }
}
