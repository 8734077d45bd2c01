package io.horarium.connectorspace;

import io.horarium.platform.CopyRows;
import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The staging table: what one import has read, and thereby the set of objects it has seen
 * (contract/sync-engine.md 5.2, 5.3). Statements of the check switch nested loops off, because the
 * planner has no statistics about a run that is being staged.
 */
@ApplicationScoped
public class ImportStageStore {

  /** What the connector space has for an anchor. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per object would cost
  public record Known(
      UUID csoId,
      byte[] hash,
      byte[] fingerprint,
      boolean normal,
      Integer partitionId,
      UUID updatedRun) {}

  /** Rows turned into errors: how many, and how many of them had counted as unchanged. */
  public record Duplicates(long rows, long unchanged) {}

  private Database database;

  protected ImportStageStore() {}

  @Inject
  public ImportStageStore(Database database) {
    this.database = database;
  }

  /** Objects of one type by anchor; one query whatever the number of anchors. */
  public Map<String, Known> known(int systemId, int objectTypeId, Collection<String> anchors) {
    Map<String, Known> found = new HashMap<>(anchors.size() * 2);
    database.list(
        """
        select anchor, id, content_hash, hash_fingerprint, status, partition_id, updated_run from horarium.cso
        where system_id = ? and object_type_id = ? and anchor = any(?)""",
        row ->
            found.put(
                row.getString(1),
                new Known(
                    row.getObject(2, UUID.class),
                    row.getBytes(3),
                    row.getBytes(4),
                    row.getString(5).equals("Normal"),
                    row.getObject(6, Integer.class),
                    row.getObject(7, UUID.class))),
        systemId,
        objectTypeId,
        anchors);
    return found;
  }

  /** Adds a batch. */
  public void stage(UUID runId, List<StagedRecord> records) {
    CopyRows rows = new CopyRows();
    for (StagedRecord r : records) {
      rows.column(runId)
          .column(r.ord())
          .column(r.op().name())
          .column(r.objectTypeId())
          .column(r.partitionId())
          .column(r.anchor())
          .column(r.secondaryId())
          .column(r.csoId())
          .column(r.known())
          .column(r.contentHash())
          .column(r.attrs())
          .column(r.refs())
          .column(r.errorType())
          .column(r.errorText())
          .endRow();
    }
    database.copy(
        """
        copy horarium.import_stage (run_id, ord, op, object_type_id, partition_id, anchor, secondary_id, cso_id, known,
          content_hash, attrs, refs, error_type, error_text) from stdin""",
        rows);
  }

  /** Whether anything of a run is staged; a crash of the database empties the table. */
  public boolean isEmpty(UUID runId) {
    return database
        .first("select 1 from horarium.import_stage where run_id = ? limit 1", row -> 1, runId)
        .isEmpty();
  }

  /** Removes everything of a run. */
  public void purge(UUID runId) {
    database.update("delete from horarium.import_stage where run_id = ?", runId);
  }

  /**
   * Rejects every record whose anchor occurs more than once (contract/sync-engine.md 4, rule 3).
   */
  public Duplicates rejectDuplicates(UUID runId) {
    prepareWholeRun();
    return database
        .first(
            """
            with twice as (
              select object_type_id, anchor from horarium.import_stage
              where run_id = ? and anchor is not null group by object_type_id, anchor having count(*) > 1),
            hit as (
              select s.ord, s.op from horarium.import_stage s join twice t using (object_type_id, anchor)
              where s.run_id = ? and s.op in ('Same', 'Upsert')),
            rejected as (
              update horarium.import_stage s
              set op = 'Error', error_type = 'DuplicateObject', attrs = null, refs = null,
                  error_text = 'More than one record of this import has this external id, so all of them were rejected; '
                               || 'remove the wrong ones at the source.'
              from hit where s.run_id = ? and s.ord = hit.ord)
            select count(*), count(*) filter (where op = 'Same') from hit""",
            row -> new Duplicates(row.getLong(1), row.getLong(2)),
            runId,
            runId,
            runId)
        .orElseThrow();
  }

  /**
   * Normal objects of the types, per type: what a full import expects to see again.
   *
   * @param partitionIds partitions that are read; objects without one always count
   */
  public Map<Integer, Long> existing(
      int systemId, Collection<Integer> objectTypeIds, Collection<Integer> partitionIds) {
    Map<Integer, Long> counts = new HashMap<>();
    database.list(
        """
        select object_type_id, count(*) from horarium.cso
        where system_id = ? and object_type_id = any(?) and status = 'Normal'
          and (partition_id is null or partition_id = any(cast(? as integer[]))) group by object_type_id""",
        row -> counts.put(row.getInt(1), row.getLong(2)),
        systemId,
        objectTypeIds,
        partitionIds);
    return counts;
  }

