package io.horarium.connectorspace;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Writes the connector space from what is staged: set-based, a fixed number of statements per batch
 * (contract/sync-engine.md 5.4, 5.6, 16.2). Items are written by the statement that makes the
 * change, so none is ever missing or too much.
 */
@ApplicationScoped
public class ImportApplyStore {

  /** Display name of a document: displayName, else cn, else name (contract/jim-sync.md 3). */
  private static final String DISPLAY_NAME =
      "coalesce(%1$s.attrs->'displayName'->>0, %1$s.attrs->'cn'->>0, %1$s.attrs->'name'->>0, %1$s.anchor, %1$s.secondary_id)";

  private static final String INSERT_NEW =
      """
      with s as materialized (
        select st.*, t.name as type_name
        from horarium.import_stage st join horarium.object_type t on t.id = st.object_type_id
        where st.run_id = ? and st.ord between ? and ? and st.op = 'Upsert' and not st.known),
      objects as (
        insert into horarium.cso (id, system_id, object_type_id, partition_id, anchor, secondary_id, status, attrs,
          content_hash, hash_fingerprint, sync_pending, created_run, updated_run)
        select cso_id, ?, object_type_id, partition_id, anchor, secondary_id, 'Normal', attrs, content_hash, ?, true, run_id, run_id
        from s),
      refs as (
        insert into horarium.cso_ref (cso_id, attribute_id, raw_value, system_id)
        select s.cso_id, r.key::integer, v.value, ?
        from s cross join lateral jsonb_each(s.refs) r cross join lateral jsonb_array_elements_text(r.value) v),
      items as (
        insert into horarium.activity_item
          (activity_id, cso_id, external_id, display_name, object_type, change_type, error_type, error_text, outcome_summary)
        select run_id, cso_id, anchor, %s, type_name, 'Added', error_type, error_text, 'CsoAdded:1' from s order by ord)
      select count(*), count(error_type) from s"""
          .formatted(DISPLAY_NAME.formatted("s"));

  private static final String UPDATE_KNOWN =
      """
      with found as materialized (select ?::jsonb as doc),
      s as materialized (
        select st.*, t.name as type_name, c.attrs as old_attrs, c.status as old_status, c.partition_id as old_partition,
          c.secondary_id as old_secondary, coalesce((f.doc->st.ord::text->>'e')::boolean, false) as explained,
          coalesce((f.doc->st.ord::text->>'c')::boolean, false) as confirmed,
          f.doc->st.ord::text->>'t' as export_error, f.doc->st.ord::text->>'x' as export_error_text
        from horarium.import_stage st
        join horarium.object_type t on t.id = st.object_type_id
        join horarium.cso c on c.id = st.cso_id
        cross join found f
        where st.run_id = ? and st.ord between ? and ? and st.op = 'Upsert' and st.known),
      wanted as materialized (
        select s.cso_id, r.key::integer as attribute_id, v.value as raw_value
        from s cross join lateral jsonb_each(s.refs) r cross join lateral jsonb_array_elements_text(r.value) v),
      gone as (
        delete from horarium.cso_ref r using s
        where r.cso_id = s.cso_id and not exists (
          select 1 from wanted w where w.cso_id = r.cso_id and w.attribute_id = r.attribute_id and w.raw_value = r.raw_value)
        returning r.cso_id),
      come as (
        insert into horarium.cso_ref (cso_id, attribute_id, raw_value, system_id, target_cso_id)
        select w.cso_id, w.attribute_id, w.raw_value, ?, (
          select t.id from horarium.pending_export p
          join horarium.pending_reference pr on pr.pe_id = p.id and pr.attribute_id = w.attribute_id and pr.value = w.raw_value
          join horarium.cso t on t.id = pr.target_cso_id
          where p.cso_id = w.cso_id limit 1)
        from wanted w
        on conflict do nothing
        returning cso_id),
      judged as materialized (
        select s.*, (s.attrs is distinct from s.old_attrs or s.old_status <> 'Normal'
           or s.partition_id is distinct from s.old_partition or s.secondary_id is distinct from s.old_secondary
           or s.cso_id in (select cso_id from gone) or s.cso_id in (select cso_id from come)) as differs
        from s),
      written as (
        update horarium.cso c
        set attrs = s.attrs, status = 'Normal', partition_id = s.partition_id, secondary_id = s.secondary_id,
            anchor = coalesce(c.anchor, s.anchor), content_hash = s.content_hash, hash_fingerprint = ?,
            sync_pending = c.sync_pending or not s.explained, updated_run = s.run_id,
            updated_at = clock_timestamp(), row_version = c.row_version + 1
        from judged s where s.differs and c.id = s.cso_id),
      stamped as (
        update horarium.cso c set content_hash = s.content_hash, hash_fingerprint = ?
        from judged s where not s.differs and c.id = s.cso_id),
      items as (
        insert into horarium.activity_item
          (activity_id, cso_id, external_id, display_name, object_type, change_type, error_type, error_text, outcome_summary)
        select s.run_id, s.cso_id, s.anchor, %s, s.type_name,
          case when s.differs and not (s.confirmed and s.old_status = 'PendingProvisioning') then 'Updated'
            when s.confirmed then 'PendingExportConfirmed' else 'NotSet' end,
          coalesce(s.error_type, s.export_error), coalesce(s.error_text, s.export_error_text),
          nullif(concat_ws(',', case when s.differs then 'CsoUpdated:1' end,
            case when s.confirmed then 'PendingExportConfirmed:1' end), '')
        from judged s
        where s.differs or s.confirmed or s.error_type is not null or s.export_error is not null order by s.ord)
      select count(*), count(*) filter (where differs),
        count(*) filter (where differs and confirmed and old_status = 'PendingProvisioning'),
        count(coalesce(error_type, export_error))
      from judged"""
          .formatted(DISPLAY_NAME.formatted("s"));

