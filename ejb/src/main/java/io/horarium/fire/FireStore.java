package io.horarium.fire;

import io.horarium.platform.Database;
import io.horarium.platform.Node;
import io.horarium.schedule.LogLevel;
import io.horarium.schedule.MisfirePolicy;
import io.horarium.schedule.TriggerDefinition;
import io.horarium.schedule.TriggerType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The ledger and the watermark of each schedule. Every call joins the caller's transaction. */
@ApplicationScoped
public class FireStore {

  static final String TRIGGER_COLUMNS =
      "trigger_type, cron_expression, time_zone, start_at, end_at, repeat_interval, repeat_count, armed_at";

  /** How busy a schedule is. */
  record Load(int active, int waiting, boolean hasSteps) {}

  /** A row to be written. */
  record NewFire(Instant scheduledFor, FireOutcome outcome, UUID executionId, String detail) {}

  private Database database;
  private Node node;
  private Supplier<Instant> clock;

  protected FireStore() {}

  @Inject
  public FireStore(Database database, Node node) {
    this(database, node, null);
  }

  /**
   * With another clock than the database's, for tests.
   *
   * @param clock null: that of the database
   */
  FireStore(Database database, Node node, Supplier<Instant> clock) {
    this.database = database;
    this.node = node;
    this.clock = clock;
  }

  /**
   * The schedule, held until the transaction ends: its instants are decided one after the other.
   */
  Optional<FireSubject> lock(UUID scheduleId) {
    return database.first(
        "select id, name, enabled, paused, paused_at, misfire_policy, misfire_grace_seconds,"
            + " concurrent_execution, persisted, log_level, blackouts, owner_incarnation, known_until,"
            + " coalesce(?, clock_timestamp()) as now_at, "
            + TRIGGER_COLUMNS
            + " from horarium.schedule where id = ? for no key update",
        FireStore::subject,
        clock == null ? null : clock.get(),
        scheduleId);
  }

  /**
   * How busy the schedule is just now. A statement of its own: {@link #lock} may have waited, and
   * does not see what was committed meanwhile in other tables.
   *
   * @param onlyNode counts the executions of one node; null: those of no certain node
   */
  Load load(UUID scheduleId, String onlyNode) {
    return database
        .first(
            """
            select count(*), count(*) filter (where started_at is null and completed_at is null),
              exists (select 1 from horarium.schedule_step t where t.schedule_id = ?)
              from horarium.execution
             where schedule_id = ? and closed_at is null and only_node is not distinct from ?""",
            row -> new Load(row.getInt(1), row.getInt(2), row.getBoolean(3)),
            scheduleId,
            scheduleId,
            onlyNode)
        .orElseThrow();
  }

  /**
   * Writes rows; one that is there already stays as it is.
   *
   * @param ownNode whether they belong to the memory of this node
   */
  void add(UUID scheduleId, boolean ownNode, Instant decidedAt, List<NewFire> fires) {
    List<String> instants = new ArrayList<>();
    List<String> outcomes = new ArrayList<>();
    List<String> executions = new ArrayList<>();
    List<String> details = new ArrayList<>();
    for (NewFire fire : fires) {
      instants.add(fire.scheduledFor.toString());
      outcomes.add(fire.outcome.name());
      executions.add(Objects.toString(fire.executionId, ""));
      details.add(Objects.toString(fire.detail, ""));
    }
    database.update(
        """
        insert into horarium.fire (schedule_id, node, decided_by, decided_at, scheduled_for, outcome, execution_id, detail)
        select ?, ?, ?, ?, f.at::timestamptz, f.outcome, nullif(f.execution, '')::uuid, nullif(left(f.detail, 1000), '')
          from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as f(at, outcome, execution, detail)
        on conflict do nothing""",
        scheduleId,
        ownNode ? node.id() : "",
        node.id(),
        decidedAt,
        instants,
        outcomes,
        executions,
        details);
  }

  /** Notes that the ledger is complete up to {@code until}, and what comes next. */
  void known(UUID scheduleId, Instant until, Instant nextAt) {
    database.update(
        "update horarium.schedule set known_until = ?, next_run_at = ? where id = ?",
        until,
        nextAt,
        scheduleId);
  }

