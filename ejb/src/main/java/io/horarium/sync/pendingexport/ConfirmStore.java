package io.horarium.sync.pendingexport;

import io.horarium.connectorspace.DocumentJson;
import io.horarium.platform.Database;
import io.horarium.platform.JsonScanner;
import io.horarium.sync.pendingexport.Confirmation.Outcome;
import io.horarium.sync.pendingexport.SentExport.ImportedReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * Finds the exports an import can confirm and writes what it found out, a fixed number of
 * statements per batch (contract/sync-engine.md 7). Joins the transaction of the batch.
 */
@ApplicationScoped
public class ConfirmStore {

  /**
   * Behind the ord of every record: first the objects that the import saw unchanged, then those it
   * did not see, then those whose references have to be resolved first.
   */
  private static final long SEEN = 1L << 40;

  private static final long UNDECIDED = 1L << 41;

  private static final String SENT =
      """
      (p.status in ('Exported', 'ExportNotConfirmed') or (p.status = 'Pending' and (
        jsonb_path_exists(p.changes, '$[*] ? (@.s == "AwaitingConfirmation" || @.s == "NotConfirmed")')
        or exists (select 1 from horarium.pending_reference r
                   where r.pe_id = p.id and r.status in ('AwaitingConfirmation', 'NotConfirmed')))))""";

  private static final String REFERENCES_OF_OBJECT =
      """
      (select jsonb_agg(jsonb_build_array(r.attribute_id, r.raw_value, r.target_cso_id)) from horarium.cso_ref r
       where r.cso_id = c.id)""";

  private static final String COLUMNS =
      """
      s.ord, p.id, p.cso_id, p.object_type_id, c.status = 'PendingProvisioning' as provisioning, p.change_type, p.status,
        p.changes, p.max_attempts, p.row_version, %s as refs_stored,
        (select jsonb_agg(jsonb_build_array(r.attribute_id, r.op, r.target_mvo_id, r.target_cso_id, r.value, r.status,
           r.attempts, r.last_seen)) from horarium.pending_reference r where r.pe_id = p.id) as refs_sent,
      """
          .formatted(REFERENCES_OF_OBJECT);

  private Database database;

  protected ConfirmStore() {}

  @Inject
  public ConfirmStore(Database database) {
    this.database = database;
  }

  /** Whether the system has anything that an import could confirm. */
  public boolean anythingSent(int systemId) {
    return database
        .first(
            "select 1 from horarium.pending_export p where p.system_id = ? and p.change_type <> 'Delete' and "
                + SENT
                + " limit 1",
            row -> 1,
            systemId)
        .isPresent();
  }

  /**
   * Stages the objects to be looked at after everything is applied: those the run saw unchanged,
   * and, when it read everything, those it did not see.
   *
   * @param unseenTypes object types of which everything was read
   * @param partitions whose objects were read; empty: the system has none
   */
  public void stageCandidates(
      UUID runId,
      int systemId,
      Collection<Integer> objectTypeIds,
      Collection<Integer> unseenTypes,
      Collection<Integer> partitions) {
    database.update(
        """
        insert into horarium.import_stage (run_id, ord, op, object_type_id, anchor, cso_id, known)
        select ?, ? + row_number() over (order by p.cso_id), 'Confirm', c.object_type_id, c.anchor, p.cso_id, s.cso_id is not null
        from horarium.pending_export p
        join horarium.cso c on c.id = p.cso_id
        left join horarium.import_stage s on s.run_id = ? and s.cso_id = p.cso_id and s.op <> 'Missing'
        where p.system_id = ? and p.change_type <> 'Delete' and p.object_type_id = any(?::integer[])
          and (s.op = 'Same' or (s.cso_id is null and p.object_type_id = any(?::integer[])
            and (c.partition_id is null or ? or c.partition_id = any(?::integer[])))) and\s"""
            + SENT,
        runId,
        SEEN,
        runId,
        systemId,
        objectTypeIds,
        unseenTypes,
        partitions.isEmpty(),
        partitions);
  }

  /** Exports of known objects whose changed records are about to be applied, by ord range. */
  public List<SentExport> ofRecords(UUID runId, long firstOrd, long lastOrd) {
    return database.list(
        "select "
            + COLUMNS
            + """
            c.attrs as before, s.attrs as after, s.refs as refs_read
            from horarium.import_stage s
            join horarium.cso c on c.id = s.cso_id
            join horarium.pending_export p on p.cso_id = c.id
            where s.run_id = ? and s.ord between ? and ? and s.op = 'Upsert' and s.known and p.change_type <> 'Delete' and\s"""
            + SENT
            + " order by s.ord",
        row -> export(row, true),
        runId,
        firstOrd,
        lastOrd);
  }

  /** Exports of staged candidates, by ord range, compared with their objects as they are now. */
  public List<SentExport> ofCandidates(UUID runId, long firstOrd, long lastOrd) {
    return database.list(
        "select "
            + COLUMNS
            + """
            null as before, case when s.known then c.attrs end as after, null as refs_read
            from horarium.import_stage s
            join horarium.cso c on c.id = s.cso_id
            join horarium.pending_export p on p.cso_id = c.id
            where s.run_id = ? and s.ord between ? and ? and s.op = 'Confirm' and p.change_type <> 'Delete' and\s"""
            + SENT
            + " order by s.ord",
        row -> export(row, false),
        runId,
        firstOrd,
        lastOrd);
  }

