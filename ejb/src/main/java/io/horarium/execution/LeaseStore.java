package io.horarium.execution;

import io.horarium.platform.Database;
import io.horarium.platform.Node;
import io.horarium.platform.Settings;
import io.horarium.problem.LeaseLost;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/**
 * Leases on executions: who works on what, by the clock of the database. A lease of an earlier life
 * of this node is free at once; one of another node when it has expired.
 */
@ApplicationScoped
public class LeaseStore {

  /** An execution this node holds. */
  public record Held(UUID executionId, int epoch, boolean cancelRequested) {}

  /** {@code HORARIUM_LEASE_SECONDS}: so long after its node fell silent is an execution free. */
  static final int LEASE_SECONDS = Settings.number("HORARIUM_LEASE_SECONDS", 30, 3, 600);

  private Database database;
  private Node node;
  private double silentSeconds;

  protected LeaseStore() {}

  @Inject
  public LeaseStore(Database database, Node node) {
    this(database, node, LEASE_SECONDS / 2.0);
  }

  /** {@code silentSeconds}: see {@link #evictSilent}. */
  LeaseStore(Database database, Node node, double silentSeconds) {
    this.database = database;
    this.node = node;
    this.silentSeconds = silentSeconds;
  }

  /**
   * Takes up to {@code limit} executions that nobody works on, oldest first. Each gets a new epoch.
   * One that waits for earlier executions of its schedule is left alone, and so is one that lives
   * in the memory of another node while that is up.
   *
   * @param persisted whether this node runs persisted schedules at all
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Lease> claim(int limit, boolean persisted) {
    return database.list(
        """
        update horarium.execution e
        set lease_node = ?, lease_incarnation = ?, lease_until = clock_timestamp() + make_interval(secs => ?),
            epoch = epoch + 1,
            resumes = resumes + case when epoch > 0 then 1 else 0 end,
            status = case when status = 'Queued' then 'InProgress' else status end,
            started_at = coalesce(started_at, clock_timestamp()),
            batch_execution_id = null
        where id in (
          select id from horarium.execution e
          where closed_at is null
            and (lease_until is null
                 or (recoverable and (lease_until < clock_timestamp() or (lease_node = ? and lease_incarnation <> ?))))
            and (only_node = ? or (only_node is null and (? or kind = 'RunProfile'))
                 or not exists (select 1 from horarium.node n
                                 where n.id = only_node and n.stopped_at is null
                                   and n.seen_at > clock_timestamp() - make_interval(secs => ?)))
            and (not serial or not exists
                  (select 1 from horarium.execution x
                    where x.schedule_id = e.schedule_id and x.closed_at is null
                      and x.only_node is not distinct from e.only_node
                      and (x.queued_at, x.id) < (e.queued_at, e.id)))
          order by queued_at, id limit ? for update skip locked)
        returning id, epoch, kind, total_groups""",
        row ->
            new Lease(
                row.getObject("id", UUID.class),
                row.getInt("epoch"),
                row.getString("kind").equals("Schedule")
                    ? ExecutionJob.ofSchedule(row.getInt("total_groups"))
                    : ExecutionJob.RUN_PROFILE),
        node.id(),
        node.incarnation(),
        LEASE_SECONDS,
        node.id(),
        node.incarnation(),
        node.id(),
        persisted,
        NodeStore.DOWN_AFTER_SECONDS,
        limit);
  }

  /**
   * Ends the database sessions in which a node fell silent in the middle of a batch: a frozen
   * process, or one behind a network that swallows everything, keeps its locks, and the execution
   * could not be claimed before it comes back. Only sessions that have waited for their node for
   * half a lease, of nodes whose lease has expired.
   *
   * @return sessions ended
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public int evictSilent() {
    return database
        .list(
            """
            select pg_terminate_backend(s.pid)
            from pg_stat_activity s
            where s.datname = current_database() and s.usename = current_user and s.pid <> pg_backend_pid()
              and s.xact_start is not null and (s.state like 'idle in transaction%' or s.wait_event_type = 'Client')
              and s.state_change < clock_timestamp() - make_interval(secs => ?)
              and s.application_name in (
                select 'horarium-' || e.lease_node from horarium.execution e
                where e.closed_at is null and e.lease_until < clock_timestamp() and e.lease_node <> ?)
              and exists (select 1 from pg_locks l where l.pid = s.pid
                          and l.relation = 'horarium.execution'::regclass and l.mode = 'RowShareLock')""",
            row -> row.getBoolean(1), silentSeconds, node.id())
        .size();
  }

  /**
   * Takes what was cut off by the death of its node and is not to go on (design.md 10.1), so that
   * it can be ended.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Lease> claimLost() {
    return database.list(
        """
        update horarium.execution e
        set lease_node = ?, lease_incarnation = ?, lease_until = clock_timestamp() + make_interval(secs => ?),
            epoch = epoch + 1
        where id in (
          select id from horarium.execution
          where closed_at is null and not recoverable
            and (lease_until < clock_timestamp() or (lease_node = ? and lease_incarnation <> ?))
          limit 100 for update skip locked)
        returning id, epoch""",
        row ->
            new Lease(
                row.getObject("id", UUID.class),
                row.getInt("epoch"),
                ExecutionJob.SCHEDULE_EXECUTION),
        node.id(),
        node.incarnation(),
        LEASE_SECONDS,
        node.id(),
        node.incarnation());
  }

  /** The open executions of this life of the node, with what others have asked of them. */
  @Transactional
  public List<Held> held() {
    return database.list(
        """
        select id, epoch, cancel_requested from horarium.execution
        where closed_at is null and lease_node = ? and lease_incarnation = ?""",
        row ->
            new Held(
                row.getObject("id", UUID.class),
                row.getInt("epoch"),
                row.getBoolean("cancel_requested")),
        node.id(),
        node.incarnation());
  }

