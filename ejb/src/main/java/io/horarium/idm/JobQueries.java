package io.horarium.idm;

import io.horarium.idm.filter.Filter;
import io.horarium.idm.filter.FilterSql;
import io.horarium.idm.filter.SortKey;
import io.horarium.platform.Database;
import io.horarium.platform.Node;
import io.horarium.platform.Slice;
import io.horarium.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads schedules as the IDM dialect shows them. Filters, order and pages are the database's work.
 * Schedules in the memory of another node are not seen.
 */
@ApplicationScoped
public class JobQueries {

  /** Most rows of one page, also when the client asks for all. */
  public static final int MOST_ROWS = 10_000;

  private static final String TIE_BREAKER = "j.key collate \"C\"";

  /**
   * One row per schedule. The subqueries are columns, not joins: those that a statement does not
   * use cost nothing.
   */
  private static final String ROWS =
      """

       from (
        select b.*,
          coalesce(b.running_node, b.acquired_node) as node_id,
          case when b.paused then 'PAUSED' else b.active_state end as state,
          case when b.paused then b.active_state when b.active_state = 'BLOCKED' then 'NORMAL' end
            as previous_state,
          case when b.type = 'simple' or b.misfire_policy = 'fireAndProceed' then 1 else 2 end
            as misfire_instruction,
          coalesce(b.last_fire, case when coalesce(b.running_node, b.acquired_node) is not null
            then coalesce(b.running_node, b.acquired_node) || '_' || floor(extract(epoch from b.armed_at) * 1000)
            end) as fire_instance,
          substr(md5(concat_ws('|', b.key, b.armed_at, b.next_run_at, b.previous_at, b.active_state, b.paused,
            b.running_node, b.acquired_node, b.doc, b.cron, b.interval_millis, b.count, b.misfire, b.log_level,
            b.concurrent_execution, b.recoverable, b.end_at, b.time_zone)), 1, 16) as revision
         from (
          select s.id, s.key, s.enabled, s.persisted, s.recoverable, s.misfire_policy, s.log_level,
            s.concurrent_execution, s.time_zone, s.end_at, s.armed_at, s.next_run_at, s.paused,
            s.enabled and s.armed_at is not null as has_trigger,
            case when s.trigger_type = 'Simple' then 'simple' else 'cron' end as type,
            case when s.trigger_type = 'Cron' then s.cron_expression end as cron,
            case when s.trigger_type = 'Simple' then coalesce(s.repeat_interval, 0) else 0 end as interval_millis,
            case when s.trigger_type = 'Simple' then coalesce(s.repeat_count, -1) else 0 end as count,
            case when s.trigger_type = 'Simple'
              then coalesce(d.doc ->> 'misfirePolicy', s.misfire_policy) else s.misfire_policy end as misfire,
            coalesce(d.doc, jsonb_build_object('invokeService', 'org.forgerock.openidm.schedule',
              'invokeContext', jsonb_build_object('schedule', s.key))) as doc,
            d.document,
            case when s.trigger_type = 'Simple' then greatest(s.start_at, s.armed_at)
              else date_trunc('second', greatest(s.start_at, s.armed_at)) end as trigger_start,
            (select max(f.scheduled_for) from horarium.fire f
              where f.schedule_id = s.id and f.outcome = 'Started' and f.scheduled_for >= s.armed_at)
              as previous_at,
            (select count(*) from horarium.fire f
              where f.schedule_id = s.id and f.outcome = 'Started' and f.scheduled_for >= s.armed_at)
              as times_triggered,
            (select f.decided_by || '_' || floor(extract(epoch from f.decided_at) * 1000) from horarium.fire f
              where f.schedule_id = s.id and f.outcome = 'Started' and f.scheduled_for >= s.armed_at
              order by f.scheduled_for desc limit 1) as last_fire,
            (select e.lease_node from horarium.execution e
              where e.schedule_id = s.id and e.closed_at is null and e.lease_node is not null
              order by e.queued_at limit 1) as running_node,
            (select q.instance_name from horarium.qrtz_fired_triggers q
              where q.sched_name = 'horarium' and q.trigger_group = 'schedules' and q.trigger_name = s.id::text
              order by q.fired_time desc limit 1) as acquired_node,
            case
              when not s.concurrent_execution and exists (select 1 from horarium.execution e
                where e.schedule_id = s.id and e.closed_at is null and e.lease_node is not null) then 'BLOCKED'
              when s.next_run_at is null then 'COMPLETE'
              else 'NORMAL' end as active_state
           from horarium.schedule s
           left join horarium.idm_job d on d.schedule_id = s.id
          where s.persisted or s.owner_incarnation is null or s.owner_incarnation = ?) b) j""";