  /** Leaves these to the confirm phase, when references are resolved. */
  public void stageUndecided(UUID runId, List<Confirmation> undecided) {
    if (undecided.isEmpty()) {
      return;
    }
    database.update(
        """
        insert into horarium.import_stage (run_id, ord, op, object_type_id, anchor, cso_id, known)
        select s.run_id, ? + s.ord, 'Confirm', s.object_type_id, s.anchor, s.cso_id, true
        from horarium.import_stage s where s.run_id = ? and s.ord = any(?::text[]::bigint[])""",
        UNDECIDED,
        runId,
        undecided.stream().map(c -> Long.toString(c.export().ord())).toList());
  }

  /** Writes what was found out about these exports. */
  public void settle(List<Confirmation> confirmations) {
    List<UUID> over = new ArrayList<>();
    List<Confirmation> rest = new ArrayList<>();
    List<UUID> withReferences = new ArrayList<>();
    for (Confirmation confirmation : confirmations) {
      if (confirmation.outcome() == Outcome.CONFIRMED) {
        over.add(confirmation.export().id());
      } else if (confirmation.changesAnything()) {
        rest.add(confirmation);
      } else {
        continue;
      }
      if (!confirmation.export().references().isEmpty()) {
        withReferences.add(confirmation.export().id());
      }
    }
    if (!over.isEmpty()) {
      database.update("delete from horarium.pending_export where id = any(?)", over);
    }
    if (!rest.isEmpty()) {
      update(rest);
    }
    if (!withReferences.isEmpty()) {
      updateReferences(withReferences, rest);
    }
  }

  private void update(List<Confirmation> rest) {
    database.update(
        """
        update horarium.pending_export p
        set change_type = n.change_type, status = n.status, changes = n.changes::jsonb,
            last_error = coalesce(left(n.error, 2000), p.last_error),
            next_attempt_at = case when n.error is null then p.next_attempt_at else n.next_attempt_at end,
            in_doubt = n.change_type = 'Create', row_version = p.row_version + 1
        from unnest(?, ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]::timestamptz[])
          as n(id, change_type, status, changes, error, next_attempt_at)
        where p.id = n.id""",
        rest.stream().map(c -> c.export().id()).toList(),
        texts(rest, Confirmation::type),
        texts(rest, Confirmation::status),
        texts(rest, c -> PendingChangesJson.write(c.changes())),
        texts(rest, Confirmation::error),
        texts(rest, Confirmation::nextAttemptAt));
  }

  /** What was found goes; what was not is marked. */
  private void updateReferences(List<UUID> ids, List<Confirmation> rest) {
    List<UUID> exports = new ArrayList<>();
    List<PendingReference> left = new ArrayList<>();
    for (Confirmation confirmation : rest) {
      for (PendingReference reference : confirmation.references()) {
        exports.add(confirmation.export().id());
        left.add(reference);
      }
    }
    database.update(
        """
        with left_over as materialized (
          select * from unnest(?::text[]::uuid[], ?::text[]::integer[], ?::text[], ?::text[]::uuid[], ?::text[], ?::text[]::integer[],
            ?::text[]) as n(pe_id, attribute_id, op, target_mvo_id, status, attempts, last_seen)),
        marked as (
          update horarium.pending_reference r set status = n.status, attempts = n.attempts, last_seen = n.last_seen
          from left_over n
          where r.pe_id = n.pe_id and r.attribute_id = n.attribute_id and r.op = n.op and r.target_mvo_id = n.target_mvo_id
            and (r.status <> n.status or r.attempts <> n.attempts))
        delete from horarium.pending_reference r
        where r.pe_id = any(?) and not exists (
          select 1 from left_over n
          where r.pe_id = n.pe_id and r.attribute_id = n.attribute_id and r.op = n.op and r.target_mvo_id = n.target_mvo_id)""",
        exports.stream().map(UUID::toString).toList(),
        left.stream().map(r -> Integer.toString(r.attributeId())).toList(),
        left.stream().map(r -> r.op().name()).toList(),
        left.stream().map(r -> r.targetMvoId().toString()).toList(),
        left.stream().map(r -> r.status().name()).toList(),
        left.stream().map(r -> Integer.toString(r.attempts())).toList(),
        new ArrayList<>(left.stream().map(PendingReference::lastSeen).toList()),
        ids);
  }

