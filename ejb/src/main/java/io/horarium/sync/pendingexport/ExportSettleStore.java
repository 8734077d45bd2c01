package io.horarium.sync.pendingexport;

import io.horarium.connector.ExportResult;
import io.horarium.platform.Database;
import io.horarium.platform.TableStatistics;
import io.horarium.sync.pendingexport.Settlement.Fate;
import io.horarium.sync.pendingexport.Settlement.Item;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes what exports brought about, set-based: a fixed number of statements per batch. Joins the
 * transaction of the batch.
 */
@ApplicationScoped
public class ExportSettleStore {

  private static final String SETTLE =
      """
      with s as materialized (
        select * from unnest(?, ?::text[]::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?, ?::text[],
            ?::text[]::timestamptz[], ?::text[]::boolean[], ?::text[]::boolean[], ?::text[]::boolean[], ?::text[], ?::text[],
            ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
          as t(id, version, fate, change_type, status, changes, attempts, last_error, next_attempt_at, unresolved, in_doubt,
            refs_sent, anchor, secondary_id, item_type, error_type, error_text, outcome, external_id, display_name, ord)),
      kept as (
        update horarium.pending_export p
        set change_type = s.change_type, status = s.status, changes = s.changes::jsonb, attempts = s.attempts,
            last_error = left(s.last_error, 2000), next_attempt_at = s.next_attempt_at, has_unresolved_refs = s.unresolved,
            in_doubt = s.in_doubt, row_version = p.row_version + 1
        from s
        where p.id = s.id and s.fate = 'KEEP' and p.row_version = s.version
        returning p.id, p.cso_id, p.object_type_id, s.fate, s.anchor, s.secondary_id, s.refs_sent, s.item_type, s.error_type,
          s.error_text, s.outcome, s.external_id, s.display_name, s.ord),
      gone as (
        delete from horarium.pending_export p using s
        where p.id = s.id and s.fate <> 'KEEP' and p.row_version = s.version
        returning p.id, p.cso_id, p.object_type_id, s.fate, s.anchor, s.secondary_id, s.refs_sent, s.item_type, s.error_type,
          s.error_text, s.outcome, s.external_id, s.display_name, s.ord),
      done as (select * from kept union all select * from gone),
      named as (
        update horarium.cso c
        set anchor = coalesce(n.anchor, c.anchor), secondary_id = coalesce(n.secondary_id, c.secondary_id),
            row_version = c.row_version + 1
        from done n
        where c.id = n.cso_id and n.fate <> 'REMOVE_OBJECT' and ((n.anchor is not null and n.anchor is distinct from c.anchor)
          or (n.secondary_id is not null and n.secondary_id is distinct from c.secondary_id))),
      objects_gone as (
        delete from horarium.cso c using gone g where g.fate = 'REMOVE_OBJECT' and c.id = g.cso_id
        returning c.id, c.mvo_id),
      dangling as (
        update horarium.cso_ref r set target_cso_id = null from objects_gone g
        where r.target_cso_id = g.id and r.cso_id <> g.id),
      marked as (
        update horarium.mvo m set deletion_check = true from objects_gone g where m.id = g.mvo_id and not m.deletion_check),
      references_gone as (
        delete from horarium.pending_reference r using gone g where r.pe_id = g.id),
      references_sent as (
        update horarium.pending_reference r set status = 'AwaitingConfirmation' from kept
        where kept.refs_sent and r.pe_id = kept.id and r.status in ('Pending', 'NotConfirmed')
          and r.value is not null),
      items as (
        insert into horarium.activity_item (activity_id, cso_id, external_id, display_name, object_type, change_type,
          error_type, error_text, outcome_summary)
        select ?, d.cso_id, d.external_id, d.display_name, t.name, d.item_type, d.error_type, left(d.error_text, 2000), d.outcome
        from done d left join horarium.object_type t on t.id = d.object_type_id
        where d.item_type is not null
        order by d.ord)
      select id from done""";

  private Database database;