  /** Notes what comes next for a schedule whose watermark is in memory. */
  void next(UUID scheduleId, Instant nextAt) {
    database.update(
        "update horarium.schedule set next_run_at = ? where id = ?", nextAt, scheduleId);
  }

  /** How many instants went by since the pause began. */
  int paused(UUID scheduleId, Instant since) {
    return (int)
        database.number(
            """
            select count(*) from horarium.fire
             where schedule_id = ? and scheduled_for >= ? and outcome = 'Paused'""",
            scheduleId,
            since);
  }

  /** The oldest instant of a pause is made up for after all. */
  void madeUp(UUID scheduleId, Instant since, UUID executionId, String detail) {
    database.update(
        """
        update horarium.fire
           set outcome = 'Started', execution_id = ?, detail = ?, decided_at = clock_timestamp(), decided_by = ?
         where (schedule_id, scheduled_for, node) =
           (select schedule_id, scheduled_for, node from horarium.fire
             where schedule_id = ? and scheduled_for >= ? and outcome = 'Paused'
             order by scheduled_for limit 1)""",
        executionId,
        detail,
        node.id(),
        scheduleId,
        since);
  }

  /**
   * Persisted schedules that were due {@code seconds} ago and are not accounted for, oldest first.
   */
  List<UUID> overdue(int seconds, int limit) {
    return database.list(
        """
        select id from horarium.schedule
         where enabled and persisted and next_run_at < clock_timestamp() - make_interval(secs => ?)
         order by next_run_at limit ?""",
        row -> row.getObject(1, UUID.class),
        seconds,
        limit);
  }

  /** Schedules that go after their last firing, whose last run has ended. */
  List<UUID> finished() {
    return database.list(
        """
        select id from horarium.schedule s
         where remove_after_last and enabled and armed_at is not null and next_run_at is null
           and not exists (select 1 from horarium.execution e where e.schedule_id = s.id and e.closed_at is null)
         limit 100""",
        row -> row.getObject(1, UUID.class));
  }

  /** Schedules that lived in the memory of an earlier life of this node. */
  List<UUID> lostWithMemory() {
    return database.list(
        """
        select id from horarium.schedule
         where not persisted and origin <> 'File' and owner_node = ? and owner_incarnation <> ?""",
        row -> row.getObject(1, UUID.class),
        node.id(),
        node.incarnation());
  }

  /** Deletes a portion of the rows older than so many days; false when none is left. */
  boolean deleteOld(int days, int limit) {
    return database.update(
            """
            delete from horarium.fire where (schedule_id, scheduled_for, node) in (
              select schedule_id, scheduled_for, node from horarium.fire
               where decided_at < now() - make_interval(days => ?) limit ?)""",
            days,
            limit)
        > 0;
  }

  private static FireSubject subject(ResultSet row) throws SQLException {
    String blackouts = row.getString("blackouts");
    return new FireSubject(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getBoolean("enabled"),
        row.getBoolean("paused"),
        Database.instant(row, "paused_at"),
        trigger(row),
        MisfirePolicy.valueOf(row.getString("misfire_policy")),
        row.getObject("misfire_grace_seconds", Integer.class),
        row.getBoolean("concurrent_execution"),
        row.getBoolean("persisted"),
        LogLevel.valueOf(row.getString("log_level")),
        blackouts == null ? List.of() : List.of(blackouts.split(",")),
        row.getObject("owner_incarnation", UUID.class),
        Database.instant(row, "known_until"),
        Database.instant(row, "now_at"));
  }

  /** Reads {@link #TRIGGER_COLUMNS}. */
  static TriggerDefinition trigger(ResultSet row) throws SQLException {
    return new TriggerDefinition(
        TriggerType.valueOf(row.getString("trigger_type")),
        row.getString("cron_expression"),
        row.getString("time_zone"),
        Database.instant(row, "start_at"),
        Database.instant(row, "end_at"),
        row.getObject("repeat_interval", Long.class),
        row.getObject("repeat_count", Long.class),
        Database.instant(row, "armed_at"));
  }
}
