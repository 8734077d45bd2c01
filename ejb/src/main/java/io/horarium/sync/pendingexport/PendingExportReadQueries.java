package io.horarium.sync.pendingexport;

import io.horarium.connector.DataType;
import io.horarium.connectorspace.SpaceValueView;
import io.horarium.platform.Database;
import io.horarium.platform.Slice;
import io.horarium.platform.Sql;
import io.horarium.sync.pendingexport.PendingExportDetailView.Reason;
import io.horarium.sync.pendingexport.PendingExportDetailView.Summary;
import io.horarium.sync.pendingexport.PendingExportDetailView.UnresolvedReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What people see of pending exports: a fixed number of queries, however many there are. */
@ApplicationScoped
public class PendingExportReadQueries {

  /** Changes of one attribute that are shown with the export (contract/jim-sync.md 3). */
  private static final int SHOWN = 10;

  private static final String FROM =
      """
       from horarium.pending_export p left join horarium.cso c on c.id = p.cso_id
       left join horarium.mvo m on m.id = p.mvo_id
      """;

  private static final String HEADER =
      """
      select p.id, p.system_id, p.change_type, p.status, p.created_at, p.last_attempted_at, p.next_attempt_at, p.attempts,
        p.max_attempts, p.last_error, p.has_unresolved_refs, coalesce(c.anchor, c.secondary_id) as target, p.mvo_id,
        m.display_name as mvo_name, p.cso_id, jsonb_array_length(p.changes) as changes,
        (select count(*) from horarium.pending_reference r where r.pe_id = p.id) as refs,
        (select count(*) from horarium.pending_reference r where r.pe_id = p.id and r.value is null) as unresolved
      """;

  /** Every change of one export in one shape; parameter: its id, twice. */
  private static final String CHANGES =
      """
      with change as (
        select (e->>'a')::integer as attribute_id, e->>'o' as op, e->>'v' as value, e->>'s' as status,
          coalesce((e->>'n')::integer, 0) as attempts, null::uuid as target
        from horarium.pending_export p cross join lateral jsonb_array_elements(p.changes) e where p.id = ?
        union all
        select attribute_id, op, value, status, attempts, target_mvo_id from horarium.pending_reference where pe_id = ?),
      named as (
        select change.*, coalesce(a.name, 'Attribute ' || change.attribute_id) as name, coalesce(a.data_type, 'Text') as data_type,
          row_number() over (partition by change.attribute_id order by change.op, change.value, change.target) as place,
          count(*) over (partition by change.attribute_id) as total
        from change left join horarium.object_attribute a on a.id = change.attribute_id)
      """;

  private record Change(PendingChangeView view, long total) {}

  private Database database;

  protected PendingExportReadQueries() {}

  @Inject
  public PendingExportReadQueries(Database database) {
    this.database = database;
  }

  /** Those of a system, the newest first; {@code search} null: all. */
  Slice<PendingExportHeaderView> list(int systemId, String search, int offset, int size) {
    Sql where = where(systemId, search);
    long total = Sql.of("select count(*) " + FROM).then(where).number(database);
    return new Slice<>(
        Sql.of(HEADER + FROM)
            .then(where)
            .then(" order by p.created_at desc, p.id desc limit ? offset ?", size, offset)
            .list(database, PendingExportReadQueries::header),
        total);
  }

  private static Sql where(int systemId, String search) {
    List<Sql> conditions = new ArrayList<>();
    conditions.add(Sql.of("p.system_id = ?", systemId));
    if (search != null) {
      // position() takes % and _ as they are.
      conditions.add(
          Sql.of(
              "(position(lower(?) in lower(coalesce(p.last_error, ''))) > 0"
                  + " or position(lower(?) in lower(coalesce(c.anchor, ''))) > 0"
                  + " or position(lower(?) in lower(coalesce(m.display_name, ''))) > 0)",
              search,
              search,
              search));
    }
    return Sql.where(conditions);
  }

  /** One of them, or empty. */
  Optional<PendingExportDetailView> get(UUID id) {
    List<Change> changes =
        database.list(
            CHANGES + "select * from named where place <= ? order by name, place",
            row -> change(id, row),
            id,
            id,
            SHOWN);
    Map<String, Summary> summaries = new LinkedHashMap<>();
    for (Change change : changes) {
      summaries.merge(
          change.view().attributeName(),
          new Summary(change.view().attributeName(), change.total(), 1, change.total() > 1),
          (one, next) ->
              new Summary(
                  one.attributeName(),
                  one.totalCount(),
                  one.returnedCount() + 1,
                  one.totalCount() > one.returnedCount() + 1));
    }
    List<UnresolvedReference> unresolved = unresolved(id);
    return database.first(
        HEADER
            + """
            , s.name as system_name, t.name as type_name, mt.name as mv_type_name,
              coalesce(c.attrs->'displayName'->>0, c.attrs->'cn'->>0, c.attrs->'name'->>0, c.anchor, c.secondary_id) as cso_name
            """
            + FROM
            + """
             join horarium.connected_system s on s.id = p.system_id
             left join horarium.object_type t on t.id = p.object_type_id
             left join horarium.mv_object_type mt on mt.id = m.mv_type_id
             where p.id = ?""",
        row ->
            detail(
                row,
                changes.stream().map(Change::view).toList(),
                List.copyOf(summaries.values()),
                unresolved),
        id);
  }

