package io.horarium.idm.scan;

import io.horarium.idm.filter.FilterSql;
import io.horarium.idm.filter.Pointer;
import io.horarium.idm.scan.ObjectSet.Attribute;
import io.horarium.platform.Database;
import io.horarium.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Finds and claims the objects of task scanners. Joins the transaction of the caller; a claim is
 * valid once that is committed.
 */
@ApplicationScoped
public class ScanStore {

  private static final String FOUND =
      " from horarium.mvo m left join horarium.mvo_task_state s on s.mvo_id = m.id"
          + " where m.mv_type_id = ? and m.id > ? and ";

  /** Before every id. */
  static final UUID FIRST = new UUID(0, 0);

  private Database database;

  protected ScanStore() {}

  @Inject
  public ScanStore(Database database) {
    this.database = database;
  }

  /** A type of the metaverse. */
  record Type(int id, String name) {}

  /** An attribute with its own name. */
  record NamedAttribute(String name, Attribute attribute) {}

  /** The time by the clock that all nodes share. */
  Instant now() {
    return database
        .first("select clock_timestamp() as now", row -> Database.instant(row, "now"))
        .orElseThrow();
  }

  /** The type whose name, without regard to case and signs, is {@code plain}. */
  Optional<Type> type(String plain) {
    return database
        .list(
            "select id, name from horarium.mv_object_type order by id",
            row -> new Type(row.getInt(1), row.getString(2)))
        .stream()
        .filter(type -> ObjectSets.plain(type.name()).equals(plain))
        .findFirst();
  }

  /** What objects of a type can have. */
  List<NamedAttribute> attributes(int typeId) {
    return database.list(
        """
        select a.name, a.id, a.data_type, a.plurality = 'MultiValued'
          from horarium.mv_attribute a
          join horarium.mv_object_type_attribute t on t.mv_attribute_id = a.id
         where t.mv_object_type_id = ? order by a.id""",
        row ->
            new NamedAttribute(
                row.getString(1),
                new Attribute(
                    row.getInt(2), Attribute.Type.of(row.getString(3)), row.getBoolean(4))),
        typeId);
  }

  /** How many objects a scan finds. */
  long count(ObjectSet set, ScanRequest request) {
    return Sql.of("select count(*)" + FOUND, set.typeId(), FIRST)
        .then(condition(set, request))
        .number(database);
  }

  /** The next objects a scan finds, in the order of their ids. */
  List<ScanObject> page(ObjectSet set, ScanRequest request, UUID after, int limit) {
    return Sql.of(
            """
            select m.id, m.row_version, m.display_name, m.attrs::text as attrs, coalesce(s.doc, '{}')::text as doc,
              coalesce((select jsonb_object_agg(r.attribute, r.targets) from (
                select mv_attribute_id::text as attribute,
                       jsonb_agg(jsonb_build_object('_ref', target_mvo_id::text) order by target_mvo_id) as targets
                  from horarium.mvo_ref where mvo_id = m.id group by mv_attribute_id) r), '{}')::text as refs"""
                + FOUND,
            set.typeId(),
            after)
        .then(condition(set, request))
        .then(" order by m.id limit ?", limit)
        .list(
            database,
            row ->
                new ScanObject(
                    row.getObject("id", UUID.class),
                    row.getLong("row_version"),
                    row.getString("display_name"),
                    row.getString("attrs"),
                    row.getString("refs"),
                    ScanObject.parse(row.getString("doc"))));
  }

  private static Sql condition(ObjectSet set, ScanRequest request) {
    return new FilterSql(set::field).condition(request.filter());
  }

  private record Held(UUID id, JsonObject state, boolean busy) {}

  /**
   * Claims objects: writes {@code started}, clears {@code completed}. One that another scan has
   * claimed or completed since it was found is left out, and so is one that a scan under way still
   * works on.
   *
   * @param scan the step execution that claims
   * @return the state of each object that was claimed
   */
  Map<UUID, JsonObject> claim(
      UUID scan, ScanRequest request, List<ScanObject> found, String startedAt) {
    Map<UUID, ScanObject> wanted = new HashMap<>();
    found.forEach(object -> wanted.put(object.id(), object));
    database.update(
        """
        insert into horarium.mvo_task_state (mvo_id)
        select m.id from (select id from horarium.mvo where id = any(?::uuid[]) order by id for key share) m
        on conflict do nothing""",
        wanted.keySet());
    String task = request.started().toString();
    Map<UUID, JsonObject> claimed = new HashMap<>();
    for (Held held : held(wanted.keySet(), task, scan)) {
      ScanObject seen = wanted.get(held.id());
      boolean unchanged =
          same(held.state(), seen.state(), request.started())
              && same(held.state(), seen.state(), request.completed());
      if (unchanged && !held.busy()) {
        claimed.put(
            held.id(),
            ScanObject.with(
                ScanObject.with(held.state(), request.started(), startedAt),
                request.completed(),
                null));
      }
    }
    write(claimed);
    database.update(
        """
        update horarium.mvo_task_state set claims = claims || jsonb_build_object(?::text, ?::text)
         where mvo_id = any(?::uuid[])""",
        task,
        scan.toString(),
        claimed.keySet());
    return claimed;
  }

  private static boolean same(JsonObject now, JsonObject then, Pointer place) {
    return Objects.equals(ScanObject.text(now, place), ScanObject.text(then, place));
  }

  /** The rows, which nobody else changes until the transaction ends. */
  private List<Held> held(Collection<UUID> objects, String task, UUID scan) {
    return database.list(
        """
        select s.mvo_id, s.doc::text, exists (
                 select 1 from horarium.step_execution x
                  where x.id = (s.claims ->> ?)::uuid and x.id <> ? and x.completed_at is null)
          from horarium.mvo_task_state s where s.mvo_id = any(?::uuid[]) order by s.mvo_id for update of s""",
        row ->
            new Held(
                row.getObject(1, UUID.class),
                ScanObject.parse(row.getString(2)),
                row.getBoolean(3)),
        task,
        scan,
        objects);
  }

  private void write(Map<UUID, JsonObject> states) {
    if (states.isEmpty()) {
      return;
    }
    List<UUID> ids = new ArrayList<>(states.keySet());
    database.update(
        """
        update horarium.mvo_task_state s set doc = n.doc::jsonb
          from unnest(?::uuid[], ?::text[]) as n(id, doc) where s.mvo_id = n.id""",
        ids,
        ids.stream().map(id -> states.get(id).toString()).toList());
  }

  /** The scripts of these objects have ended: their claims are over. */
  void release(ScanRequest request, Collection<UUID> objects) {
    database.update(
        "update horarium.mvo_task_state set claims = claims - ?::text where mvo_id = any(?::uuid[])",
        request.started().toString(),
        objects);
  }

  /** Says of these objects when their task was done. */
  void complete(UUID scan, ScanRequest request, Collection<UUID> objects, String completedAt) {
    UnaryOperator<JsonObject> done =
        state -> ScanObject.with(state, request.completed(), completedAt);
    Map<UUID, JsonObject> states = new HashMap<>();
    held(objects, request.started().toString(), scan)
        .forEach(held -> states.put(held.id(), done.apply(held.state())));
    write(states);
  }
}