  /** Prolongs everything this node holds. */
  @Transactional
  public void renew() {
    database.update(
        """
        update horarium.execution set lease_until = clock_timestamp() + make_interval(secs => ?)
        where id in (
          select id from horarium.execution
          where closed_at is null and lease_node = ? and lease_incarnation = ?
          order by id for no key update)""",
        LEASE_SECONDS,
        node.id(),
        node.incarnation());
  }

  /** Gives an execution back, so that the next claim, here or on another node, goes on with it. */
  @Transactional
  public void release(UUID executionId, int epoch) {
    database.update(
        "update horarium.execution set lease_until = null where id = ? and epoch = ? and closed_at is null",
        executionId,
        epoch);
  }

  @Transactional
  public void batchStarted(UUID executionId, int epoch, long batchExecutionId) {
    database.update(
        "update horarium.execution set batch_execution_id = ? where id = ? and epoch = ?",
        batchExecutionId,
        executionId,
        epoch);
  }

  /**
   * Makes the present transaction valid only while this epoch owns the execution: a take-over waits
   * for it to commit, and after a take-over it fails here. Members of a group do not hinder each
   * other (key share).
   *
   * @param mayBeLost true lets the commit return before it is on disk, see {@code
   *     StepWork.repeatable}
   * @throws LeaseLost another epoch owns the execution
   */
  public void fence(UUID executionId, int epoch, boolean mayBeLost) {
    boolean mine =
        database
            .first(
                """
            select set_config('synchronous_commit', case when ? then 'off' else current_setting('synchronous_commit') end, true)
            from horarium.execution where id = ? and epoch = ? for key share""",
                row -> Boolean.TRUE,
                mayBeLost,
                executionId,
                epoch)
            .isPresent();
    if (!mine) {
      throw new LeaseLost(executionId);
    }
  }

  /** Takes back {@code mayBeLost} for the present transaction. */
  public void durable() {
    database.update("set local synchronous_commit to on");
  }

  /**
   * As {@link #fence}, and keeps out whoever else decides about the whole execution (cancel) until
   * the transaction ends.
   */
  public void fenceAlone(UUID executionId, int epoch) {
    boolean mine =
        database
            .first(
                "select 1 from horarium.execution where id = ? and epoch = ? for no key update",
                row -> Boolean.TRUE,
                executionId,
                epoch)
            .isPresent();
    if (!mine) {
      throw new LeaseLost(executionId);
    }
  }
}