  /**
   * Stages the objects of the types that the run did not see, as op Missing after the last record.
   * A record with an error counts as seen: it was still there.
   *
   * @param partitionIds partitions that were read; objects of others are not looked at
   * @return number of missing objects per type
   */
  public Map<Integer, Long> stageMissing(
      UUID runId,
      int systemId,
      Collection<Integer> objectTypeIds,
      Collection<Integer> partitionIds,
      long lastOrd) {
    prepareWholeRun();
    Map<Integer, Long> counts = new HashMap<>();
    database.list(
        """
        with gone as (
          insert into horarium.import_stage (run_id, ord, op, object_type_id, anchor, cso_id, known)
          select ?, ? + row_number() over (order by c.object_type_id, c.id), 'Missing', c.object_type_id, c.anchor, c.id, true
          from horarium.cso c
          where c.system_id = ? and c.object_type_id = any(?) and c.status = 'Normal'
            and (c.partition_id is null or c.partition_id = any(cast(? as integer[])))
            and not exists (select 1 from horarium.import_stage s where s.run_id = ? and s.cso_id = c.id)
          returning object_type_id)
        select object_type_id, count(*) from gone group by object_type_id""",
        row -> counts.put(row.getInt(1), row.getLong(2)),
        runId,
        lastOrd,
        systemId,
        objectTypeIds,
        partitionIds,
        runId);
    return counts;
  }

  /** Spares the missing objects of the types. */
  public void dropMissing(UUID runId, Collection<Integer> objectTypeIds) {
    database.update(
        "delete from horarium.import_stage where run_id = ? and op = 'Missing' and object_type_id = any(?)",
        runId,
        objectTypeIds);
  }

  /**
   * Types of which a record came without a readable anchor. Null stands for records whose type is
   * unknown too.
   */
  public List<Integer> typesWithUnreadableAnchors(UUID runId) {
    return database.list(
        """
        select distinct coalesce(object_type_id, -1) from horarium.import_stage
        where run_id = ? and error_type is not null and op = 'Error' and anchor is null""",
        row -> row.getInt(1),
        runId);
  }

  /**
   * Writes the items of records that were rejected, or are unchanged but carry an error; returns
   * their number.
   *
   * @param readAgain an earlier attempt has applied something already; its objects keep the item
   *     they have
   */
  public long listErrors(UUID runId, boolean readAgain) {
    return database.update(
        """
        insert into horarium.activity_item
          (activity_id, cso_id, external_id, display_name, object_type, change_type, error_type, error_text)
        select s.run_id, case when s.known then s.cso_id end, s.anchor, s.anchor, t.name, 'NotSet', s.error_type, s.error_text
        from horarium.import_stage s left join horarium.object_type t on t.id = s.object_type_id
        where s.run_id = ? and s.error_type is not null and s.op in ('Error', 'Same')
          and not (? and s.known and exists (
            select 1 from horarium.activity_item i where i.activity_id = s.run_id and i.cso_id = s.cso_id))
        order by s.ord""",
        runId,
        readAgain);
  }

  /** A staged row to be worked on; {@code known}: its object exists already. */
  public record Staged(long ord, boolean known) {}

  /** The next rows of a kind, by ord. */
  public List<Staged> page(UUID runId, String op, long after, int size) {
    return database.list(
        """
        select ord, known from horarium.import_stage where run_id = ? and op = ? and ord > ? order by ord limit ?""",
        row -> new Staged(row.getLong(1), row.getBoolean(2)),
        runId,
        op,
        after,
        size);
  }

  /** Turns one staged record into an error, with its item. */
  public void reject(UUID runId, long ord, String errorType, String errorText) {
    database.update(
        """
        with rejected as (
          update horarium.import_stage set op = 'Error', error_type = ?, error_text = ?
          where run_id = ? and ord = ? returning *)
        insert into horarium.activity_item
          (activity_id, cso_id, external_id, display_name, object_type, change_type, error_type, error_text)
        select r.run_id, case when r.known then r.cso_id end, r.anchor, r.anchor, t.name, 'NotSet', r.error_type, r.error_text
        from rejected r left join horarium.object_type t on t.id = r.object_type_id""",
        errorType,
        errorText,
        runId,
        ord);
  }

  /** Number of rows of a kind. */
  public long count(UUID runId, String op) {
    return database.number(
        "select count(*) from horarium.import_stage where run_id = ? and op = ?", runId, op);
  }

  /**
   * For the statements that look at a whole run at once: they sort and hash, whatever the planner
   * thinks of its size.
   */
  private void prepareWholeRun() {
    database.update("set local enable_nestloop to off");
    database.update("set local work_mem to '64MB'");
  }
}
