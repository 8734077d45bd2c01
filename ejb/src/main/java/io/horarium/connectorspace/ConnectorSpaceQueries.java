package io.horarium.connectorspace;

import io.horarium.connector.DataType;
import io.horarium.platform.Slice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Reads connector spaces by plain SQL (contract/jim-sync.md 3). */
@ApplicationScoped
public class ConnectorSpaceQueries {

  private static final String DISPLAY_NAME =
      "coalesce(c.attrs->'displayName'->>0, c.attrs->'cn'->>0, c.attrs->'name'->>0, c.anchor,"
          + " c.secondary_id)";

  /** A value that is to be sent to an object that is not there yet. */
  private static final String STAGED =
      " case when c.status = 'PendingProvisioning' then (select e->>'v' from jsonb_array_elements(p.changes) e"
          + " join horarium.object_attribute a on a.id = cast(e->>'a' as integer)"
          + " where %s order by lower(a.name) = 'displayname' desc, a.name limit 1) end as %s";

  private static final String HEADER =
      "select c.id, c.system_id, "
          + DISPLAY_NAME
          + " as display_name, c.anchor, c.secondary_id, c.created_at, c.updated_at,"
          + " c.object_type_id, t.name as type_name, c.status, c.join_type, c.joined_at, c.mvo_id,"
          + " (select a.name from horarium.object_attribute a where a.object_type_id = t.id and"
          + " a.external_id limit 1) as anchor_name,"
          + " (select a.name from horarium.object_attribute a where a.object_type_id = t.id and"
          + " a.secondary_external_id limit 1) as secondary_name, p.id as pending_id,"
          + STAGED.formatted("lower(a.name) in ('displayname', 'cn', 'name')", "pending_name")
          + ","
          + STAGED.formatted("a.external_id", "pending_anchor")
          + ","
          + STAGED.formatted("a.secondary_external_id", "pending_secondary")
          + " from horarium.cso c left join horarium.object_type t on t.id = c.object_type_id"
          + " left join horarium.pending_export p on p.cso_id = c.id";

  private static final Map<String, String> SORT_COLUMNS =
      Map.of(
          "externalid", "c.anchor",
          "secondaryexternalid", "c.secondary_id",
          "displayname", DISPLAY_NAME,
          "type", "t.name",
          "datejoined", "c.joined_at",
          "status", "c.status",
          "jointype", "c.join_type");

  private EntityManager entities;

  protected ConnectorSpaceQueries() {}

  @Inject
  public ConnectorSpaceQueries(EntityManager entities) {
    this.entities = entities;
  }

  /** Name of the system; empty when it does not exist. */
  Optional<String> systemName(int systemId) {
    Query query =
        entities
            .createNativeQuery(
                "select name from horarium.connected_system where id = :system", Tuple.class)
            .setParameter("system", systemId);
    return rows(query).stream().map(row -> row.get(0, String.class)).findFirst();
  }

  Slice<SpaceObjectHeaderView> list(int systemId, SpaceFilter filter, int offset, int size) {
    var parameters = new LinkedHashMap<String, Object>();
    String where = where(systemId, filter, parameters);
    String column =
        SORT_COLUMNS.getOrDefault(
            filter.sortBy() == null ? "" : filter.sortBy().toLowerCase(Locale.ROOT),
            "c.created_at");
    String direction = filter.descending() ? " desc" : " asc";
    // Ids grow with time, so they break ties in the order of creation.
    Query page =
        entities.createNativeQuery(
            HEADER
                + where
                + " order by "
                + column
                + direction
                + " nulls last, c.id"
                + direction
                + " offset "
                + offset
                + " limit "
                + size,
            Tuple.class);
    parameters.forEach(page::setParameter);
    List<SpaceObjectHeaderView> items =
        rows(page).stream().map(ConnectorSpaceQueries::header).toList();
    return new Slice<>(items, count("select count(*) from horarium.cso c" + where, parameters));
  }

  private static String where(int systemId, SpaceFilter filter, Map<String, Object> parameters) {
    var where = new StringBuilder(" where c.system_id = :system");
    parameters.put("system", systemId);
    if (!filter.statuses().isEmpty()) {
      where.append(" and c.status in (:statuses)");
      parameters.put("statuses", filter.statuses().stream().map(Enum::name).toList());
    }
    if (!filter.joinTypes().isEmpty()) {
      where.append(" and c.join_type in (:joinTypes)");
      parameters.put("joinTypes", filter.joinTypes().stream().map(Enum::name).toList());
    }
    if (!filter.typeIds().isEmpty()) {
      where.append(" and c.object_type_id in (:types)");
      parameters.put("types", List.copyOf(filter.typeIds()));
    }
    if (filter.search() != null) {
      // position() takes % and _ as they are.
      where.append(
          " and (position(lower(:search) in lower(coalesce(c.anchor, ''))) > 0"
              + " or position(lower(:search) in lower(coalesce(c.secondary_id, ''))) > 0"
              + " or position(lower(:search) in lower(coalesce(c.attrs->'displayName'->>0, '')))"
              + " > 0 or position(lower(:search) in lower(coalesce(c.attrs->'cn'->>0, ''))) > 0"
              + " or position(lower(:search) in lower(coalesce(c.attrs->'name'->>0, ''))) > 0)");
      parameters.put("search", filter.search());
    }
    return where.toString();
  }

