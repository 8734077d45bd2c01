package io.horarium.sync.store;

import io.horarium.connectorspace.JoinType;
import io.horarium.connectorspace.ObjectStatus;
import io.horarium.metaverse.MvDocument;
import io.horarium.metaverse.MvValue;
import io.horarium.platform.Database;
import io.horarium.platform.TableStatistics;
import io.horarium.sync.engine.Batch;
import io.horarium.sync.engine.CsoRef;
import io.horarium.sync.engine.CsoState;
import io.horarium.sync.engine.Inbound;
import io.horarium.sync.engine.KeyWant;
import io.horarium.sync.engine.MvoState;
import io.horarium.sync.engine.Offer;
import io.horarium.sync.engine.PeState;
import io.horarium.sync.pendingexport.ChangeOp;
import io.horarium.sync.pendingexport.ChangeStatus;
import io.horarium.sync.pendingexport.PendingChangesJson;
import io.horarium.sync.pendingexport.PendingExportStatus;
import io.horarium.sync.pendingexport.PendingExportType;
import io.horarium.sync.pendingexport.PendingReference;
import io.horarium.sync.plan.SpaceType;
import io.horarium.sync.plan.SyncPlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Loads what a batch needs: one query per question, whatever the size of the batch. */
@ApplicationScoped
public class SyncLoadQueries {

  private static final String OBJECT_COLUMNS =
      """
      select c.id, c.object_type_id, c.anchor, c.secondary_id, c.status, c.join_type, c.mvo_id, c.joined_at is not null as joined,
        c.attrs, c.sync_pending, c.ref_pending, c.item_run, c.row_version
      from horarium.cso c\s""";

  private Database database;

  protected SyncLoadQueries() {}

  @Inject
  public SyncLoadQueries(Database database) {
    this.database = database;
  }

  /**
   * Lets the batch's statements use indexes only: the tables grow from nothing while a first run
   * goes on, so statistics and cached plans are of no use.
   */
  public void planForIndexes() {
    database.first(
        "select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),"
            + " set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true)",
        row -> Boolean.TRUE);
  }

  /** What the run changed is known to the planner of the runs that follow. */
  public void refreshStatistics() {
    TableStatistics.refresh(
        database,
        List.of(
            "cso",
            "mvo",
            "mvo_key",
            "mvo_ref",
            "contribution",
            "pending_export",
            "pending_reference"));
  }

  /** Adds the objects of the batch, in the order of their ids, with their references. */
  public void objects(Batch batch, Collection<UUID> ids) {
    database.list(
        OBJECT_COLUMNS + "where c.id = any (?::uuid[]) order by c.id",
        row -> {
          batch.add(new CsoState(loaded(row, batch)));
          return null;
        },
        ids);
    if (batch.plan().followsReferences()) {
      references(batch, ids);
    }
  }

  private static CsoState.Loaded loaded(ResultSet row, Batch batch) throws SQLException {
    SpaceType type = batch.plan().spaceTypes().get(row.getInt(2));
    return new CsoState.Loaded(
        row.getObject(1, UUID.class),
        type,
        row.getString(3),
        row.getString(4),
        ObjectStatus.valueOf(row.getString(5)),
        JoinType.valueOf(row.getString(6)),
        row.getObject(7, UUID.class),
        row.getBoolean(8),
        row.getString(9),
        row.getBoolean(10),
        row.getBoolean(11),
        row.getObject(12, UUID.class),
        row.getLong(13),
        batch.reader(type));
  }

  private void references(Batch batch, Collection<UUID> ids) {
    database.list(
        """
        select r.cso_id, r.attribute_id, r.raw_value, r.target_cso_id, t.mvo_id
        from horarium.cso_ref r left join horarium.cso t on t.id = r.target_cso_id
        where r.cso_id = any (?::uuid[])""",
        row ->
            batch
                .spaceObject(row.getObject(1, UUID.class))
                .refs()
                .add(
                    new CsoRef(
                        row.getInt(2),
                        row.getString(3),
                        row.getObject(4, UUID.class),
                        row.getObject(5, UUID.class))),
        ids);
  }

