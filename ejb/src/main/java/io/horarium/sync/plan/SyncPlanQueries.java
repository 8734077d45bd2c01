package io.horarium.sync.plan;

import io.horarium.connectedsystem.ConnectorRegistry;
import io.horarium.connector.ConnectorDescriptor.SchemaStandard;
import io.horarium.connector.DataType;
import io.horarium.platform.Database;
import io.horarium.sync.pendingexport.ValueEquality;
import io.horarium.sync.plan.SyncPlan.RuleAttribute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads the plan of a synchronisation from the tables of the configuration. Plain SQL, because the
 * engine needs everything at once and nothing of what entities guard.
 */
@ApplicationScoped
public class SyncPlanQueries {

  private Database database;
  private ConnectorRegistry connectors;

  protected SyncPlanQueries() {}

  @Inject
  public SyncPlanQueries(Database database, ConnectorRegistry connectors) {
    this.database = database;
    this.connectors = connectors;
  }

  private record RuleRow(
      int id,
      int systemId,
      int objectTypeId,
      int mvTypeId,
      boolean importing,
      boolean project,
      boolean provision,
      boolean remainJoined,
      boolean delete) {}

  private record MatchingRow(Integer objectTypeId, Integer ruleId, MatchingRule rule) {}

  private record SystemRow(String matchingMode, boolean fullSyncRequired) {}

  /**
   * The plan for a system as it is configured now.
   *
   * @param runId the run, whose beginning is the one instant that relative dates and expressions
   *     know, whatever attempt at it this is
   * @throws io.horarium.problem.Problem when an expression cannot be read
   */
  public SyncPlan load(int systemId, UUID runId) {
    Map<Integer, MvAttribute> mvAttributes = mvAttributes();
    Map<Integer, SpaceType> spaceTypes = spaceTypes();
    Map<Integer, SystemRow> systems = systems();
    List<RuleRow> rules = rules();
    List<MatchingRow> matching = matching(mvAttributes, spaceTypes);
    var mappings = new MappingQueries(database, mvAttributes, spaceTypes, begun(runId));

    List<ImportRule> imports = new ArrayList<>();
    Map<Integer, Map<Integer, List<RuleRow>>> exports = new TreeMap<>();
    for (RuleRow rule : rules) {
      if (!rule.importing()) {
        exports
            .computeIfAbsent(rule.mvTypeId(), type -> new LinkedHashMap<>())
            .computeIfAbsent(rule.objectTypeId(), type -> new ArrayList<>())
            .add(rule);
      } else if (rule.systemId() == systemId) {
        imports.add(importRule(rule, systems, matching, mappings));
      }
    }
    Map<Integer, List<ExportTarget>> targets = new HashMap<>();
    exports.forEach(
        (mvType, byType) ->
            targets.put(
                mvType,
                byType.entrySet().stream()
                    .map(
                        entry ->
                            target(
                                spaceTypes.get(entry.getKey()),
                                mvType,
                                entry.getValue(),
                                rules,
                                systems,
                                matching,
                                mappings))
                    .toList()));
    return new SyncPlan(
        systemId,
        systems.get(systemId).fullSyncRequired(),
        mvTypes(),
        mvAttributes,
        spaceTypes,
        imports.stream().collect(Collectors.groupingBy(ImportRule::objectTypeId)),
        rules.stream()
            .filter(RuleRow::importing)
            .map(RuleRow::objectTypeId)
            .collect(Collectors.toSet()),
        priorities(),
        simple(matching),
        targets,
        matching.stream()
            .map(row -> row.rule().target().id())
            .collect(Collectors.toCollection(TreeSet::new)),
        displayAttributes(mvAttributes));
  }

  /**
   * The systems that a synchronisation of {@code systemId} may write to: its own and those that
   * enabled export rules send to, ascending (contract/sync-engine.md 3.5).
   */
  public List<Integer> systemsWrittenBy(int systemId) {
    Set<Integer> systems =
        new TreeSet<>(
            database.list(
                """
                select distinct r.connected_system_id from horarium.sync_rule r
                join horarium.connected_system s on s.id = r.connected_system_id
                where r.enabled and r.direction = 'Export' and s.status <> 'Deleting'""",
                row -> row.getInt(1)));
    systems.add(systemId);
    return List.copyOf(systems);
  }

