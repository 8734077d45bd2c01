package io.horarium.fire;

import io.horarium.platform.Database;
import io.horarium.platform.Slice;
import io.horarium.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the ledger and the triggers; asks for no role. */
@ApplicationScoped
public class FireQueries {

  private static final String TRIGGERS =
      """
      select s.id, s.key, s.paused, s.persisted, s.enabled, s.armed_at, s.next_run_at, t.trigger_state,
        f.instance_name, f.entry_id, e.lease_node, e.serial,
        (select max(l.scheduled_for) from horarium.fire l
          where l.schedule_id = s.id and l.outcome = 'Started' and l.scheduled_for >= s.armed_at) as previous_at
        from horarium.schedule s
        left join horarium.qrtz_triggers t
          on t.sched_name = 'horarium' and t.trigger_group = 'schedules' and t.trigger_name = s.id::text
        left join lateral
          (select instance_name, entry_id from horarium.qrtz_fired_triggers q
            where q.sched_name = 'horarium' and q.trigger_group = 'schedules' and q.trigger_name = s.id::text
            order by fired_time desc limit 1) f on true
        left join lateral
          (select lease_node, serial from horarium.execution x
            where x.schedule_id = s.id and x.closed_at is null order by queued_at limit 1) e on true
       where s.armed_at is not null and s.enabled""";

  private Database database;

  protected FireQueries() {}

  @Inject
  public FireQueries(Database database) {
    this.database = database;
  }

  /**
   * Which rows of the ledger.
   *
   * @param outcomes empty: all
   * @param from belongs to it; or null
   * @param to belongs to it; or null
   */
  public record Filter(UUID scheduleId, List<FireOutcome> outcomes, Instant from, Instant to) {

    public Filter {
      outcomes = List.copyOf(outcomes);
    }
  }

  /** One page of the ledger of a schedule, newest instant first. */
  public Slice<FireRow> list(Filter filter, int offset, int limit) {
    List<Sql> conditions = new ArrayList<>();
    conditions.add(Sql.of("schedule_id = ?", filter.scheduleId()));
    if (!filter.outcomes().isEmpty()) {
      conditions.add(
          Sql.of("outcome = any (?)", filter.outcomes().stream().map(Enum::name).toList()));
    }
    if (filter.from() != null) {
      conditions.add(Sql.of("scheduled_for >= ?", filter.from()));
    }
    if (filter.to() != null) {
      conditions.add(Sql.of("scheduled_for <= ?", filter.to()));
    }
    Sql where = Sql.where(conditions);
    long total = Sql.of("select count(*) from horarium.fire").then(where).number(database);
    List<FireRow> rows =
        Sql.of("select * from horarium.fire")
            .then(where)
            .then(" order by scheduled_for desc, node limit ? offset ?", limit, offset)
            .list(database, FireQueries::fire);
    return new Slice<>(rows, total);
  }

  /** The triggers of all enabled schedules, by key. */
  public List<TriggerState> triggers() {
    return database.list(TRIGGERS + " order by s.key", FireQueries::trigger);
  }

  /** The trigger of one schedule; empty when it has none: Manual or disabled. */
  public Optional<TriggerState> trigger(UUID scheduleId) {
    return database.first(TRIGGERS + " and s.id = ?", FireQueries::trigger, scheduleId);
  }

  /** Persisted schedules that have something ahead and no trigger in Quartz, or one in error. */
  List<UUID> withoutTrigger() {
    return database.list(
        """
        select s.id from horarium.schedule s
          left join horarium.qrtz_triggers t
            on t.sched_name = 'horarium' and t.trigger_group = 'schedules' and t.trigger_name = s.id::text
         where s.persisted and s.enabled and s.next_run_at is not null
           and (t.trigger_name is null or t.trigger_state = 'ERROR')
         limit 100""",
        row -> row.getObject(1, UUID.class));
  }

  private static FireRow fire(ResultSet row) throws SQLException {
    String node = row.getString("node");
    return new FireRow(
        row.getObject("schedule_id", UUID.class),
        Database.instant(row, "scheduled_for"),
        node.isEmpty() ? null : node,
        FireOutcome.valueOf(row.getString("outcome")),
        Database.instant(row, "decided_at"),
        row.getString("decided_by"),
        row.getObject("execution_id", UUID.class),
        row.getString("detail"));
  }

  private static TriggerState trigger(ResultSet row) throws SQLException {
    boolean blocked = row.getBoolean("serial");
    TriggerState.State unpaused =
        blocked ? TriggerState.State.BLOCKED : state(row.getString("trigger_state"));
    if (!blocked && !row.getBoolean("persisted")) {
      unpaused = TriggerState.State.NORMAL;
    }
    boolean paused = row.getBoolean("paused");
    String runningOn = row.getString("lease_node");
    TriggerState.State previous = paused ? unpaused : TriggerState.State.NORMAL;
    return new TriggerState(
        row.getObject("id", UUID.class),
        row.getString("key"),
        paused ? TriggerState.State.PAUSED : unpaused,
        paused || blocked ? previous : null,
        runningOn == null ? row.getString("instance_name") : runningOn,
        row.getString("entry_id"),
        Database.instant(row, "previous_at"),
        Database.instant(row, "next_run_at"),
        row.getBoolean("persisted"));
  }

  private static TriggerState.State state(String quartz) {
    if (quartz == null) {
      return TriggerState.State.NONE;
    }
    return switch (quartz) {
      case "COMPLETE" -> TriggerState.State.COMPLETE;
      case "ERROR" -> TriggerState.State.ERROR;
      default -> TriggerState.State.NORMAL;
    };
  }
}