  /** Asks for the metaverse objects that have wanted values; answers their ids. */
  public Set<UUID> matches(Inbound inbound, Set<KeyWant> wanted) {
    Set<UUID> found = new HashSet<>();
    for (boolean exact : new boolean[] {true, false}) {
      List<KeyWant> asked = wanted.stream().filter(want -> want.caseSensitive() == exact).toList();
      if (!asked.isEmpty()) {
        String column = exact ? "value" : "value_lower";
        database.list(
            """
            select w.attribute, w.value, k.mvo_id from unnest(?::integer[], ?::text[]) as w(attribute, value)
            join horarium.mvo_key k on k.mv_attribute_id = w.attribute and k.%s = w.value order by k.mvo_id"""
                .formatted(column),
            row -> {
              UUID mvo = row.getObject(3, UUID.class);
              inbound.found(new KeyWant(row.getInt(1), row.getString(2), exact), mvo);
              return found.add(mvo);
            },
            asked.stream().map(KeyWant::mvAttributeId).toList(),
            asked.stream().map(KeyWant::value).toList());
      }
    }
    return found;
  }

  /**
   * Adds metaverse objects with what they are made of, what is joined to them, and what waits to be
   * sent to that.
   */
  public void metaverse(Batch batch, Collection<UUID> ids) {
    List<UUID> missing = ids.stream().filter(id -> batch.metaverseObject(id) == null).toList();
    if (missing.isEmpty()) {
      return;
    }
    Map<UUID, Map<Integer, MvValue>> references =
        batch.plan().hasReferences() ? mvReferences(missing) : Map.of();
    database.list(
        "select id, mv_type_id, origin = 'Internal', display_name, attrs, deletion_check"
            + " from horarium.mvo where id = any (?::uuid[])",
        row -> {
          UUID id = row.getObject(1, UUID.class);
          Map<Integer, MvValue> values = MvDocument.values(row.getString(5));
          values.putAll(references.getOrDefault(id, Map.of()));
          var mvo =
              new MvoState(id, row.getInt(2), false, row.getBoolean(3), row.getString(4), values);
          if (row.getBoolean(6)) {
            mvo.markedForCheck();
          }
          batch.add(mvo);
          return null;
        },
        missing);
    offers(batch, missing);
    connectors(batch, missing);
  }

  private Map<UUID, Map<Integer, MvValue>> mvReferences(List<UUID> ids) {
    Map<UUID, Map<Integer, MvValue>> found = new HashMap<>();
    database.list(
        "select mvo_id, mv_attribute_id, target_mvo_id, rule_id, system_id from horarium.mvo_ref"
            + " where mvo_id = any (?::uuid[])",
        row ->
            found
                .computeIfAbsent(row.getObject(1, UUID.class), id -> new HashMap<>(4))
                .merge(
                    row.getInt(2),
                    new MvValue(List.of(row.getString(3)), row.getInt(4), row.getInt(5)),
                    SyncLoadQueries::together),
        ids);
    found.values().forEach(values -> values.replaceAll((attribute, value) -> sorted(value)));
    return found;
  }

  private static MvValue together(MvValue one, MvValue other) {
    List<String> values =
        one.values() instanceof ArrayList<String> list ? list : new ArrayList<>(one.values());
    values.addAll(other.values());
    return new MvValue(values, one.ruleId(), one.systemId());
  }

  private static MvValue sorted(MvValue value) {
    if (value.values().size() > 1) {
      Collections.sort(value.values());
    }
    return value;
  }

  private void offers(Batch batch, List<UUID> ids) {
    database.list(
        "select mvo_id, rule_id, cso_id, system_id, attrs, refs from horarium.contribution"
            + " where mvo_id = any (?::uuid[])",
        row -> {
          MvoState mvo = batch.metaverseObject(row.getObject(1, UUID.class));
          Map<Integer, List<String>> values = new HashMap<>(32);
          MvDocument.offers(row.getString(5), values);
          MvDocument.offers(row.getString(6), values);
          if (mvo != null) {
            mvo.loaded(
                new Offer(
                    row.getObject(3, UUID.class), row.getInt(2), row.getInt(4), values, true));
          }
          return null;
        },
        ids);
  }

