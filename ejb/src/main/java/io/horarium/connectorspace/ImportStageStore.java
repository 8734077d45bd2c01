package io.horarium.connectorspace;

import io.horarium.platform.CopyRows;
import io.horarium.platform.Database;
import io.horarium.platform.TableStatistics;
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

  /**
   * The partitions a run has read.
   *
   * @param ids empty for a system without partitions
   * @param unknownToo whether objects of which no partition is known belong to them
   */
  public record Partitions(List<Integer> ids, boolean unknownToo) {

    boolean none() {
      return ids.isEmpty();
    }
  }

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

  /** An object that a deletion means. */
  public record Named(UUID csoId, int objectTypeId, String anchor, String secondaryId) {}

  /**
   * Objects at places, as far as upper and lower case do not tell places apart; one query whatever
   * the number of places.
   *
   * @param places in lower case
   */
  public List<Named> at(int systemId, Collection<String> places) {
    return database.list(
        """
        select id, object_type_id, anchor, secondary_id from horarium.cso
        where system_id = ? and lower(secondary_id) = any(?) and secondary_id is not null and status <> 'Obsolete'""",
        row ->
            new Named(
                row.getObject(1, UUID.class), row.getInt(2), row.getString(3), row.getString(4)),
        systemId,
        places);
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
   * Gives records of unknown objects the object that we made for them and that the target had not
   * named yet: the one whose place, or whose staged external id, they have (contract/sync-engine.md
   * 5.4). Only where one record and one object find each other.
   *
   * @param placesIgnoreCase whether upper and lower case do not tell places apart
   * @return their number
   */
  public long adoptProvisioned(UUID runId, int systemId, boolean placesIgnoreCase) {
    boolean any =
        database
            .first(
                """
                select 1 from horarium.cso
                where system_id = ? and status = 'PendingProvisioning' and anchor is null limit 1""",
                row -> 1,
                systemId)
            .isPresent();
    if (!any) {
      return 0;
    }
    prepareWholeRun();
    return database.update(
        """
        with unknown as materialized (
          select ord, object_type_id, anchor, case when ? then lower(secondary_id) else secondary_id end as place
          from horarium.import_stage where run_id = ? and op = 'Upsert' and not known),
        made as materialized (
          select c.id, c.object_type_id, case when ? then lower(c.secondary_id) else c.secondary_id end as place,
            jsonb_path_query_first(p.changes, '$[*] ? (@.a == $a && @.o == "Set").v', jsonb_build_object('a', a.id)) #>> '{}'
              as anchor
          from horarium.cso c
          left join horarium.pending_export p on p.cso_id = c.id
          left join horarium.object_attribute a on a.object_type_id = c.object_type_id and a.external_id
          where c.system_id = ? and c.status = 'PendingProvisioning' and c.anchor is null),
        hit as (
          select u.ord, m.id from unknown u join made m on m.object_type_id = u.object_type_id and m.place = u.place
          union
          select u.ord, m.id from unknown u join made m on m.object_type_id = u.object_type_id and m.anchor = u.anchor),
        one as (
          select ord, id from (
            select ord, id, count(*) over (partition by ord) as objects, count(*) over (partition by id) as records from hit) h
          where objects = 1 and records = 1)
        update horarium.import_stage s set cso_id = one.id, known = true
        from one where s.run_id = ? and s.ord = one.ord""",
        placesIgnoreCase,
        runId,
        placesIgnoreCase,
        systemId,
        runId);
  }

  /** What a delta import leaves after its repetitions: how many had counted as unchanged. */
  public record Repetitions(long dropped, long unchanged) {}

  /**
   * Of the records of one object only the last counts; a deletion that names an object by its place
   * means the record that was there last, else the object that is known there. Deletions of unknown
   * objects are dropped (contract/sync-engine.md 6).
   */
  public Repetitions keepLast(UUID runId) {
    prepareWholeRun();
    database.update(
        """
        with deleted as (
          select ord, lower(secondary_id) as place from horarium.import_stage
          where run_id = ? and op = 'Delete' and secondary_id is not null and not known),
        there as (
          select distinct on (d.ord) d.ord, s.object_type_id, s.anchor, s.cso_id, s.known
          from deleted d
          join horarium.import_stage s on s.run_id = ? and s.op in ('Same', 'Upsert') and s.ord < d.ord
            and lower(s.secondary_id) = d.place
          order by d.ord, s.ord desc)
        update horarium.import_stage x
        set object_type_id = t.object_type_id, anchor = t.anchor, cso_id = case when t.known then t.cso_id end
        from there t where x.run_id = ? and x.ord = t.ord""",
        runId,
        runId,
        runId);
    return database
        .first(
            """
            with ranked as (
              select ord, op, cso_id, row_number() over (
                partition by object_type_id, coalesce(anchor, cso_id::text) order by ord desc) as back
              from horarium.import_stage
              where run_id = ? and op in ('Same', 'Upsert', 'Delete') and (anchor is not null or cso_id is not null)),
            dropped as (
              delete from horarium.import_stage s using ranked r
              where s.run_id = ? and s.ord = r.ord and (r.back > 1 or (r.op = 'Delete' and r.cso_id is null))
              returning r.op)
            select count(*), count(*) filter (where op = 'Same') from dropped""",
            row -> new Repetitions(row.getLong(1), row.getLong(2)),
            runId,
            runId)
        .orElseThrow();
  }

  /** Normal objects of the types, per type: what a full import expects to see again. */
  public Map<Integer, Long> existing(
      int systemId, Collection<Integer> objectTypeIds, Partitions partitions) {
    Map<Integer, Long> counts = new HashMap<>();
    database.list(
        """
        select object_type_id, count(*) from horarium.cso
        where system_id = ? and object_type_id = any(?) and status = 'Normal'
          and (? or partition_id = any(?::integer[]) or (? and partition_id is null)) group by object_type_id""",
        row -> counts.put(row.getInt(1), row.getLong(2)),
        systemId,
        objectTypeIds,
        partitions.none(),
        partitions.ids(),
        partitions.unknownToo());
    return counts;
  }

  /**
   * Stages the objects of the types that the run did not see, as op Missing after the last record.
   * A record with an error counts as seen: it was still there.
   *
   * @param partitions that were read; objects of others are not looked at
   * @return number of missing objects per type
   */
  public Map<Integer, Long> stageMissing(
      UUID runId,
      int systemId,
      Collection<Integer> objectTypeIds,
      Partitions partitions,
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
            and (? or c.partition_id = any(?::integer[]) or (? and c.partition_id is null))
            and not exists (select 1 from horarium.import_stage s where s.run_id = ? and s.cso_id = c.id)
          returning object_type_id)
        select object_type_id, count(*) from gone group by object_type_id""",
        row -> counts.put(row.getInt(1), row.getLong(2)),
        runId,
        lastOrd,
        systemId,
        objectTypeIds,
        partitions.none(),
        partitions.ids(),
        partitions.unknownToo(),
        runId);
    return counts;
  }

  /** How many different objects a run has read, errors included. */
  public long distinctAnchors(UUID runId) {
    return database.number(
        """
        select count(*) from (select distinct object_type_id, anchor from horarium.import_stage
          where run_id = ? and anchor is not null) as objects""",
        runId);
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

  /** What was staged is known to the planner before it is worked on. */
  public void refreshStageStatistics() {
    TableStatistics.refresh(database, List.of("import_stage"));
  }

  /** As {@link #refreshStageStatistics}, for what was imported. */
  public void refreshStatistics() {
    TableStatistics.refresh(database, List.of("cso", "cso_ref", "pending_export"));
  }
}