  /** Whether there is such an export. */
  boolean exists(UUID id) {
    return database
        .first("select 1 from horarium.pending_export where id = ?", row -> 1, id)
        .isPresent();
  }

  /** Changes of one attribute; {@code search} null: all. */
  Slice<PendingChangeView> values(
      UUID id, String attributeName, String search, int offset, int size) {
    String of =
        "from named where name = ? and (?::text is null"
            + " or position(lower(?::text) in lower(coalesce(value, target::text, ''))) > 0)";
    long total =
        database.number(CHANGES + "select count(*) " + of, id, id, attributeName, search, search);
    return new Slice<>(
        database.list(
            CHANGES + "select * " + of + " order by place limit ? offset ?",
            row -> change(id, row).view(),
            id,
            id,
            attributeName,
            search,
            search,
            size,
            offset),
        total);
  }

  private List<UnresolvedReference> unresolved(UUID id) {
    return database.list(
        """
        select r.attribute_id, r.op, r.target_mvo_id, a.name, a.data_type, m.display_name, t.id is not null as there,
          coalesce(t.anchor, t.secondary_id) is not null as named
        from horarium.pending_reference r join horarium.pending_export p on p.id = r.pe_id
        left join horarium.object_attribute a on a.id = r.attribute_id
        left join horarium.mvo m on m.id = r.target_mvo_id
        left join lateral (
          select c.id, c.anchor, c.secondary_id from horarium.cso c
          where c.mvo_id = r.target_mvo_id and c.system_id = p.system_id order by c.id limit 1) t on true
        where r.pe_id = ? and r.value is null order by a.name, r.target_mvo_id limit 1000""",
        row -> {
          UUID target = row.getObject("target_mvo_id", UUID.class);
          return new UnresolvedReference(
              changeId(id, row.getInt("attribute_id"), row.getString("op"), target.toString()),
              row.getString("name"),
              target,
              row.getString("display_name"),
              row.getBoolean("named")
                  ? Reason.Resolvable
                  : row.getBoolean("there") ? Reason.AwaitingAnchor : Reason.NotInTargetSystem);
        },
        id);
  }

  private static Change change(UUID id, ResultSet row) throws SQLException {
    int attribute = row.getInt("attribute_id");
    String name = row.getString("name");
    ChangeOp op = ChangeOp.valueOf(row.getString("op"));
    UUID target = row.getObject("target", UUID.class);
    String value = row.getString("value");
    String identity = target == null ? String.valueOf(value) : target.toString();
    SpaceValueView shown =
        SpaceValueView.ofChange(
            changeId(id, attribute, op.name(), identity),
            attribute,
            name,
            target == null ? DataType.valueOf(row.getString("data_type")) : DataType.Text,
            value,
            target != null && value == null ? target.toString() : null);
    return new Change(
        PendingChangeView.of(
            shown, op, ChangeStatus.valueOf(row.getString("status")), row.getInt("attempts")),
        row.getLong("total"));
  }

  private static UUID changeId(UUID export, int attribute, String op, String value) {
    return UUID.nameUUIDFromBytes(
        (export + "/" + attribute + "/" + op + "/" + value).getBytes(StandardCharsets.UTF_8));
  }

  private static PendingExportHeaderView header(ResultSet row) throws SQLException {
    return new PendingExportHeaderView(
        row.getObject("id", UUID.class),
        row.getInt("system_id"),
        PendingExportType.valueOf(row.getString("change_type")),
        PendingExportStatus.valueOf(row.getString("status")),
        Database.instant(row, "created_at"),
        Database.instant(row, "last_attempted_at"),
        Database.instant(row, "next_attempt_at"),
        row.getInt("attempts"),
        row.getInt("max_attempts"),
        row.getString("last_error"),
        row.getBoolean("has_unresolved_refs"),
        row.getLong("unresolved"),
        row.getString("target"),
        row.getObject("mvo_id", UUID.class),
        row.getString("mvo_name"),
        row.getLong("changes") + row.getLong("refs"),
        row.getObject("cso_id", UUID.class));
  }

  private static PendingExportDetailView detail(
      ResultSet row,
      List<PendingChangeView> changes,
      List<Summary> summaries,
      List<UnresolvedReference> unresolved)
      throws SQLException {
    PendingExportHeaderView header = header(row);
    return new PendingExportDetailView(
        header.id(),
        header.connectedSystemId(),
        row.getString("system_name"),
        header.changeType(),
        header.status(),
        header.createdAt(),
        header.lastAttemptedAt(),
        header.nextRetryAt(),
        header.errorCount(),
        header.maxRetries(),
        header.lastErrorMessage(),
        header.hasUnresolvedReferences(),
        header.sourceMetaverseObjectId(),
        header.sourceMetaverseObjectDisplayName(),
        row.getString("mv_type_name"),
        header.connectedSystemObjectId(),
        row.getString("cso_name"),
        row.getString("type_name"),
        changes,
        summaries,
        unresolved);
  }
}
