package io.horarium.activity;

import io.horarium.access.Initiator;
import io.horarium.access.Roles;
import io.horarium.platform.Clock;
import io.horarium.platform.Database;
import io.horarium.platform.Slice;
import io.horarium.platform.Sql;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;

/**
 * Reads activities (contract/jim.md 15). Every answer takes a fixed number of queries, however long
 * its list is.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ActivityQueries {

  private static final Sql SUMMARIES =
      Sql.of(
          """
          select a.*,
                 (select count(*) from horarium.activity c where c.parent_activity_id = a.id)
                   as children
            from horarium.activity a\
          """);

  private Database database;
  private ActivityPhaseQueries phases;
  private final RunningStats runningStats = new RunningStats();
  private ProgressRates rates;
  private Clock clock;

  protected ActivityQueries() {}

  @Inject
  public ActivityQueries(
      Database database, ActivityPhaseQueries phases, ProgressRates rates, Clock clock) {
    this.database = database;
    this.phases = phases;
    this.rates = rates;
    this.clock = clock;
  }

  /** One page of activities; two queries. */
  public Slice<ActivitySummary> list(
      ActivityFilter filter, ActivityOrder order, int offset, int limit) {
    Sql where = filter.where();
    long total = Sql.of("select count(*) from horarium.activity a").then(where).number(database);
    return new Slice<>(page(where, order, offset, limit), total);
  }

  /**
   * The activities that {@code parentId} is the parent of, the oldest first.
   *
   * @throws NotFound no such activity
   */
  public Slice<ActivitySummary> children(UUID parentId, int offset, int limit) {
    if (database
        .first("select 1 from horarium.activity where id = ?", row -> 1, parentId)
        .isEmpty()) {
      throw unknown(parentId);
    }
    Sql where = Sql.of(" where a.parent_activity_id = ?", parentId);
    long total = Sql.of("select count(*) from horarium.activity a").then(where).number(database);
    ActivityOrder oldestFirst = new ActivityOrder(ActivityOrder.Sort.CREATED, false);
    return new Slice<>(page(where, oldestFirst, offset, limit), total);
  }

  /**
   * Everything about one activity; at most three queries.
   *
   * @throws NotFound no such activity
   */
  public ActivityDetail get(UUID id) {
    ActivityDetail detail =
        SUMMARIES.then(" where a.id = ?", id).list(database, ActivityQueries::detail).stream()
            .findFirst()
            .orElseThrow(() -> unknown(id));
    return detail.summary().isRun()
        ? detail.withRun(
            statsOf(id, detail.summary().counters(), detail.summary().status()), phases.of(id))
        : detail;
  }

  /**
   * The numbers of a run, also while it runs.
   *
   * @throws NotFound no such activity
   * @throws InvalidInput it is not a run
   */
  public ActivityStats stats(UUID id) {
    return run(
        id,
        "stats are kept",
        row -> statsOf(id, counters(row), ActivityStatus.valueOf(row.getString("status"))));
  }

  /**
   * The items of a run in the order they were written.
   *
   * @throws NotFound no such activity
   * @throws InvalidInput it is not a run
   */
  public Slice<ActivityItem> items(UUID id, int offset, int limit) {
    of(id, ActivitySummary::hasItems, "the run of a step; items are kept", row -> true);
    long total =
        database.number("select count(*) from horarium.activity_item where activity_id = ?", id);
    List<ActivityItem> items =
        database.list(
            """
            select * from horarium.activity_item where activity_id = ?
             order by seq limit ? offset ?""",
            ActivityQueries::item,
            id,
            limit,
            offset);
    return new Slice<>(items, total);
  }

  /**
   * How far an activity has come: asked for every two seconds, so it reads two small sets of rows
   * by key and never the items.
   *
   * @throws NotFound no such activity
   */
  public ActivityProgress progress(UUID id) {
    List<ActivityPhase> found = phases.of(id);
    Instant now = clock.now();
    return database
        .first("select * from horarium.activity where id = ?", row -> progress(row, found, now), id)
        .orElseThrow(() -> unknown(id));
  }

  private List<ActivitySummary> page(Sql where, ActivityOrder order, int offset, int limit) {
    return SUMMARIES
        .then(where)
        .then(order.clause())
        .then(" limit ? offset ?", limit, offset)
        .list(database, ActivityQueries::summary);
  }

  private <T> T run(UUID id, String what, Database.Row<T> reading) {
    return of(id, ActivitySummary::isRun, "the run of a run profile; " + what, reading);
  }

  private <T> T of(
      UUID id, BiPredicate<String, String> kind, String what, Database.Row<T> reading) {
    return database
        .first(
            "select * from horarium.activity where id = ?",
            row -> {
              if (!kind.test(
                  row.getString("target_type"), row.getString("target_operation_type"))) {
                throw InvalidInput.request(
                    "Activity " + id + " is not " + what + " for such runs only.");
              }
              return reading.read(row);
            },
            id)
        .orElseThrow(() -> unknown(id));
  }

  private ActivityStats statsOf(UUID id, ActivityCounters counters, ActivityStatus status) {
    if (status.isTerminal()) {
      runningStats.forget(id);
      return count(id, counters);
    }
    return runningStats.of(id, counters, () -> count(id, counters));
  }

  private ActivityStats count(UUID id, ActivityCounters counters) {
    return database
        .first(
            """
            select coalesce(sum(changes), 0) as changes, count(object_type) as types
              from (select object_type, count(*) filter (where coalesce(error_type, 'NotSet') = 'NotSet') as changes
                    from horarium.activity_item where activity_id = ? group by object_type) of_type""",
            row -> new ActivityStats(counters, row.getLong("changes"), row.getLong("types")),
            id)
        .orElseThrow();
  }

  private ActivityProgress progress(ResultSet row, List<ActivityPhase> found, Instant now)
      throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    ActivityStatus status = ActivityStatus.valueOf(row.getString("status"));
    long processed = row.getLong("objects_processed");
    long total = row.getLong("objects_to_process");
    Double rate = null;
    if (status.isTerminal()) {
      rates.forget(id);
    } else {
      rate = rates.reading(id, processed, total);
    }
    Instant completed = Database.instant(row, "completed_at");
    PhasePosition position = PhasePosition.in(found);
    return new ActivityProgress(
        id,
        status,
        row.getString("message"),
        processed,
        total,
        percent(processed, total),
        seconds(Duration.between(executed(row), completed == null ? now : completed)),
        rate,
        remaining(processed, total, rate),
        row.getString("target_type"),
        row.getString("run_type"),
        counters(row),
        now,
        found,
        position.phase(),
        position.number(),
        position.total());
  }

  private static Double percent(long processed, long total) {
    return total <= 0
        ? null
        : (Double) (Math.min(1000, Math.round(processed * 1000.0 / total)) / 10.0);
  }

  private static Double remaining(long processed, long total, Double rate) {
    return rate == null || rate <= 0 || total <= 0
        ? null
        : (Double) (Math.max(0, total - processed) / rate);
  }

  private static double seconds(Duration duration) {
    return Math.max(0, duration.toNanos() / 1e9);
  }

  private static Instant executed(ResultSet row) throws SQLException {
    Instant started = Database.instant(row, "started_at");
    return started == null ? Database.instant(row, "executed") : started;
  }

  private static ActivitySummary summary(ResultSet row) throws SQLException {
    // a change of a schedule carries the schedule's id, too, but was not caused by it
    UUID execution = row.getObject("schedule_execution_id", UUID.class);
    Instant created = Database.instant(row, "created");
    Instant started = Database.instant(row, "started_at");
    Instant completed = Database.instant(row, "completed_at");
    return new ActivitySummary(
        row.getObject("id", UUID.class),
        row.getObject("parent_activity_id", UUID.class),
        created,
        executed(row),
        ActivityStatus.valueOf(row.getString("status")),
        row.getString("target_type"),
        row.getString("target_operation_type"),
        row.getString("target_name"),
        row.getString("target_context"),
        row.getString("message"),
        new Initiator(
            Initiator.Type.valueOf(row.getString("initiated_by_type")),
            row.getObject("initiated_by_id", UUID.class),
            row.getString("initiated_by_name")),
        row.getLong("objects_to_process"),
        row.getLong("objects_processed"),
        between(started, completed),
        between(created, completed),
        row.getString("run_type"),
        counters(row),
        row.getLong("children"),
        execution,
        row.getObject("schedule_step_index", Integer.class),
        execution == null ? null : row.getObject("scheduled_by_schedule_id", UUID.class),
        execution == null ? null : row.getString("scheduled_by_schedule_name"));
  }

  private static ActivityDetail detail(ResultSet row) throws SQLException {
    return new ActivityDetail(
        summary(row),
        row.getString("warning_message"),
        row.getString("error_message"),
        row.getObject("connected_system_id", Integer.class),
        row.getObject("run_profile_id", Integer.class),
        row.getString("change_reason"),
        null,
        List.of());
  }

  private static Duration between(Instant from, Instant to) {
    return from == null || to == null ? null : Duration.between(from, to);
  }

  private static ActivityItem item(ResultSet row) throws SQLException {
    return new ActivityItem(
        row.getObject("id", UUID.class),
        row.getString("external_id"),
        row.getString("display_name"),
        row.getString("object_type"),
        row.getString("change_type"),
        row.getString("error_type"),
        row.getString("error_text"),
        row.getString("outcome_summary"));
  }

  private static NotFound unknown(UUID id) {
    return new NotFound("Activity", id);
  }

  private static ActivityCounters counters(ResultSet row) throws SQLException {
    return new ActivityCounters(
        row.getLong("objects_read"),
        row.getLong("unchanged"),
        row.getLong("added"),
        row.getLong("updated"),
        row.getLong("deleted"),
        row.getLong("deletes_withheld"),
        row.getLong("projected"),
        row.getLong("joined"),
        row.getLong("attribute_flows"),
        row.getLong("disconnected"),
        row.getLong("disconnected_out_of_scope"),
        row.getLong("out_of_scope_retain_join"),
        row.getLong("drift_corrections"),
        row.getLong("provisioned"),
        row.getLong("exported"),
        row.getLong("deprovisioned"),
        row.getLong("created_objects"),
        row.getLong("pending_exports"),
        row.getLong("pending_exports_confirmed"),
        row.getLong("pending_exports_retrying"),
        row.getLong("pending_exports_failed"),
        row.getLong("errors"));
  }
}
