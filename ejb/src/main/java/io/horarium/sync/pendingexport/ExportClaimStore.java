package io.horarium.sync.pendingexport;

import io.horarium.connector.ExportResult;
import io.horarium.connectorspace.DocumentJson;
import io.horarium.platform.Database;
import io.horarium.platform.JsonScanner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds and claims what an export has to send. Every method is a short transaction of its own, so
 * that a crash during a call of the connector is visible afterwards and no lock is held meanwhile
 * (contract/sync-engine.md 10.2).
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class ExportClaimStore {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /**
   * The object that a reference {@code r} means in the system of the pending export {@code p}: its
   * object there that has a name already, if any.
   */
  private static final String TARGET =
      """
      select t.id, t.anchor, coalesce(t.secondary_id, t.anchor) as address
      from horarium.cso t
      where t.mvo_id = r.target_mvo_id and t.system_id = p.system_id and t.status <> 'Obsolete' and t.anchor is not null
        and t.object_type_id = coalesce((select a.referenced_object_type_id from horarium.object_attribute a
          where a.id = r.attribute_id), t.object_type_id)
      order by t.id limit 1""";

  /**
   * The same for targets whose writes appear all at once: there an object may also be named by the
   * anchor its own create of this run gives it.
   */
  private static final String TARGET_AT_ONCE =
      """
      select t.id, t.anchor, coalesce(t.secondary_id, t.anchor, staged.anchor) as address
      from horarium.cso t
      left join lateral (
        select jsonb_path_query_first(tp.changes, '$[*] ? (@.a == $a && @.o == "Set").v',
                 jsonb_build_object('a', ta.id)) #>> '{}' as anchor
        from horarium.pending_export tp
        join horarium.object_attribute ta on ta.object_type_id = tp.object_type_id and ta.external_id
        where tp.cso_id = t.id and tp.change_type = 'Create' and tp.status in ('Pending', 'ExportNotConfirmed', 'Executing')
          and t.anchor is null
        limit 1) staged on true
      where t.mvo_id = r.target_mvo_id and t.system_id = p.system_id and t.status <> 'Obsolete'
        and (t.anchor is not null or staged.anchor is not null)
        and t.object_type_id = coalesce((select a.referenced_object_type_id from horarium.object_attribute a
          where a.id = r.attribute_id), t.object_type_id)
      order by t.id limit 1""";

  private static final String DUE =
      """
      p.system_id = ? and p.object_type_id = any(?) and p.status in ('Pending', 'ExportNotConfirmed')
      and p.attempts < p.max_attempts and (p.next_attempt_at is null or p.next_attempt_at <= ?)""";

  private static final String REFERENCE_CAN_BE_SENT =
      """
      exists (select 1 from horarium.pending_reference r where r.pe_id = p.id and r.status in ('Pending', 'NotConfirmed')
        and ((r.op = 'Remove' and r.value is not null) or exists (%s)))""";

  private static final String SOMETHING_TO_SEND =
      """
      (not p.has_unresolved_refs or p.change_type <> 'Update'
        or jsonb_path_exists(p.changes, '$[*] ? (@.s == "Pending" || @.s == "NotConfirmed")')
        or %s)"""
          .formatted(REFERENCE_CAN_BE_SENT);

  private static final String COLUMNS =
      """
      p.id, p.cso_id, p.object_type_id, p.change_type, p.changes, p.attempts, p.max_attempts, p.in_doubt, p.created_at,
        p.row_version, c.anchor, c.secondary_id,
        coalesce(c.attrs->'displayName'->>0, c.attrs->'cn'->>0, c.attrs->'name'->>0) as display_name,
        case when ? then c.attrs end as attrs""";

  /**
   * Which pending exports a run is about.
   *
   * @param objectTypeIds of the selected object types
   * @param now exports with a later next attempt are left alone
   * @param atOnce whether the writes of the run appear all at once, when they are published
   */
  public record Due(int systemId, Collection<Integer> objectTypeIds, Instant now, boolean atOnce) {}

  /** A position in the order of staging. */
  public record Position(Instant createdAt, UUID id) {

    public static final Position START = new Position(Instant.EPOCH, BEFORE_ALL);
  }

  private Database database;

  protected ExportClaimStore() {}

  @Inject
  public ExportClaimStore(Database database) {
    this.database = database;
  }

  /** How many pending exports are due and have something that can be sent. */
  public long count(Due due) {
    return database.number(
        "select count(*) from horarium.pending_export p where "
            + DUE
            + " and "
            + SOMETHING_TO_SEND.formatted(target(due)),
        due.systemId(),
        due.objectTypeIds(),
        due.now());
  }

  /** The next ones in the order of staging. */
  public List<Position> next(Due due, Position after, int size) {
    return page(due, SOMETHING_TO_SEND, after, size);
  }

  /** The next ones that waited for the target of a reference which can be named now. */
  public List<Position> nextDeferred(Due due, Position after, int size) {
    return page(due, "p.has_unresolved_refs and " + REFERENCE_CAN_BE_SENT, after, size);
  }

  private List<Position> page(Due due, String condition, Position after, int size) {
    return database.list(
        "select p.created_at, p.id from horarium.pending_export p where "
            + DUE
            + " and (p.created_at, p.id) > (?, ?) and "
            + condition.formatted(target(due))
            + " order by p.created_at, p.id limit ?",
        row -> new Position(Database.instant(row, "created_at"), row.getObject(2, UUID.class)),
        due.systemId(),
        due.objectTypeIds(),
        due.now(),
        after.createdAt(),
        after.id(),
        size);
  }

  /**
   * Claims these for a run, in the order of staging, and stores what their references are called
   * now. Those that somebody else has changed meanwhile are left out.
   */
  public List<DueExport> claim(Due due, UUID runId, Collection<UUID> ids) {
    preferIndexes();
    List<DueExport> claimed =
        database.list(
            """
            update horarium.pending_export p
            set status = 'Executing', exec_run_id = ?, last_attempted_at = ?, row_version = p.row_version + 1
            from horarium.cso c
            where p.id = any(?) and c.id = p.cso_id and p.status in ('Pending', 'ExportNotConfirmed')
            returning\s"""
                + COLUMNS,
            ExportClaimStore::export,
            runId,
            due.now(),
            ids,
            false);
    claimed.sort(Comparator.comparing(DueExport::createdAt).thenComparing(DueExport::id));
    return withReferences(due, claimed);
  }

  /** Loads these without claiming them; their references are called what they are called now. */
  public List<DueExport> load(Due due, Collection<UUID> ids) {
    preferIndexes();
    List<DueExport> loaded =
        database.list(
            "select "
                + COLUMNS
                + """
                 from horarium.pending_export p join horarium.cso c on c.id = p.cso_id
                where p.id = any(?) and p.status in ('Pending', 'ExportNotConfirmed') order by p.created_at, p.id""",
            ExportClaimStore::export,
            false,
            ids);
    return withReferences(due, loaded);
  }

  /**
   * A remembered batch of a run, as it was sent.
   *
   * @param exports those nobody has changed since, with the connector's answers
   */
  public record Remembered(int ord, List<DueExport> exports) {}

  /**
   * The next remembered batch of a run.
   *
   * @param withAttrs whether the values of their objects are needed
   */
  public Optional<Remembered> remembered(UUID runId, int after, boolean withAttrs) {
    preferIndexes();
    record Head(int ord, Map<UUID, ExportResult> answers) {}
    Optional<Head> head =
        database.first(
            "select ord, answers from horarium.export_batch where run_id = ? and ord > ? order by ord limit 1",
            row -> new Head(row.getInt(1), answers(row.getString(2))),
            runId,
            after);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    List<DueExport> exports =
        database.list(
            "select "
                + COLUMNS
                + """
                 from horarium.export_batch b cross join lateral unnest(b.ids, b.versions) with ordinality as u(id, version, place)
                join horarium.pending_export p on p.id = u.id and p.row_version = u.version
                join horarium.cso c on c.id = p.cso_id
                where b.run_id = ? and b.ord = ? order by u.place""",
            ExportClaimStore::export,
            withAttrs,
            runId,
            head.get().ord());
    Map<UUID, List<PendingReference>> references = new HashMap<>();
    if (!exports.isEmpty()) {
      database.list(
          """
          select r.pe_id, r.attribute_id, r.op, r.target_mvo_id, r.target_cso_id, r.value, r.status, r.attempts, r.last_seen
          from horarium.pending_reference r where r.pe_id = any(?)""",
          row ->
              references
                  .computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                  .add(reference(row, row.getObject(5, UUID.class), row.getString(6))),
          exports.stream().map(DueExport::id).toList());
    }
    return Optional.of(
        new Remembered(
            head.get().ord(),
            exports.stream()
                .map(
                    export ->
                        export.with(
                            references.getOrDefault(export.id(), List.of()),
                            head.get().answers().getOrDefault(export.id(), ExportResult.ok())))
                .toList()));
  }

  /** A table may have been empty when it was last analysed; reading all of it per batch is slow. */
  private void preferIndexes() {
    database.update("set local enable_seqscan to off");
  }

  private List<DueExport> withReferences(Due due, List<DueExport> exports) {
    if (exports.isEmpty()) {
      return exports;
    }
    Map<UUID, List<PendingReference>> references = new HashMap<>();
    Renamed renamed = new Renamed(new ArrayList<>(), new ArrayList<>());
    database.list(
        """
        select r.pe_id, r.attribute_id, r.op, r.target_mvo_id, r.target_cso_id, r.value, r.status, r.attempts, r.last_seen,
          now.id as now_id, now.address as now_address
        from horarium.pending_reference r
        join horarium.pending_export p on p.id = r.pe_id
        left join lateral (%s) now on true
        where r.pe_id = any(?) order by r.pe_id, r.attribute_id, r.op, r.target_mvo_id"""
            .formatted(target(due)),
        row -> {
          UUID id = row.getObject(1, UUID.class);
          PendingReference stored = reference(row, row.getObject(5, UUID.class), row.getString(6));
          PendingReference current = stored;
          if (stored.status().toBeSent()) {
            UUID target = row.getObject("now_id", UUID.class);
            String address = row.getString("now_address");
            boolean keep = address == null && stored.op() == ChangeOp.Remove;
            current = keep ? stored : reference(row, target, address);
          }
          if (!Objects.equals(stored, current)) {
            renamed.ids().add(id);
            renamed.references().add(current);
          }
          return references.computeIfAbsent(id, any -> new ArrayList<>()).add(current);
        },
        exports.stream().map(DueExport::id).toList());
    renamed.store(database);
    return exports.stream()
        .map(export -> export.with(references.getOrDefault(export.id(), List.of()), null))
        .toList();
  }

  private record Renamed(List<UUID> ids, List<PendingReference> references) {
    void store(Database database) {
      if (ids.isEmpty()) {
        return;
      }
      database.update(
          """
          update horarium.pending_reference r set target_cso_id = n.target_cso_id, value = n.value
          from unnest(?, ?, ?::text[], ?, ?::text[]::uuid[], ?::text[])
            as n(pe_id, attribute_id, op, target_mvo_id, target_cso_id, value)
          where r.pe_id = n.pe_id and r.attribute_id = n.attribute_id and r.op = n.op and r.target_mvo_id = n.target_mvo_id""",
          ids,
          references.stream().map(PendingReference::attributeId).toList(),
          references.stream().map(r -> r.op().name()).toList(),
          references.stream().map(PendingReference::targetMvoId).toList(),
          references.stream().map(r -> Objects.toString(r.targetCsoId(), null)).toList(),
          new ArrayList<>(references.stream().map(PendingReference::value).toList()));
    }
  }

  private static String target(Due due) {
    return due.atOnce() ? TARGET_AT_ONCE : TARGET;
  }

  private static PendingReference reference(ResultSet row, UUID target, String value)
      throws SQLException {
    return new PendingReference(
        row.getInt("attribute_id"),
        ChangeOp.valueOf(row.getString("op")),
        row.getObject("target_mvo_id", UUID.class),
        target,
        value,
        ChangeStatus.valueOf(row.getString("status")),
        row.getInt("attempts"),
        row.getString("last_seen"));
  }

  private static DueExport export(ResultSet row) throws SQLException {
    return new DueExport(
        row.getObject("id", UUID.class),
        row.getObject("cso_id", UUID.class),
        row.getInt("object_type_id"),
        PendingExportType.valueOf(row.getString("change_type")),
        PendingChangesJson.read(row.getString("changes")),
        List.of(),
        row.getInt("attempts"),
        row.getInt("max_attempts"),
        row.getBoolean("in_doubt"),
        Database.instant(row, "created_at"),
        row.getLong("row_version"),
        row.getString("anchor"),
        row.getString("secondary_id"),
        row.getString("display_name"),
        row.getString("attrs"),
        null);
  }

  /** The document of an answer; null when it only says "done". */
  static String answerJson(ExportResult result) {
    if (result.status() == ExportResult.Status.OK
        && result.anchor() == null
        && result.secondaryId() == null) {
      return null;
    }
    StringBuilder json = new StringBuilder("{\"s\":\"").append(result.status().name()).append('"');
    field(json, "t", result.text());
    field(json, "a", result.anchor());
    field(json, "i", result.secondaryId());
    return json.append('}').toString();
  }

  private static void field(StringBuilder json, String key, String value) {
    if (value != null) {
      DocumentJson.text(value, json.append(",\"").append(key).append("\":"));
    }
  }

  private static Map<UUID, ExportResult> answers(String json) {
    if (json == null) {
      return Map.of();
    }
    JsonScanner scanner = new JsonScanner(json);
    Map<UUID, ExportResult> answers = new HashMap<>();
    scanner.expect('{');
    for (boolean more = !scanner.skipIf('}'); more; more = scanner.nextOf('}')) {
      UUID id = UUID.fromString(scanner.text());
      scanner.expect(':');
      answers.put(id, answer(scanner));
    }
    return answers;
  }

  private static ExportResult answer(JsonScanner scanner) {
    Map<String, String> fields = new HashMap<>();
    scanner.expect('{');
    for (boolean more = !scanner.skipIf('}'); more; more = scanner.nextOf('}')) {
      String key = scanner.text();
      scanner.expect(':');
      fields.put(key, scanner.text());
    }
    return new ExportResult(
        ExportResult.Status.valueOf(fields.get("s")),
        fields.get("a"),
        fields.get("i"),
        fields.get("t"));
  }
}
