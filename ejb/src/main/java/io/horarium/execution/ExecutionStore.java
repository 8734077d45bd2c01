package io.horarium.execution;

import io.horarium.activity.ActivityStore;
import io.horarium.platform.Database;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.LeaseLost;
import io.horarium.problem.NotFound;
import io.horarium.schedule.LogLevel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Moves executions through their life: Queued → InProgress → Complete, Failed or Cancelled. Each
 * decision is one transaction that holds the row of the execution, so that a cancel and an end
 * never both happen.
 */
@ApplicationScoped
public class ExecutionStore {

  private record State(
      String status, boolean cancelRequested, int currentGroup, int totalGroups, UUID activityId) {}

  private record GroupMember(
      String status, boolean continueOnFailure, String name, int stepIndex, boolean open) {
    boolean failure() {
      return status.equals("Failed")
          || status.equals("CompletedWithError")
          || status.equals("Cancelled");
    }
  }

  private record End(String scheduleName, String logLevel, long milliseconds) {}

  private static final Logger LOG = Logger.getLogger(ExecutionStore.class);

  private Database database;
  private LeaseStore leases;
  private MemberStore members;
  private ActivityStore activities;
  private AfterCommit afterCommit;

  protected ExecutionStore() {}

  @Inject
  public ExecutionStore(
      Database database,
      LeaseStore leases,
      MemberStore members,
      ActivityStore activities,
      AfterCommit afterCommit) {
    this.database = database;
    this.leases = leases;
    this.members = members;
    this.activities = activities;
    this.afterCommit = afterCommit;
  }

  /** Whether somebody asked for the end of this execution. */
  public boolean cancelRequested(UUID executionId) {
    return database
        .first(
            "select cancel_requested from horarium.execution where id = ?",
            row -> row.getBoolean(1),
            executionId)
        .orElse(true);
  }

  /** Whether nothing of it works any more; true for one that is gone. */
  @Transactional
  boolean isClosed(UUID executionId) {
    return database
        .first(
            "select closed_at is not null from horarium.execution where id = ?",
            row -> row.getBoolean(1),
            executionId)
        .orElse(true);
  }

  /**
   * Cancels one member of an execution.
   *
   * @return whether it still runs and has to be told
   * @throws NotFound it has ended, or never was
   */
  @Transactional
  boolean cancelMember(UUID memberId) {
    Member member = members.open(memberId).orElseThrow(() -> new NotFound("Worker task", memberId));
    // In the same order as everybody who decides about an execution: its row first.
    database.first(
        "select 1 from horarium.execution where id = ? for no key update",
        row -> 1,
        member.executionId());
    return members.requestCancel(member);
  }

  /**
   * Ends a member whose attempt failed, unless another node owns it by now or it was cancelled
   * meanwhile.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void memberFailed(MemberRun run, String sentence) {
    leases.fenceAlone(run.executionId(), run.epoch());
    run.discard();
    boolean cancelled =
        cancelRequested(run.executionId())
            || members.open(run.member().id()).map(Member::cancelRequested).orElse(false);
    if (cancelled) {
      members.cancelled(run.member());
    } else {
      members.failed(run.member(), sentence);
    }
  }

  /**
   * Judges a group whose members are through (contract/jim.md 12): the failing members decide, not
   * their neighbours.
   *
   * @throws io.horarium.problem.LeaseLost another node owns the execution
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  GroupExit closeGroup(UUID executionId, int epoch, int group) {
    State state = fenceAlone(executionId, epoch);
    List<GroupMember> members = members(executionId, group);
    if (members.stream().anyMatch(GroupMember::open)) {
      return GroupExit.INTERRUPTED;
    }
    if (group < state.currentGroup()) {
      return GroupExit.MORE;
    }
    if (state.cancelRequested() || !state.status().equals("InProgress")) {
      leases.durable();
      closed(executionId);
      return GroupExit.STOP;
    }
    List<String> stoppers =
        members.stream()
            .filter(member -> member.failure() && !member.continueOnFailure())
            .map(member -> member.name() == null ? "Step " + member.stepIndex() : member.name())
            .toList();
    if (!stoppers.isEmpty()) {
      leases.durable();
      halt(
          executionId,
          state,
          "Step '" + String.join("', '", stoppers) + "' failed and ContinueOnFailure is false.");
      return GroupExit.HALT;
    }
    if (group + 1 < state.totalGroups()) {
      database.update(
          """
          with moved as (update horarium.execution set current_group = ? where id = ? returning id, current_group)
          update horarium.step_execution s set status = 'Queued' from moved
          where s.execution_id = moved.id and s.group_position = moved.current_group and s.status = 'Waiting'""",
          group + 1,
          executionId);
      return GroupExit.MORE;
    }
    leases.durable();
    complete(executionId, state);
    return GroupExit.DONE;
  }

  /** Cancels at once; members that run are told by the caller and end at their next safe point. */
  @Transactional
  void cancel(UUID executionId, String why) {
    State state =
        database
            .first(
                """
                select status, cancel_requested, current_group, total_groups, activity_id from horarium.execution
                where id = ? for no key update""",
                ExecutionStore::state,
                executionId)
            .orElseThrow(() -> new NotFound("Schedule execution", executionId));
    if (!state.status().equals("Queued") && !state.status().equals("InProgress")) {
      throw InvalidInput.request(
          "The execution has status "
              + state.status()
              + " and can no longer be cancelled; only Queued and InProgress executions can.");
    }
    finish(executionId, "Cancelled", why);
    database.update(
        "update horarium.execution set cancel_requested = true where id = ?", executionId);
    cancelUnstarted(executionId, why);
    endParent(state, "Cancelled", why, null);
    if (database.number(
            "select count(*) from horarium.step_execution where execution_id = ? and completed_at is null",
            executionId)
        == 0) {
      closed(executionId);
    }
  }