  /** Documents of connectors that nothing is sent to are not needed, and may be large. */
  private void connectors(Batch batch, List<UUID> ids) {
    SyncPlan plan = batch.plan();
    Set<Integer> targetTypes = new TreeSet<>();
    plan.targets().values().forEach(l -> l.forEach(t -> targetTypes.add(t.type().id())));
    List<UUID> targets = new ArrayList<>();
    database.list(
        """
        select c.id, c.object_type_id, c.anchor, c.secondary_id, c.status, c.join_type, c.mvo_id, true as joined,
          case when c.object_type_id = any (?::integer[]) then c.attrs else '{}' end, c.sync_pending, c.ref_pending, c.item_run,
          c.row_version
        from horarium.cso c where c.mvo_id = any (?::uuid[])""",
        row -> {
          MvoState mvo = batch.metaverseObject(row.getObject(7, UUID.class));
          CsoState known = batch.spaceObject(row.getObject(1, UUID.class));
          CsoState object =
              known == null ? batch.addOther(new CsoState(loaded(row, batch))) : known;
          if (mvo != null) {
            object.loaded(mvo);
            mvo.loaded(object);
          }
          if (known == null && targetTypes.contains(object.typeId())) {
            targets.add(object.id());
          }
          return null;
        },
        targetTypes,
        ids);
    if (plan.followsReferences()) {
      references(batch, targets);
    }
    pendingExports(
        batch,
        batch.spaceObjects().stream()
            .filter(o -> o.pendingExport() == null && targetTypes.contains(o.typeId()))
            .map(CsoState::id)
            .collect(Collectors.toList()));
  }

  /** Adds what waits to be sent to these objects. */
  public void pendingExports(Batch batch, Collection<UUID> objects) {
    if (objects.isEmpty()) {
      return;
    }
    Map<UUID, PeState> exports = new HashMap<>();
    List<UUID> withReferences = new ArrayList<>();
    database.list(
        """
        select p.id, p.cso_id, p.change_type, p.status, p.changes, p.in_doubt, p.staged_run_id,
          exists (select 1 from horarium.pending_reference r where r.pe_id = p.id)
        from horarium.pending_export p where p.cso_id = any (?::uuid[])""",
        row -> {
          var pending =
              new PeState(
                  row.getObject(1, UUID.class),
                  false,
                  PendingExportType.valueOf(row.getString(3)),
                  PendingExportStatus.valueOf(row.getString(4)),
                  PendingChangesJson.read(row.getString(5)),
                  row.getBoolean(6),
                  row.getObject(7, UUID.class));
          exports.put(pending.id(), pending);
          if (row.getBoolean(8)) {
            withReferences.add(pending.id());
          }
          batch.spaceObject(row.getObject(2, UUID.class)).loaded(pending);
          return null;
        },
        objects);
    if (!withReferences.isEmpty()) {
      database.list(
          "select * from horarium.pending_reference where pe_id = any (?::uuid[])",
          row -> {
            exports
                .get(row.getObject("pe_id", UUID.class))
                .loaded(
                    new PendingReference(
                        row.getInt("attribute_id"),
                        ChangeOp.valueOf(row.getString("op")),
                        row.getObject("target_mvo_id", UUID.class),
                        row.getObject("target_cso_id", UUID.class),
                        row.getString("value"),
                        ChangeStatus.valueOf(row.getString("status")),
                        row.getInt("attempts"),
                        row.getString("last_seen")));
            return null;
          },
          withReferences);
    }
  }

  /** Metaverse objects that refer to any of these. */
  public List<UUID> pointingAt(Collection<UUID> targets) {
    return targets.isEmpty()
        ? List.of()
        : database.list(
            "select distinct mvo_id from horarium.mvo_ref where target_mvo_id = any (?::uuid[])"
                + " and mvo_id <> all (?::uuid[])",
            row -> row.getObject(1, UUID.class),
            targets,
            targets);
  }

  /** Unjoined objects by id, as candidates for export rules. */
  void others(Batch batch, Collection<UUID> ids) {
    if (!ids.isEmpty()) {
      List<UUID> missing = ids.stream().filter(id -> batch.spaceObject(id) == null).toList();
      database.list(
          OBJECT_COLUMNS + "where c.id = any (?::uuid[])",
          row -> batch.addOther(new CsoState(loaded(row, batch))),
          missing);
      references(batch, missing);
      pendingExports(batch, missing);
    }
  }
}