  private static ImportRule importRule(
      RuleRow rule,
      Map<Integer, SystemRow> systems,
      List<MatchingRow> matching,
      MappingQueries mappings) {
    return new ImportRule(
        rule.id(),
        rule.systemId(),
        rule.objectTypeId(),
        rule.mvTypeId(),
        rule.project(),
        rule.remainJoined(),
        mappings.scope(rule.id(), rule.objectTypeId()),
        mappings.imports(rule.id()),
        advanced(systems, rule.systemId()) ? ofRules(matching, Set.of(rule.id())) : List.of());
  }

  private static ExportTarget target(
      SpaceType type,
      int mvTypeId,
      List<RuleRow> rules,
      List<RuleRow> allRules,
      Map<Integer, SystemRow> systems,
      List<MatchingRow> matching,
      MappingQueries mappings) {
    // The rules that join on the way in serve the way out (contract/jim-sync.md 7).
    List<MatchingRule> finders =
        advanced(systems, type.systemId())
            ? ofRules(
                matching,
                allRules.stream()
                    .filter(r -> r.importing() && r.objectTypeId() == type.id())
                    .map(RuleRow::id)
                    .collect(Collectors.toSet()))
            : ofType(matching, type.id());
    return new ExportTarget(
        type,
        mvTypeId,
        rules.stream()
            .map(
                rule ->
                    new ExportRule(
                        rule.id(),
                        rule.mvTypeId(),
                        rule.provision(),
                        rule.delete(),
                        mappings.scope(rule.id(), null),
                        mappings.exports(rule.id())))
            .toList(),
        finders.stream().filter(finder -> finder.mvTypeId() == mvTypeId).distinct().toList());
  }

  private static boolean advanced(Map<Integer, SystemRow> systems, int systemId) {
    return systems.get(systemId).matchingMode().equals("SyncRule");
  }

  private static List<MatchingRule> ofRules(List<MatchingRow> matching, Set<Integer> ruleIds) {
    return matching.stream()
        .filter(row -> row.ruleId() != null && ruleIds.contains(row.ruleId()))
        .map(MatchingRow::rule)
        .toList();
  }

  private static List<MatchingRule> ofType(List<MatchingRow> matching, int objectTypeId) {
    return matching.stream()
        .filter(row -> row.objectTypeId() != null && row.objectTypeId() == objectTypeId)
        .map(MatchingRow::rule)
        .toList();
  }

  private static Map<Integer, List<MatchingRule>> simple(List<MatchingRow> matching) {
    return matching.stream()
        .filter(row -> row.objectTypeId() != null)
        .collect(
            Collectors.groupingBy(
                MatchingRow::objectTypeId,
                Collectors.mapping(MatchingRow::rule, Collectors.toList())));
  }

  private static List<Integer> displayAttributes(Map<Integer, MvAttribute> attributes) {
    return List.of("display name", "common name").stream()
        .map(
            name ->
                attributes.values().stream()
                    .filter(attribute -> attribute.name().equalsIgnoreCase(name))
                    .findFirst())
        .flatMap(Optional::stream)
        .map(MvAttribute::id)
        .toList();
  }

  private Instant begun(UUID runId) {
    return database
        .first(
            "select coalesce(started_at, created) as begun from horarium.activity where id = ?",
            row -> Database.instant(row, "begun"),
            runId)
        .orElseThrow();
  }

  private Map<Integer, MvType> mvTypes() {
    return byId(
        database.list(
            """
            select id, name, deletion_rule = 'WhenLastConnectorDisconnected' and deletion_grace_seconds = 0
            from horarium.mv_object_type""",
            row -> new MvType(row.getInt(1), row.getString(2), row.getBoolean(3))),
        MvType::id);
  }

  private Map<Integer, MvAttribute> mvAttributes() {
    return byId(
        database.list(
            "select id, name, data_type, plurality = 'MultiValued' from horarium.mv_attribute",
            row ->
                new MvAttribute(
                    row.getInt(1),
                    row.getString(2),
                    DataType.valueOf(row.getString(3)),
                    row.getBoolean(4))),
        MvAttribute::id);
  }