  protected ExportSettleStore() {}

  @Inject
  public ExportSettleStore(Database database) {
    this.database = database;
  }

  /**
   * Settles exports of a run, with their objects, references and items.
   *
   * @return ids of those that were; the others were changed by somebody else
   */
  public List<UUID> settle(UUID runId, List<Settlement> batch) {
    if (batch.isEmpty()) {
      return List.of();
    }
    database.update("set local enable_seqscan to off");
    return database.list(
        SETTLE,
        row -> row.getObject(1, UUID.class),
        batch.stream().map(Settlement::id).toList(),
        texts(batch, Settlement::version),
        texts(batch, Settlement::fate),
        texts(batch, Settlement::type),
        texts(batch, Settlement::status),
        texts(batch, s -> s.fate() == Fate.KEEP ? PendingChangesJson.write(s.changes()) : null),
        batch.stream().map(Settlement::attempts).toList(),
        texts(batch, Settlement::lastError),
        texts(batch, Settlement::nextAttemptAt),
        texts(batch, Settlement::unresolved),
        texts(batch, Settlement::inDoubt),
        texts(batch, Settlement::referencesSent),
        texts(batch, Settlement::anchor),
        texts(batch, Settlement::secondaryId),
        items(batch, Item::changeType),
        items(batch, Item::errorType),
        items(batch, Item::errorText),
        items(batch, Item::outcome),
        items(batch, Item::externalId),
        items(batch, Item::displayName),
        runId);
  }

  /**
   * Writes values that need no confirmation into the objects of these exports, with the references
   * that were sent; before they are settled.
   */
  public void confirmAtOnce(int systemId, List<Settlement> batch) {
    List<Settlement> confirmed = batch.stream().filter(s -> s.attrs() != null).toList();
    if (confirmed.isEmpty()) {
      return;
    }
    List<UUID> ids = confirmed.stream().map(Settlement::id).toList();
    database.update(
        """
        update horarium.cso c
        set status = 'Normal', attrs = s.attrs::jsonb, content_hash = null, updated_at = clock_timestamp(),
            row_version = c.row_version + 1
        from unnest(?, ?::text[]) as s(id, attrs) join horarium.pending_export p on p.id = s.id
        where c.id = p.cso_id""",
        ids,
        texts(confirmed, Settlement::attrs));
    database.update(
        """
        delete from horarium.cso_ref r using horarium.pending_export p
        where p.id = any(?) and r.cso_id = p.cso_id and (
          exists (
            select 1 from horarium.pending_reference n
            where n.pe_id = p.id and n.attribute_id = r.attribute_id and n.value is not null
              and n.status in ('Pending', 'NotConfirmed')
              and (n.op = 'Set' or (n.op = 'Remove' and n.value = r.raw_value)))
          or jsonb_path_exists(p.changes, '$[*] ? (@.a == $a && @.o == "Clear")', jsonb_build_object('a', r.attribute_id)))""",
        ids);
    database.update(
        """
        insert into horarium.cso_ref (cso_id, attribute_id, raw_value, system_id, target_cso_id)
        select p.cso_id, n.attribute_id, n.value, ?, n.target_cso_id
        from horarium.pending_export p join horarium.pending_reference n on n.pe_id = p.id
        where p.id = any(?) and n.value is not null and n.op in ('Set', 'Add') and n.status in ('Pending', 'NotConfirmed')
        on conflict (cso_id, attribute_id, raw_value) do update set target_cso_id = excluded.target_cso_id""",
        systemId,
        ids);
    database.update(
        """
        delete from horarium.pending_reference
        where pe_id = any(?) and value is not null and status in ('Pending', 'NotConfirmed')""",
        ids);
  }

