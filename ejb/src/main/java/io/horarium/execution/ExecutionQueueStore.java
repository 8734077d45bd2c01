package io.horarium.execution;

import io.horarium.access.Initiator;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Adds executions to the queue, and holds what they are going to use until that is committed. */
@ApplicationScoped
public class ExecutionQueueStore {

  private Database database;

  protected ExecutionQueueStore() {}

  @Inject
  public ExecutionQueueStore(Database database) {
    this.database = database;
  }

  /**
   * Whoever changes the schedule waits, or is waited for, before anything refers to it: the row is
   * written at the end of the start, and asked for later it would be a deadlock.
   */
  void holdSchedule(UUID scheduleId) {
    database.first(
        "select 1 from horarium.schedule where id = ? for no key update", row -> 1, scheduleId);
  }

  /**
   * Nobody deletes or clears the system between here and the commit; afterwards the queued run is
   * seen.
   */
  void holdSystem(int systemId) {
    database.first(
        "select 1 from horarium.connected_system where id = ? for share", row -> 1, systemId);
  }

  /** Two runs of one profile are queued one after the other; the second one finds the first. */
  void holdRunProfile(int runProfileId) {
    database.first(
        "select 1 from horarium.run_profile where id = ? for update", row -> 1, runProfileId);
  }

  /** The activity of a run of the profile that is queued or running. */
  Optional<UUID> openRun(int runProfileId) {
    return database.first(
        """
        select activity_id from horarium.step_execution
        where run_profile_id = ? and completed_at is null limit 1""",
        row -> row.getObject(1, UUID.class),
        runProfileId);
  }

  /**
   * Adds an execution of a schedule; returns its id.
   *
   * @param scheduledFor instant at which it was due; null: it was asked for
   * @param onlyNode node that has to run it, or null
   */
  UUID addSchedule(
      UUID scheduleId,
      String scheduleName,
      int groups,
      UUID activityId,
      Instant scheduledFor,
      String onlyNode,
      Initiator by) {
    UUID id = Ids.next();
    database.update(
        """
        insert into horarium.execution (id, kind, schedule_id, schedule_name, status, total_groups,
          initiated_by_type, initiated_by_id, initiated_by_name, activity_id, scheduled_for, only_node,
          serial, recoverable)
        select ?, 'Schedule', id, ?, 'Queued', ?, ?, ?, ?, ?, ?, ?, not concurrent_execution, recoverable
          from horarium.schedule where id = ?""",
        id,
        scheduleName,
        groups,
        by.type(),
        by.id(),
        by.name(),
        activityId,
        scheduledFor,
        onlyNode,
        scheduleId);
    return id;
  }

  /** Adds an execution of one run profile by itself; returns its id. */
  UUID addRunProfile(String runProfileName, Initiator by) {
    UUID id = Ids.next();
    database.update(
        """
        insert into horarium.execution (id, kind, schedule_name, status, total_groups,
          initiated_by_type, initiated_by_id, initiated_by_name)
        values (?, 'RunProfile', ?, 'Queued', 1, ?, ?, ?)""",
        id,
        runProfileName,
        by.type(),
        by.id(),
        by.name());
    return id;
  }

  /**
   * Executions of a schedule that have not ended. Nobody else decides about them until the
   * transaction ends, and no member of theirs writes: whoever holds members while it asks for the
   * row of their execution meets a member that holds the row and asks for itself (a deadlock). All
   * others begin with that row, too, and where they take several, in this order.
   */
  List<UUID> holdActive(UUID scheduleId) {
    return database.list(
        """
        select id from horarium.execution where schedule_id = ? and completed_at is null
         order by id for update""",
        row -> row.getObject(1, UUID.class),
        scheduleId);
  }
}