  /** Gives up an execution that could not be gone on with again and again. */
  @Transactional
  void abandon(UUID executionId, int epoch, String why) {
    State state = fenceAlone(executionId, epoch);
    leases.durable();
    for (int group = 0; group < state.totalGroups(); group++) {
      members.open(executionId, group).forEach(member -> members.failed(member, why));
    }
    if (state.status().equals("InProgress")) {
      finish(executionId, "Failed", why);
      endParent(state, "FailedWithError", why, why);
    }
    closed(executionId);
  }

  private void halt(UUID executionId, State state, String error) {
    finish(executionId, "Failed", error);
    cancelUnstarted(executionId, "Not run: " + error);
    endParent(state, "FailedWithError", "Failed", error);
    closed(executionId);
  }

  private void complete(UUID executionId, State state) {
    finish(executionId, "Complete", null);
    boolean tolerated =
        database.number(
                """
                select count(*) from horarium.step_execution
                where execution_id = ? and status in ('Failed', 'CompletedWithError', 'Cancelled')""",
                executionId)
            > 0;
    endParent(state, tolerated ? "CompleteWithWarning" : "Complete", "Complete", null);
    closed(executionId);
  }

  private void finish(UUID executionId, String status, String error) {
    database
        .first(
            """
            update horarium.execution e set status = ?, completed_at = clock_timestamp(), error_message = left(?, 2000)
            where e.id = ? and e.completed_at is null
            returning e.schedule_name, (select s.log_level from horarium.schedule s where s.id = e.schedule_id),
              round(extract(epoch from e.completed_at - coalesce(e.started_at, e.queued_at)) * 1000)::bigint""",
            row -> new End(row.getString(1), row.getString(2), row.getLong(3)),
            status,
            error,
            executionId)
        .ifPresent(end -> afterCommit.run(() -> log(executionId, end, status, error)));
  }

  /**
   * A failure is a warning at least, whatever the schedule says (contract/openidm-scheduler.md 11).
   */
  private static void log(UUID executionId, End end, String status, String error) {
    boolean failed = status.equals("Failed");
    Logger.Level chosen =
        end.logLevel() == null ? Logger.Level.INFO : LogLevel.valueOf(end.logLevel()).level();
    LOG.logf(
        failed && chosen.compareTo(Logger.Level.WARN) > 0 ? Logger.Level.WARN : chosen,
        "Schedule '%s' ended: %s after %d ms (execution %s)%s",
        end.scheduleName(),
        status,
        end.milliseconds(),
        executionId,
        error == null ? "" : ": " + error);
  }

  private void closed(UUID executionId) {
    database.update(
        "update horarium.execution set closed_at = clock_timestamp(), lease_until = null where id = ? and closed_at is null",
        executionId);
  }

  private void cancelUnstarted(UUID executionId, String why) {
    List<UUID> cancelled =
        database.list(
            """
            update horarium.step_execution
            set status = 'Cancelled', completed_at = clock_timestamp(), error_message = left(?, 2000)
            where execution_id = ? and started_at is null and completed_at is null
            returning activity_id""",
            row -> row.getObject(1, UUID.class),
            why,
            executionId);
    cancelled.forEach(activity -> activities.end(activity, "Cancelled", why, null));
  }

  private void endParent(State state, String status, String message, String error) {
    if (state.activityId() != null) {
      activities.end(state.activityId(), status, message, error);
    }
  }

  /**
   * As {@link LeaseStore#fenceAlone}, with what is to be decided about. That a group is over may be
   * lost, it shows from its members; every other decision is made durable.
   */
  private State fenceAlone(UUID executionId, int epoch) {
    return database
        .first(
            """
            select status, cancel_requested, current_group, total_groups, activity_id,
              set_config('synchronous_commit', 'off', true)
            from horarium.execution where id = ? and epoch = ? for no key update""",
            ExecutionStore::state,
            executionId,
            epoch)
        .orElseThrow(() -> new LeaseLost(executionId));
  }

  private static State state(ResultSet row) throws SQLException {
    return new State(
        row.getString("status"),
        row.getBoolean("cancel_requested"),
        row.getInt("current_group"),
        row.getInt("total_groups"),
        row.getObject("activity_id", UUID.class));
  }

  private List<GroupMember> members(UUID executionId, int group) {
    return database.list(
        """
        select status, continue_on_failure, name, step_index, completed_at is null from horarium.step_execution
        where execution_id = ? and group_position = ?""",
        row ->
            new GroupMember(
                row.getString(1),
                row.getBoolean(2),
                row.getString(3),
                row.getInt(4),
                row.getBoolean(5)),
        executionId,
        group);
  }
}