  long count(int systemId, Set<Integer> typeIds, Integer partitionId) {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("system", systemId);
    var sql = new StringBuilder("select count(*) from horarium.cso c where c.system_id = :system");
    if (!typeIds.isEmpty()) {
      sql.append(" and c.object_type_id in (:types)");
      parameters.put("types", List.copyOf(typeIds));
    }
    if (partitionId != null) {
      sql.append(" and c.partition_id = :partition");
      parameters.put("partition", partitionId);
    }
    return count(sql.toString(), parameters);
  }

  long unresolvedReferences(int systemId) {
    return count(
        "select count(*) from horarium.cso_ref where system_id = :system and target_cso_id is null",
        Map.of("system", systemId));
  }

  Optional<SpaceObjectHeaderView> header(int systemId, UUID objectId) {
    return rows(object(HEADER, systemId, objectId)).stream()
        .map(ConnectorSpaceQueries::header)
        .findFirst();
  }

  /** The metaverse object it belongs to, if any. */
  Optional<UUID> metaverseObject(int systemId, UUID objectId) {
    return rows(object("select c.mvo_id from horarium.cso c", systemId, objectId)).stream()
        .map(row -> row.get(0, UUID.class))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** How many values each attribute of the object has, by attribute name. */
  Map<String, Integer> valueCounts(int systemId, UUID objectId) {
    Query query =
        object(
            "select v.key, jsonb_array_length(v.value) from horarium.cso c"
                + " cross join lateral jsonb_each(c.attrs) v",
            systemId,
            objectId);
    var counts = new TreeMap<String, Integer>();
    rows(query).forEach(row -> counts.put(row.get(0, String.class), row.get(1, Integer.class)));
    Query references =
        object(
            "select a.name, cast(count(*) as integer) from horarium.cso c"
                + " join horarium.cso_ref r on r.cso_id = c.id"
                + " join horarium.object_attribute a on a.id = r.attribute_id",
            systemId,
            objectId,
            " group by a.name");
    rows(references)
        .forEach(row -> counts.put(row.get(0, String.class), row.get(1, Integer.class)));
    return counts;
  }

  /** Values of one attribute in canonical order, those that contain {@code search} in any case. */
  Slice<SpaceValueView> values(
      int systemId, UUID objectId, String attributeName, String search, int offset, int size) {
    String values =
        "select x.text, x.target, x.is_ref, coalesce(a.id, 0), coalesce(a.data_type, 'Text')"
            + " from horarium.cso c"
            + " left join horarium.object_attribute a"
            + "   on a.object_type_id = c.object_type_id and a.name = :attribute"
            + " cross join lateral ("
            + "   select v.text, cast(null as uuid) as target, false as is_ref"
            + "   from jsonb_array_elements_text(c.attrs->(:attribute)) as v(text)"
            + "   union all"
            + "   select r.raw_value, r.target_cso_id, true from horarium.cso_ref r"
            + "   where r.cso_id = c.id and r.attribute_id = a.id) x"
            + " where c.system_id = :system and c.id = :object"
            + " and (cast(:search as text) is null"
            + "   or position(lower(cast(:search as text)) in lower(x.text)) > 0)";
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("system", systemId);
    parameters.put("object", objectId);
    parameters.put("attribute", attributeName);
    parameters.put("search", search);
    Query page =
        entities.createNativeQuery(
            values + " order by x.text offset " + offset + " limit " + size, Tuple.class);
    parameters.forEach(page::setParameter);
    List<SpaceValueView> items =
        rows(page).stream().map(row -> value(objectId, attributeName, row)).toList();
    return new Slice<>(items, count("select count(*) from (" + values + ") n", parameters));
  }

  private static SpaceValueView value(UUID objectId, String attributeName, Tuple row) {
    String text = row.get(0, String.class);
    int attributeId = row.get(3, Integer.class);
    return row.get(2, Boolean.class)
        ? SpaceValueView.reference(
            objectId, attributeId, attributeName, text, row.get(1, UUID.class))
        : SpaceValueView.of(
            objectId, attributeId, attributeName, DataType.valueOf(row.get(4, String.class)), text);
  }

  private Query object(String select, int systemId, UUID objectId) {
    return object(select, systemId, objectId, "");
  }

  private Query object(String select, int systemId, UUID objectId, String end) {
    return entities
        .createNativeQuery(
            select + " where c.system_id = :system and c.id = :object" + end, Tuple.class)
        .setParameter("system", systemId)
        .setParameter("object", objectId);
  }

  private long count(String sql, Map<String, Object> parameters) {
    Query query = entities.createNativeQuery(sql, Long.class);
    parameters.forEach(query::setParameter);
    return ((Number) query.getSingleResult()).longValue();
  }

  @SuppressWarnings("unchecked")
  private static List<Tuple> rows(Query query) {
    return query.getResultList();
  }

  private static SpaceObjectHeaderView header(Tuple row) {
    return new SpaceObjectHeaderView(
        row.get("id", UUID.class),
        row.get("system_id", Integer.class),
        row.get("display_name", String.class),
        row.get("anchor", String.class),
        row.get("anchor_name", String.class),
        row.get("secondary_id", String.class),
        row.get("secondary_name", String.class),
        row.get("created_at", Instant.class),
        row.get("updated_at", Instant.class),
        row.get("object_type_id", Integer.class),
        row.get("type_name", String.class),
        ObjectStatus.valueOf(row.get("status", String.class)),
        JoinType.valueOf(row.get("join_type", String.class)),
        row.get("joined_at", Instant.class),
        row.get("pending_name", String.class),
        row.get("pending_anchor", String.class),
        row.get("pending_secondary", String.class),
        row.get("pending_id", UUID.class) != null,
        row.get("pending_id", UUID.class));
  }
}
