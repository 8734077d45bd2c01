package io.horarium.execution;

import io.horarium.activity.ActivityStore;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.step.Checkpoint;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Rows of step_execution: where each member stands. A member that has ended never changes again.
 */
@ApplicationScoped
public class MemberStore {

  private static final String OPEN =
      """
      select s.*, s.cancel_requested or e.cancel_requested as cancel_asked
      from horarium.step_execution s join horarium.execution e on e.id = s.execution_id
      where s.completed_at is null and\s""";

  private Database database;
  private ActivityStore activities;

  protected MemberStore() {}

  @Inject
  public MemberStore(Database database, ActivityStore activities) {
    this.database = database;
    this.activities = activities;
  }

  /** Adds a member: Queued in the first group, Waiting in the others. Returns its id. */
  UUID add(NewMember member) {
    UUID id = Ids.next();
    List<Object> values = new ArrayList<>();
    Collections.addAll(
        values,
        id,
        member.executionId(),
        member.activityId(),
        member.scheduleStepId(),
        member.stepIndex(),
        member.group(),
        member.number(),
        member.name(),
        member.stepType(),
        member.executionMode(),
        member.continueOnFailure(),
        member.timeoutSeconds(),
        member.systemId(),
        member.systemName(),
        member.runProfileId(),
        member.runProfileName(),
        member.overrides().filePath(),
        member.overrides().overrideDeleteGuard(),
        member.batchSize(),
        member.group() == 0 ? "Queued" : "Waiting");
    values.addAll(member.settings().values());
    database.update(
        """
        insert into horarium.step_execution (id, execution_id, activity_id, schedule_step_id, step_index, group_position, member,
          name, step_type, execution_mode, continue_on_failure, timeout_seconds, connected_system_id, connected_system_name,
          run_profile_id, run_profile_name, override_file_path, override_delete_guard, batch_size, status, %s)
        values (%s)"""
            .formatted(StepSettings.COLUMNS, "?, ".repeat(values.size() - 1) + "?"),
        values.toArray());
    return id;
  }

  /** Members of a group that have not ended, in order. */
  public List<Member> open(UUID executionId, int group) {
    return database.list(
        OPEN + "s.execution_id = ? and s.group_position = ? order by s.member",
        MemberStore::member,
        executionId,
        group);
  }

  /** The member, unless it has ended. */
  public Optional<Member> open(UUID memberId) {
    return database.first(OPEN + "s.id = ?", MemberStore::member, memberId);
  }

  /**
   * Lets a member begin, or go on, if everything it has for itself is free (contract/sync-engine.md
   * 3.5). All or nothing, and in one order for everybody, so that no two wait for each other.
   *
   * @param holds ids of connected systems, 0 for the metaverse
   * @return false: another run has some of it, or the member was cancelled meanwhile
   */
  public boolean admit(Member member, Set<Integer> holds) {
    if (!holds.isEmpty()) {
      int taken =
          database.update(
              """
              insert into horarium.system_lease as lease (system_id, step_execution_id)
              select wanted.id, ? from unnest(?::integer[]) as wanted(id) order by wanted.id
              on conflict (system_id) do update set step_execution_id = excluded.step_execution_id
              where lease.step_execution_id = excluded.step_execution_id
                 or not exists (select 1 from horarium.step_execution s
                                where s.id = lease.step_execution_id and s.completed_at is null)""",
              member.id(),
              holds);
      if (taken < holds.size()) {
        release(member);
        return false;
      }
    }
    return database.number(
            """
            with begun as (
              update horarium.step_execution
              set status = 'Processing', started_at = coalesce(started_at, clock_timestamp())
              where id = ? and completed_at is null returning activity_id),
            told as (
              update horarium.activity a set started_at = coalesce(a.started_at, clock_timestamp()), message = 'Starting'
              from begun where a.id = begun.activity_id)
            select count(*) from begun""",
            member.id())
        == 1;
  }

  /**
   * Cancels one member: at once if it has not begun, else at its next safe point.
   *
   * @return whether it still runs
   */
  boolean requestCancel(Member member) {
    int running =
        database.update(
            """
            update horarium.step_execution set cancel_requested = true
            where id = ? and completed_at is null and started_at is not null""",
            member.id());
    if (running == 0) {
      cancelled(member);
    }
    return running == 1;
  }

  /** Members this life of the node runs whose cancelling was asked for. */
  @Transactional
  List<UUID> toCancel(UUID incarnation) {
    return database.list(
        """
        select s.id from horarium.step_execution s join horarium.execution e on e.id = s.execution_id
        where s.cancel_requested and s.completed_at is null and e.closed_at is null and e.lease_incarnation = ?""",
        row -> row.getObject(1, UUID.class),
        incarnation);
  }

  /** Moves the checkpoint; in the transaction of the batch that makes it true. */
  public void checkpoint(UUID memberId, Checkpoint checkpoint) {
    database.update(
        "update horarium.step_execution set phase = ?, cursor = ?::jsonb where id = ? and completed_at is null",
        checkpoint.phase(),
        checkpoint.cursor(),
        memberId);
  }

  /** The member has ended by itself. */
  public void end(Member member, StepOutcome outcome) {
    String status =
        switch (outcome.ending()) {
          case Complete -> "Completed";
          case CompleteWithWarning -> "CompletedWithWarning";
          case CompleteWithError -> "CompletedWithError";
          case FailedWithError -> "Failed";
        };
    boolean failed = outcome.ending() == StepOutcome.Ending.FailedWithError;
    if (outcome.warning() != null) {
      activities.warn(member.activityId(), outcome.warning());
    }
    end(
        member,
        status,
        outcome.ending().name(),
        outcome.message(),
        failed ? outcome.message() : null);
  }

  /** The member was stopped by a person. */
  public void cancelled(Member member) {
    end(member, "Cancelled", "Cancelled", "Cancelled by user", null);
  }

  /** The member could not go on. */
  public void failed(Member member, String error) {
    end(member, "Failed", "FailedWithError", "Failed", error);
  }

  private void end(
      Member member, String status, String activityStatus, String message, String error) {
    int ended =
        database.update(
            """
            update horarium.step_execution
            set status = ?, completed_at = clock_timestamp(), error_message = left(?, 2000), phase = null, cursor = null
            where id = ? and completed_at is null""",
            status,
            error,
            member.id());
    if (ended == 1) {
      activities.end(member.activityId(), activityStatus, message, error);
    }
    if (member.systemId() != null) {
      release(member); // only runs on a system have anything for themselves
    }
  }

  private void release(Member member) {
    database.update("delete from horarium.system_lease where step_execution_id = ?", member.id());
  }

  private static Member member(ResultSet row) throws SQLException {
    return new Member(
        row.getObject("id", UUID.class),
        row.getObject("execution_id", UUID.class),
        row.getObject("activity_id", UUID.class),
        row.getInt("group_position"),
        row.getInt("member"),
        row.getString("step_type"),
        row.getObject("connected_system_id", Integer.class),
        row.getObject("run_profile_id", Integer.class),
        row.getString("override_file_path"),
        row.getBoolean("override_delete_guard"),
        row.getInt("batch_size"),
        row.getObject("timeout_seconds", Integer.class),
        row.getBoolean("cancel_asked"),
        StepSettings.of(row),
        row.getObject("retry_of", UUID.class),
        new Checkpoint(row.getString("phase"), row.getString("cursor")));
  }
}