  /** Writes the items of exports that were not part of a changed record. */
  public void listItems(UUID runId, List<Confirmation> confirmations) {
    List<Confirmation> told =
        confirmations.stream().filter(c -> c.outcome() != Outcome.OPEN).toList();
    if (told.isEmpty()) {
      return;
    }
    database.update(
        """
        insert into horarium.activity_item (activity_id, cso_id, external_id, display_name, object_type, change_type,
          error_type, error_text, outcome_summary)
        select ?, c.id, coalesce(c.anchor, c.secondary_id),
          coalesce(c.attrs->'displayName'->>0, c.attrs->'cn'->>0, c.attrs->'name'->>0, c.anchor, c.secondary_id), t.name,
          case when n.error_type is null then 'PendingExportConfirmed' else 'NotSet' end, n.error_type, n.error_text,
          case when n.error_type is null then 'PendingExportConfirmed:1' end
        from unnest(?, ?::text[], ?::text[]) with ordinality as n(cso_id, error_type, error_text, ord)
        join horarium.cso c on c.id = n.cso_id
        left join horarium.object_type t on t.id = c.object_type_id
        order by n.ord""",
        runId,
        told.stream().map(c -> c.export().csoId()).toList(),
        texts(told, ConfirmStore::errorType),
        texts(told, Confirmation::error));
  }

  /** Wire name of the error of an export that was not found; null when it was. */
  public static String errorType(Confirmation confirmation) {
    return switch (confirmation.outcome()) {
      case RETRYING -> "ExportNotConfirmed";
      case FAILED -> "ExportConfirmationFailed";
      case CONFIRMED, OPEN -> null;
    };
  }

  private static List<String> texts(
      List<Confirmation> confirmations, Function<Confirmation, Object> column) {
    List<String> texts = new ArrayList<>(confirmations.size());
    confirmations.forEach(c -> texts.add(Objects.toString(column.apply(c), null)));
    return texts;
  }

  private static SentExport export(ResultSet row, boolean record) throws SQLException {
    String before = row.getString("before");
    String after = row.getString("after");
    Map<Integer, List<ImportedReference>> stored = imported(row.getString("refs_stored"));
    return new SentExport(
        row.getLong("ord"),
        row.getObject("id", UUID.class),
        row.getObject("cso_id", UUID.class),
        row.getInt("object_type_id"),
        row.getBoolean("provisioning"),
        PendingExportType.valueOf(row.getString("change_type")),
        PendingExportStatus.valueOf(row.getString("status")),
        PendingChangesJson.read(row.getString("changes")),
        sent(row.getString("refs_sent")),
        row.getInt("max_attempts"),
        row.getLong("row_version"),
        before == null ? null : DocumentJson.attrs(before),
        stored,
        after == null ? null : DocumentJson.attrs(after),
        record ? read(row.getString("refs_read"), stored) : stored);
  }

  /** References as they were read: the objects they mean are known where they are not new. */
  private static Map<Integer, List<ImportedReference>> read(
      String json, Map<Integer, List<ImportedReference>> stored) {
    if (json == null) {
      return Map.of();
    }
    Map<Integer, List<ImportedReference>> references = new HashMap<>();
    DocumentJson.refs(json)
        .forEach(
            (attribute, raws) -> {
              Map<String, UUID> known = new HashMap<>();
              stored
                  .getOrDefault(attribute, List.of())
                  .forEach(reference -> known.put(reference.raw(), reference.targetCsoId()));
              references.put(
                  attribute,
                  raws.stream().map(raw -> new ImportedReference(raw, known.get(raw))).toList());
            });
    return references;
  }

  private static Map<Integer, List<ImportedReference>> imported(String json) {
    if (json == null) {
      return Map.of();
    }
    Map<Integer, List<ImportedReference>> references = new HashMap<>();
    JsonScanner scanner = new JsonScanner(json);
    scanner.expect('[');
    for (boolean more = !scanner.skipIf(']'); more; more = scanner.nextOf(']')) {
      scanner.expect('[');
      int attribute = scanner.number();
      scanner.expect(',');
      String raw = scanner.text();
      scanner.expect(',');
      String target = scanner.textOrNull();
      scanner.expect(']');
      references
          .computeIfAbsent(attribute, id -> new ArrayList<>())
          .add(new ImportedReference(raw, target == null ? null : UUID.fromString(target)));
    }
    return references;
  }

  private static List<PendingReference> sent(String json) {
    if (json == null) {
      return List.of();
    }
    List<PendingReference> references = new ArrayList<>();
    JsonScanner scanner = new JsonScanner(json);
    scanner.expect('[');
    for (boolean more = !scanner.skipIf(']'); more; more = scanner.nextOf(']')) {
      scanner.expect('[');
      int attribute = scanner.number();
      scanner.expect(',');
      ChangeOp op = ChangeOp.valueOf(scanner.text());
      scanner.expect(',');
      UUID mvo = UUID.fromString(scanner.text());
      scanner.expect(',');
      String cso = scanner.textOrNull();
      scanner.expect(',');
      String value = scanner.textOrNull();
      scanner.expect(',');
      ChangeStatus status = ChangeStatus.valueOf(scanner.text());
      scanner.expect(',');
      int attempts = scanner.number();
      scanner.expect(',');
      String lastSeen = scanner.textOrNull();
      scanner.expect(']');
      references.add(
          new PendingReference(
              attribute,
              op,
              mvo,
              cso == null ? null : UUID.fromString(cso),
              value,
              status,
              attempts,
              lastSeen));
    }
    return references;
  }
}
