package io.horarium.sync.store;

import io.horarium.connectorspace.DocumentJson;
import io.horarium.connectorspace.JoinType;
import io.horarium.connectorspace.ObjectStatus;
import io.horarium.platform.CopyRows;
import io.horarium.platform.Database;
import io.horarium.sync.engine.Batch;
import io.horarium.sync.engine.CsoState;
import io.horarium.sync.engine.KeyWant;
import io.horarium.sync.engine.TargetLookups;
import io.horarium.sync.engine.TargetLookups.SpaceWant;
import io.horarium.sync.plan.ExportTarget;
import io.horarium.sync.plan.MatchingRule;
import io.horarium.sync.plan.SpaceAttribute;
import io.horarium.sync.plan.SyncPlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Finds objects in target systems: unjoined ones by a value, and the ones that stand for metaverse
 * objects. The values of unjoined objects lie in documents without an index; the first question of
 * a run copies them into a table that has one. The run has the target systems to itself, so the
 * copy stays true but for what the run itself joins.
 */
@ApplicationScoped
public class TargetLookupStore {

  private static final int PAGE = 5_000;

  private Database database;
  private SyncLoadQueries objects;

  protected TargetLookupStore() {}

  @Inject
  public TargetLookupStore(Database database, SyncLoadQueries objects) {
    this.database = database;
    this.objects = objects;
  }

  /** Makes the copy of a run, unless it is there. */
  public void prepare(UUID runId, SyncPlan plan) {
    if (database
        .first(
            "select 1 from horarium.sync_target_key where run_id = ? limit 1",
            row -> Boolean.TRUE,
            runId)
        .isPresent()) {
      return;
    }
    Map<Integer, Set<SpaceAttribute>> wanted = new HashMap<>();
    for (List<ExportTarget> targets : plan.targets().values()) {
      for (ExportTarget target : targets) {
        for (MatchingRule rule : target.matching()) {
          wanted.computeIfAbsent(target.type().id(), t -> new LinkedHashSet<>()).add(rule.source());
        }
      }
    }
    wanted.forEach(
        (typeId, attributes) ->
            copy(runId, plan.spaceTypes().get(typeId).systemId(), typeId, attributes));
  }

  private void copy(UUID runId, int systemId, int typeId, Set<SpaceAttribute> attributes) {
    UUID[] last = {new UUID(0, 0)};
    int read;
    do {
      var rows = new CopyRows();
      read =
          database
              .list(
                  """
                  select id, attrs from horarium.cso
                  where system_id = ? and object_type_id = ? and join_type = 'NotJoined' and status = 'Normal' and id > ?
                  order by id limit ?""",
                  row -> {
                    last[0] = row.getObject(1, UUID.class);
                    Map<String, List<String>> attrs = DocumentJson.attrs(row.getString(2));
                    for (SpaceAttribute attribute : attributes) {
                      for (String value : attrs.getOrDefault(attribute.name(), List.of())) {
                        rows.column(runId).column(typeId).column(attribute.id());
                        rows.column(value).column(KeyWant.lower(value)).column(last[0]).endRow();
                      }
                    }
                    return last[0];
                  },
                  systemId,
                  typeId,
                  last[0],
                  PAGE)
              .size();
      database.copy(
          "copy horarium.sync_target_key (run_id, object_type_id, attribute_id, value, value_lower, cso_id) from stdin",
          rows);
    } while (read == PAGE);
  }

  /** Forgets the copy of a run. */
  public void purge(UUID runId) {
    database.update("delete from horarium.sync_target_key where run_id = ?", runId);
  }

  /** Finds the unjoined objects that have wanted values, and adds them to the batch. */
  public void unjoined(Batch batch, TargetLookups lookups, Set<SpaceWant> wanted) {
    record Hit(SpaceWant want, UUID id) {}
    List<Hit> hits = new ArrayList<>();
    for (boolean exact : new boolean[] {true, false}) {
      List<SpaceWant> asked =
          wanted.stream().filter(want -> want.caseSensitive() == exact).toList();
      if (!asked.isEmpty()) {
        hits.addAll(
            database.list(
                """
                select w.type_id, w.attribute_id, w.value, k.cso_id
                from unnest(?::integer[], ?::integer[], ?::text[]) as w(type_id, attribute_id, value)
                join horarium.sync_target_key k on k.run_id = ? and k.attribute_id = w.attribute_id and k.%s = w.value
                  and k.object_type_id = w.type_id
                order by k.cso_id"""
                    .formatted(exact ? "value" : "value_lower"),
                row ->
                    new Hit(
                        new SpaceWant(row.getInt(1), row.getInt(2), row.getString(3), exact),
                        row.getObject(4, UUID.class)),
                asked.stream().map(SpaceWant::objectTypeId).toList(),
                asked.stream().map(SpaceWant::attributeId).toList(),
                asked.stream().map(SpaceWant::value).toList(),
                batch.runId()));
      }
    }
    objects.others(batch, hits.stream().map(Hit::id).distinct().toList());
    for (Hit hit : hits) {
      CsoState object = batch.spaceObject(hit.id());
      // What was unjoined when the copy was made may have been joined since.
      if (object != null
          && object.row().joinType() == JoinType.NotJoined
          && object.status() == ObjectStatus.Normal) {
        lookups.found(hit.want(), object);
      }
    }
  }

  /** Finds the objects that stand for metaverse objects in systems, if they can be named there. */
  public void addresses(
      TargetLookups lookups, Collection<UUID> metaverseObjects, Collection<Integer> systems) {
    if (!metaverseObjects.isEmpty()) {
      database.list(
          """
          select mvo_id, system_id, id from horarium.cso
          where mvo_id = any (?::uuid[]) and system_id + 0 = any (?::integer[]) and coalesce(secondary_id, anchor) is not null
          order by id desc""",
          row -> {
            lookups.address(
                row.getObject(1, UUID.class), row.getInt(2), row.getObject(3, UUID.class));
            return null;
          },
          metaverseObjects,
          systems);
    }
  }

  /**
   * Of these names, those that objects on their way to their system have already. Asked only when
   * the unique index has refused one; statistics are brought up to date before, because names of
   * objects that a first run made are not in them, and the wrong index would read them all.
   */
  public Set<String> takenNames(Map<String, List<CsoState>> names) {
    database.update("analyze horarium.cso (system_id, object_type_id, secondary_id, status)");
    List<CsoState> first = names.values().stream().map(list -> list.get(0)).toList();
    return Set.copyOf(
        database.list(
            """
            select n.type_id || '/' || n.name
            from unnest(?::integer[], ?::integer[], ?::text[]) as n(system_id, type_id, name)
            where exists (select 1 from horarium.cso c where c.system_id = n.system_id and c.object_type_id = n.type_id
              and c.secondary_id = n.name and c.status = 'PendingProvisioning' limit 1)""",
            row -> row.getString(1),
            first.stream().map(CsoState::systemId).toList(),
            first.stream().map(CsoState::typeId).toList(),
            first.stream().map(CsoState::secondaryId).toList()));
  }
}