  private static final String MARK_OBSOLETE =
      """
      with s as materialized (
        select c.id, c.anchor, c.secondary_id, c.attrs, st.run_id, st.ord, t.name as type_name
        from horarium.import_stage st
        join horarium.cso c on c.id = st.cso_id
        join horarium.object_type t on t.id = st.object_type_id
        where st.run_id = ? and st.ord between ? and ? and st.op = ? and c.status = 'Normal'),
      written as (
        update horarium.cso c
        set status = 'Obsolete', sync_pending = true, updated_run = s.run_id, updated_at = clock_timestamp(),
            row_version = c.row_version + 1
        from s where c.id = s.id),
      items as (
        insert into horarium.activity_item
          (activity_id, cso_id, external_id, display_name, object_type, change_type, outcome_summary)
        select run_id, id, anchor, %s, type_name, 'Deleted', 'CsoDeleted:1' from s order by ord)
      select count(*) from s"""
          .formatted(DISPLAY_NAME.formatted("s"));

  /** What one batch did. */
  public record Applied(long added, long updated, long unchanged, long errors) {

    public static final Applied NOTHING = new Applied(0, 0, 0, 0);

    public Applied plus(Applied other) {
      return new Applied(
          added + other.added,
          updated + other.updated,
          unchanged + other.unchanged,
          errors + other.errors);
    }
  }

  /**
   * What was found out about the export of an object whose record is applied
   * (contract/sync-engine.md 7).
   *
   * @param ord of the staged record
   * @param explained whether everything that is different is the echo of our export: then the
   *     object need not be synchronised
   * @param confirmed whether the export is done
   * @param errorType wire name of what is wrong with the export, or null
   */
  public record Finding(
      long ord, boolean explained, boolean confirmed, String errorType, String errorText) {}

  private Database database;

  protected ImportApplyStore() {}

  @Inject
  public ImportApplyStore(Database database) {
    this.database = database;
  }

  /** Inserts the unknown objects of an ord range. */
  public Applied insertNew(
      UUID runId, int systemId, byte[] fingerprint, long firstOrd, long lastOrd) {
    return database
        .first(
            INSERT_NEW,
            row -> new Applied(row.getLong(1), 0, 0, row.getLong(2)),
            runId,
            firstOrd,
            lastOrd,
            systemId,
            fingerprint,
            systemId)
        .orElseThrow();
  }

  /**
   * Updates the known objects of an ord range that differ, and stamps the hash of those that do
   * not. An object that we made and whose making is confirmed thereby counts as neither.
   *
   * @param findings what was found out about exports of some of these objects
   */
  public Applied updateKnown(
      UUID runId,
      int systemId,
      byte[] fingerprint,
      long firstOrd,
      long lastOrd,
      List<Finding> findings) {
    preferIndexes();
    return database
        .first(
            UPDATE_KNOWN,
            row ->
                new Applied(
                    0,
                    row.getLong(2) - row.getLong(3),
                    row.getLong(1) - row.getLong(2),
                    row.getLong(4)),
            document(findings),
            runId,
            firstOrd,
            lastOrd,
            systemId,
            fingerprint,
            fingerprint)
        .orElseThrow();
  }

  /**
   * For statements that look up a batch in large tables: a table may have been empty when it was
   * last analysed, and reading all of it per batch would be quadratic. Holds until the transaction
   * ends.
   */
  public void preferIndexes() {
    database.update("set local enable_seqscan to off");
  }

  /** By ord, because a join of two lists of a batch would compare each with each. */
  private static String document(List<Finding> findings) {
    StringBuilder json = new StringBuilder(48 * findings.size() + 2).append('{');
    char separator = ' ';
    for (Finding finding : findings) {
      json.append(separator).append('"').append(finding.ord()).append("\":{\"e\":");
      separator = ',';
      json.append(finding.explained()).append(",\"c\":").append(finding.confirmed());
      if (finding.errorType() != null) {
        DocumentJson.text(finding.errorType(), json.append(",\"t\":"));
        DocumentJson.text(finding.errorText(), json.append(",\"x\":"));
      }
      json.append('}');
    }
    return json.append('}').toString();
  }

  /**
   * Marks the objects of an ord range as gone: those that are missing ({@code Missing}) or were
   * reported as deleted ({@code Delete}).
   *
   * @return how many were not gone before
   */
  public long markObsolete(UUID runId, String op, long firstOrd, long lastOrd) {
    return database.number(MARK_OBSOLETE, runId, firstOrd, lastOrd, op);
  }

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
}