  private static final String COLUMNS =
      """
      select j.id, j.key, j.enabled, j.persisted, j.recoverable, j.misfire, j.type, j.cron, j.interval_millis, j.count,
        j.doc ->> 'startTime' as start_time, j.doc ->> 'endTime' as end_time, j.doc ->> 'invokeService' as service,
        j.doc ->> 'timeZone' as zone_text, coalesce(j.document, j.doc::text) as document, j.log_level,
        j.concurrent_execution, j.time_zone, j.has_trigger, j.revision, j.state, j.previous_state, j.node_id,
        j.fire_instance, j.trigger_start, j.end_at, j.previous_at, j.next_run_at, j.misfire_instruction,
        j.times_triggered""";

  private static final FilterSql JOBS = new FilterSql(JobFields.ofJob(false)::at);
  private static final FilterSql LEGACY_JOBS = new FilterSql(JobFields.ofJob(true)::at);
  private static final FilterSql TRIGGERS = new FilterSql(JobFields.ofTrigger(false)::at);
  private static final FilterSql LEGACY_TRIGGERS = new FilterSql(JobFields.ofTrigger(true)::at);

  private Database database;
  private Node node;

  protected JobQueries() {}

  @Inject
  public JobQueries(Database database, Node node) {
    this.database = database;
    this.node = node;
  }

  /**
   * What is asked for.
   *
   * @param legacy whether filter and order speak of version 1.0
   * @param first index of the first row
   * @param size most rows; 0 for all
   */
  public record Query(Filter filter, List<SortKey> sortKeys, boolean legacy, int first, int size) {}

  /** One page of jobs. */
  public Slice<JobRow> jobs(Query query) {
    FilterSql sql = query.legacy() ? LEGACY_JOBS : JOBS;
    return page(query, sql, sql.condition(query.filter()));
  }

  /** One page of the jobs that have a trigger; persisted ones only. */
  public Slice<JobRow> triggers(Query query) {
    FilterSql sql = query.legacy() ? LEGACY_TRIGGERS : TRIGGERS;
    return page(
        query,
        sql,
        Sql.of("j.has_trigger and j.persisted and ").then(sql.condition(query.filter())));
  }

  private Slice<JobRow> page(Query query, FilterSql sql, Sql condition) {
    Sql from = Sql.of(ROWS, node.incarnation()).then(" where ").then(condition);
    long total = Sql.of("select count(*)").then(from).number(database);
    int limit = query.size() == 0 ? MOST_ROWS : Math.min(query.size(), MOST_ROWS);
    if (query.first() >= total) {
      return new Slice<>(List.of(), total);
    }
    List<JobRow> rows =
        Sql.of(COLUMNS)
            .then(from)
            .then(" order by ")
            .then(sql.order(query.sortKeys(), TIE_BREAKER))
            .then(" limit ? offset ?", limit, query.first())
            .list(database, JobQueries::row);
    return new Slice<>(rows, total);
  }

  /** The job with this id. */
  public Optional<JobRow> byKey(String key) {
    return Sql.of(COLUMNS)
        .then(ROWS, node.incarnation())
        .then(" where j.key = ?", key)
        .list(database, JobQueries::row)
        .stream()
        .findFirst();
  }

  /** The jobs that run on this node, one for each run. */
  public List<JobRow> executing() {
    return Sql.of(COLUMNS)
        .then(ROWS, node.incarnation())
        .then(
            """

             join horarium.execution x on x.schedule_id = j.id
             where x.closed_at is null and x.lease_node = ? and x.lease_incarnation = ?
             order by j.persisted desc, x.queued_at, x.id limit ?""",
            node.id(),
            node.incarnation(),
            MOST_ROWS)
        .list(database, JobQueries::row);
  }

  private static JobRow row(ResultSet row) throws SQLException {
    Invocation invocation = document(row.getString("document"));
    return new JobRow(
        row.getObject("id", UUID.class),
        row.getString("key"),
        row.getBoolean("enabled"),
        row.getBoolean("persisted"),
        row.getBoolean("recoverable"),
        row.getString("misfire"),
        row.getString("type").equals("simple"),
        row.getString("cron"),
        row.getLong("interval_millis"),
        row.getLong("count"),
        row.getString("start_time"),
        row.getString("end_time"),
        row.getString("service"),
        invocation.context() == null ? null : invocation.context().toString(),
        row.getString("log_level"),
        row.getBoolean("concurrent_execution"),
        row.getString("zone_text"),
        row.getString("time_zone"),
        row.getBoolean("has_trigger") ? trigger(row) : null);
  }

  /** The context in the order its client wrote it, which the database's own form does not keep. */
  private static Invocation document(String text) {
    return JobDocument.parse(text).invocation();
  }

  private static JobRow.Trigger trigger(ResultSet row) throws SQLException {
    return new JobRow.Trigger(
        row.getString("revision"),
        row.getString("state"),
        row.getString("previous_state"),
        row.getString("node_id"),
        row.getString("fire_instance"),
        Database.instant(row, "trigger_start"),
        Database.instant(row, "end_at"),
        Database.instant(row, "previous_at"),
        Database.instant(row, "next_run_at"),
        row.getInt("misfire_instruction"),
        row.getLong("times_triggered"));
  }
}