  private Map<Integer, SpaceType> spaceTypes() {
    Map<Integer, List<SpaceAttribute>> attributes = new HashMap<>();
    database.list(
        """
        select a.*, d.connector_type from horarium.object_attribute a
        join horarium.object_type t on t.id = a.object_type_id
        join horarium.connected_system s on s.id = t.connected_system_id
        join horarium.connector_definition d on d.id = s.connector_definition_id order by a.id""",
        row ->
            attributes
                .computeIfAbsent(row.getInt("object_type_id"), type -> new ArrayList<>())
                .add(spaceAttribute(row)));
    return byId(
        database.list(
            """
            select t.id, t.connected_system_id, s.name as system_name, t.name, t.remove_contributed_on_obsoletion
            from horarium.object_type t join horarium.connected_system s on s.id = t.connected_system_id""",
            row ->
                new SpaceType(
                    row.getInt(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBoolean(5),
                    attributes.getOrDefault(row.getInt(1), List.of()))),
        SpaceType::id);
  }

  private SpaceAttribute spaceAttribute(ResultSet row) throws SQLException {
    String writability = row.getString("writability");
    DataType type = DataType.valueOf(row.getString("data_type"));
    SchemaStandard standard =
        connectors
            .byType(row.getString("connector_type"))
            .map(connector -> connector.descriptor().schemaStandard())
            .orElse(SchemaStandard.NotSet);
    return new SpaceAttribute(
        row.getInt("id"),
        row.getString("name"),
        type,
        row.getString("plurality").equals("MultiValued"),
        row.getBoolean("external_id"),
        row.getBoolean("secondary_external_id"),
        writability.equals("WritableOnCreate"),
        writability.equals("ReadOnly"),
        ValueEquality.of(type, standard, row.getBoolean("secondary_external_id")));
  }

  private Map<Integer, SystemRow> systems() {
    Map<Integer, SystemRow> systems = new HashMap<>();
    database.list(
        "select id, matching_mode, full_sync_required from horarium.connected_system",
        row -> systems.put(row.getInt(1), new SystemRow(row.getString(2), row.getBoolean(3))));
    return systems;
  }

  private List<RuleRow> rules() {
    return database.list(
        """
        select r.* from horarium.sync_rule r join horarium.connected_system s on s.id = r.connected_system_id
        where r.enabled and s.status <> 'Deleting' order by r.id""",
        row ->
            new RuleRow(
                row.getInt("id"),
                row.getInt("connected_system_id"),
                row.getInt("object_type_id"),
                row.getInt("mv_object_type_id"),
                row.getString("direction").equals("Import"),
                row.getBoolean("project_to_metaverse"),
                row.getBoolean("provision_to_system"),
                row.getString("inbound_out_of_scope_action").equals("RemainJoined"),
                row.getString("outbound_deprovision_action").equals("Delete")));
  }

  private List<MatchingRow> matching(
      Map<Integer, MvAttribute> mvAttributes, Map<Integer, SpaceType> spaceTypes) {
    Map<Integer, SpaceAttribute> sources =
        spaceTypes.values().stream()
            .flatMap(type -> type.attributes().stream())
            .collect(Collectors.toMap(SpaceAttribute::id, a -> a));
    return database.list(
        "select * from horarium.matching_rule order by rule_order, id",
        row ->
            new MatchingRow(
                row.getObject("object_type_id", Integer.class),
                row.getObject("sync_rule_id", Integer.class),
                new MatchingRule(
                    row.getInt("id"),
                    row.getInt("mv_object_type_id"),
                    sources.get(row.getInt("source_object_attribute_id")),
                    mvAttributes.get(row.getInt("target_mv_attribute_id")),
                    row.getBoolean("case_sensitive"))));
  }

  private Map<RuleAttribute, Integer> priorities() {
    Map<RuleAttribute, Integer> priorities = new HashMap<>();
    database.list(
        """
        select m.sync_rule_id, m.target_mv_attribute_id, m.priority
        from horarium.sync_mapping m where m.target_mv_attribute_id is not null""",
        row -> priorities.put(new RuleAttribute(row.getInt(1), row.getInt(2)), row.getInt(3)));
    return priorities;
  }

  private static <T> Map<Integer, T> byId(List<T> list, java.util.function.ToIntFunction<T> id) {
    Map<Integer, T> map = new HashMap<>();
    list.stream()
        .sorted(Comparator.comparingInt(id))
        .forEach(item -> map.put(id.applyAsInt(item), item));
    return map;
  }
}