  /**
   * Remembers a batch that was sent to a target which shows nothing before it is published. Until
   * it is settled nothing else is written about its exports.
   *
   * @param ord of the batch, from 1
   * @param answers of the connector, one per export
   */
  public void remember(
      UUID runId, int systemId, int ord, List<DueExport> exports, List<ExportResult> answers) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < exports.size(); i++) {
      String answer = ExportClaimStore.answerJson(answers.get(i));
      if (answer != null) {
        json.append(json.isEmpty() ? "{\"" : ",\"").append(exports.get(i).id());
        json.append("\":").append(answer);
      }
    }
    database.update(
        """
        insert into horarium.export_batch (run_id, ord, system_id, ids, versions, answers)
        values (?, ?, ?, ?, ?::text[]::bigint[], ?::jsonb)""",
        runId,
        ord,
        systemId,
        exports.stream().map(DueExport::id).toList(),
        exports.stream().map(e -> Long.toString(e.version())).toList(),
        json.isEmpty() ? null : json.append('}').toString());
  }

  /** A remembered batch is settled. */
  public void forget(UUID runId, int ord) {
    database.update("delete from horarium.export_batch where run_id = ? and ord = ?", runId, ord);
  }

  /**
   * Forgets remembered batches that will not be settled.
   *
   * @param runId of one run, or null: of every run
   * @param inDoubt whether they may have reached the target all the same
   */
  public void forgetAll(int systemId, UUID runId, boolean inDoubt) {
    if (inDoubt) {
      database.update(
          """
          update horarium.pending_export p set in_doubt = true, row_version = p.row_version + 1
          from horarium.export_batch b cross join lateral unnest(b.ids, b.versions) as u(id, version)
          where b.system_id = ? and (?::uuid is null or b.run_id = ?::uuid)
            and p.id = u.id and p.row_version = u.version""",
          systemId,
          runId,
          runId);
    }
    database.update(
        "delete from horarium.export_batch where system_id = ? and (?::uuid is null or run_id = ?::uuid)",
        systemId,
        runId,
        runId);
  }

  /**
   * Takes exports back that a run which is over left in its hands: they are due again, and may have
   * reached the target.
   */
  public void recover(int systemId) {
    database.update(
        """
        update horarium.pending_export
        set status = 'Pending', in_doubt = true, row_version = row_version + 1
        where system_id = ? and status = 'Executing'""",
        systemId);
  }

  /** As {@link #recover}, of one run that was cancelled or could not go on. */
  public void release(UUID runId) {
    database.update(
        """
        update horarium.pending_export
        set status = 'Pending', in_doubt = true, row_version = row_version + 1
        where exec_run_id = ? and status = 'Executing'""",
        runId);
  }

  /**
   * The call of the connector for what is in the hands of a run failed as a whole: it costs each of
   * them one attempt, and whether it reached the target is unknown (contract/sync-engine.md 4).
   */
  public void callFailed(UUID runId, String error, Instant now) {
    database.update(
        """
        update horarium.pending_export
        set attempts = attempts + 1, in_doubt = true, last_error = left(?, 2000), row_version = row_version + 1,
            status = case when attempts + 1 >= max_attempts then 'Failed' else 'Pending' end,
            next_attempt_at = case when attempts + 1 < max_attempts
              then ?::timestamptz + least(power(2, attempts + 1), 60) * interval '1 minute' end
        where exec_run_id = ? and status = 'Executing'""",
        error,
        now,
        runId);
  }

  /**
   * Removes what contradicts itself or has nothing to say (contract/sync-engine.md 9): a delete of
   * an object whose create was never sent, with the object; updates without changes; exports
   * without object. A create of an object that is there already becomes an update.
   */
  public void tidy(int systemId) {
    database.update(
        """
        with never as (
          delete from horarium.pending_export p using horarium.cso c
          where p.system_id = ? and p.change_type = 'Delete' and p.status = 'Pending' and c.id = p.cso_id
            and c.status = 'PendingProvisioning' and c.anchor is null and not p.in_doubt and p.last_attempted_at is null
          returning p.id, c.id as cso_id, c.mvo_id),
        objects as (delete from horarium.cso c using never n where c.id = n.cso_id),
        refs as (delete from horarium.pending_reference r using never n where r.pe_id = n.id)
        update horarium.mvo m set deletion_check = true from never n where m.id = n.mvo_id""",
        systemId);
    database.update(
        """
        delete from horarium.pending_export p
        where p.system_id = ? and p.status in ('Pending', 'ExportNotConfirmed') and p.change_type = 'Update'
          and p.changes = '[]'::jsonb and not exists (select 1 from horarium.pending_reference r where r.pe_id = p.id)""",
        systemId);
    database.update(
        """
        delete from horarium.pending_export p
        where p.system_id = ? and p.status in ('Pending', 'ExportNotConfirmed')
          and not exists (select 1 from horarium.cso c where c.id = p.cso_id)""",
        systemId);
    database.update(
        """
        update horarium.pending_export p set change_type = 'Update', row_version = p.row_version + 1
        from horarium.cso c
        where p.system_id = ? and p.change_type = 'Create' and p.status in ('Pending', 'ExportNotConfirmed')
          and c.id = p.cso_id and c.status = 'Normal'""",
        systemId);
  }

  /** References that wait for an object which the target system does not have. */
  public long withoutTarget(int systemId, Collection<Integer> objectTypeIds) {
    return database.number(
        "select count(*) from (" + WITHOUT_TARGET + ") w", systemId, objectTypeIds);
  }

  /**
   * Lists the exports with such references as errors.
   *
   * @return their number
   */
  public long listWithoutTarget(UUID runId, int systemId, Collection<Integer> objectTypeIds) {
    return database.update(
        """
        insert into horarium.activity_item
          (activity_id, cso_id, external_id, display_name, object_type, change_type, error_type, error_text)
        select ?, w.cso_id, coalesce(c.anchor, c.secondary_id), c.attrs->'displayName'->>0, t.name, 'NotSet', 'UnresolvedReference',
          'A value of ' || string_agg(distinct a.name, ', ')
            || ' means an object that this system does not have; export that object or change the value.'
        from ("""
            + WITHOUT_TARGET
            + """
        ) w join horarium.cso c on c.id = w.cso_id
        left join horarium.object_type t on t.id = c.object_type_id
        left join horarium.object_attribute a on a.id = w.attribute_id
        group by w.cso_id, c.anchor, c.secondary_id, c.attrs->'displayName'->>0, t.name""",
        runId,
        systemId,
        objectTypeIds);
  }

  private static final String WITHOUT_TARGET =
      """
      select p.cso_id, r.attribute_id
      from horarium.pending_export p join horarium.pending_reference r on r.pe_id = p.id
      where p.system_id = ? and p.has_unresolved_refs and p.object_type_id = any(?) and p.status <> 'Failed'
        and r.status in ('Pending', 'NotConfirmed') and r.value is null
        and not exists (
          select 1 from horarium.cso t
          where t.mvo_id = r.target_mvo_id and t.system_id = p.system_id and t.status <> 'Obsolete')""";

  /**
   * Runs {@code work}; if it fails, everything it did is undone and the transaction stays usable.
   */
  public <T> T attempt(Supplier<T> work) {
    database.update("savepoint attempt");
    try {
      T result = work.get();
      database.update("release savepoint attempt");
      return result;
    } catch (RuntimeException e) {
      database.update("rollback to savepoint attempt");
      throw e;
    }
  }

  private static List<String> texts(List<Settlement> batch, Function<Settlement, Object> column) {
    List<String> texts = new ArrayList<>(batch.size());
    batch.forEach(s -> texts.add(Objects.toString(column.apply(s), null)));
    return texts;
  }

  private static List<String> items(List<Settlement> batch, Function<Item, String> column) {
    List<String> texts = new ArrayList<>(batch.size());
    batch.forEach(s -> texts.add(s.item() == null ? null : column.apply(s.item())));
    return texts;
  }

  /** What was exported is known to the planner of the runs that follow. */
  public void refreshStatistics() {
    TableStatistics.refresh(database, List.of("cso", "pending_export", "pending_reference"));
  }
}
