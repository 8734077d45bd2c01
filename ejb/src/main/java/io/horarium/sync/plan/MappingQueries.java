package io.horarium.sync.plan;

import io.horarium.connector.DataType;
import io.horarium.platform.Database;
import io.horarium.sync.scope.Comparison;
import io.horarium.sync.scope.RelativeDate;
import io.horarium.sync.scope.Scope;
import io.horarium.sync.scope.ScopeCriterion;
import io.horarium.sync.scope.ScopeGroup;
import io.horarium.sync.value.TextProcessing;
import io.horarium.sync.value.TextProcessing.CaseNormalisation;
import io.horarium.sync.value.TextProcessing.Flag;
import io.horarium.sync.value.TypedValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the mappings and the scoping criteria of all enabled rules for one plan. */
final class MappingQueries {

  private record GroupRow(int id, Integer parent, ScopeGroup.Type type) {}

  private final Instant now;
  private final Map<Integer, MvAttribute> mvAttributes;
  private final Map<Integer, SpaceAttribute> spaceAttributes = new HashMap<>();
  private final Map<Integer, FlowAttributes> spaces = new HashMap<>();
  private final FlowAttributes metaverse;
  private final Map<Integer, List<ImportMapping>> imports = new HashMap<>();
  private final Map<Integer, List<ExportMapping>> exports = new HashMap<>();
  private final Map<Integer, List<GroupRow>> groups = new HashMap<>();
  private final Map<Integer, List<ScopeCriterion>> criteria = new HashMap<>();

  MappingQueries(
      Database database,
      Map<Integer, MvAttribute> mvAttributes,
      Map<Integer, SpaceType> types,
      Instant now) {
    this.now = now;
    this.mvAttributes = mvAttributes;
    this.metaverse = FlowAttributes.of(mvAttributes.values());
    types
        .values()
        .forEach(
            type -> {
              spaces.put(type.id(), FlowAttributes.of(type));
              type.attributes().forEach(a -> spaceAttributes.put(a.id(), a));
            });
    database.list(
        """
        select m.*, r.direction, r.name as rule_name, r.object_type_id from horarium.sync_mapping m
        join horarium.sync_rule r on r.id = m.sync_rule_id
        where m.enabled and r.enabled order by m.sync_rule_id, m.id""",
        this::add);
    database.list(
        "select id, sync_rule_id, parent_id, type from horarium.scope_group order by position, id",
        row ->
            groups
                .computeIfAbsent(row.getInt("sync_rule_id"), rule -> new ArrayList<>())
                .add(
                    new GroupRow(
                        row.getInt("id"),
                        row.getObject("parent_id", Integer.class),
                        ScopeGroup.Type.valueOf(row.getString("type")))));
    database.list(
        "select * from horarium.scope_criterion order by id",
        row ->
            criteria
                .computeIfAbsent(row.getInt("scope_group_id"), group -> new ArrayList<>())
                .add(criterion(row)));
  }

  List<ImportMapping> imports(int ruleId) {
    return imports.getOrDefault(ruleId, List.of());
  }

  List<ExportMapping> exports(int ruleId) {
    return exports.getOrDefault(ruleId, List.of());
  }

  /**
   * Which objects a rule covers.
   *
   * @param objectTypeId type of the objects of an import rule; null for an export rule, which is
   *     for metaverse objects
   */
  Predicate<FlowSource> scope(int ruleId, Integer objectTypeId) {
    List<GroupRow> rows = groups.getOrDefault(ruleId, List.of());
    if (rows.isEmpty()) {
      return source -> true;
    }
    var scope = new Scope(groups(rows, null));
    FlowAttributes attributes = objectTypeId == null ? metaverse : spaces.get(objectTypeId);
    return source -> scope.covers(attributes.of(source), now);
  }

  private List<ScopeGroup> groups(List<GroupRow> rows, Integer parent) {
    return rows.stream()
        .filter(row -> parent == null ? row.parent() == null : parent.equals(row.parent()))
        .map(
            row ->
                new ScopeGroup(
                    row.type(), criteria.getOrDefault(row.id(), List.of()), groups(rows, row.id())))
        .toList();
  }

  private ScopeCriterion criterion(ResultSet row) throws SQLException {
    MvAttribute mv = mvAttributes.get(row.getInt("mv_attribute_id"));
    SpaceAttribute space = spaceAttributes.get(row.getInt("object_attribute_id"));
    DataType type = mv == null ? space.type() : mv.type();
    String value = row.getString("value");
    RelativeDate relative =
        row.getString("value_mode").equals("Relative")
            ? new RelativeDate(
                row.getInt("relative_count"),
                RelativeDate.Unit.valueOf(row.getString("relative_unit")),
                RelativeDate.Direction.valueOf(row.getString("relative_direction")))
            : null;
    return new ScopeCriterion(
        mv == null ? space.name() : mv.name(),
        type,
        Comparison.valueOf(row.getString("comparison_type")),
        value == null ? null : TypedValues.typed(type, value),
        row.getBoolean("case_sensitive"),
        relative);
  }

  private boolean add(ResultSet row) throws SQLException {
    int rule = row.getInt("sync_rule_id");
    if (row.getString("direction").equals("Import")) {
      return imports.computeIfAbsent(rule, id -> new ArrayList<>()).add(importMapping(row));
    }
    return exports.computeIfAbsent(rule, id -> new ArrayList<>()).add(exportMapping(row));
  }

  private ImportMapping importMapping(ResultSet row) throws SQLException {
    MvAttribute target = mvAttributes.get(row.getInt("target_mv_attribute_id"));
    String expression = row.getString("expression");
    if (expression != null) {
      return new ImportMapping(
          target,
          Flows.expressionImport(
              row.getString("rule_name"),
              expression,
              spaces.get(row.getInt("object_type_id")),
              target,
              processing(row),
              now),
          0);
    }
    SpaceAttribute source = spaceAttributes.get(row.getInt("source_object_attribute_id"));
    return source.reference()
        ? new ImportMapping(target, null, source.id())
        : new ImportMapping(target, Flows.directImport(source, target, processing(row)), 0);
  }

  private static TextProcessing processing(ResultSet row) throws SQLException {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (row.getBoolean("trim_whitespace")) {
      flags.add(Flag.TrimWhitespace);
    }
    if (row.getBoolean("collapse_whitespace")) {
      flags.add(Flag.CollapseInternalWhitespace);
    }
    if (row.getBoolean("whitespace_as_no_value")) {
      flags.add(Flag.TreatWhitespaceAsNoValue);
    }
    return new TextProcessing(
        flags, CaseNormalisation.valueOf(row.getString("case_normalisation")));
  }

  private ExportMapping exportMapping(ResultSet row) throws SQLException {
    SpaceAttribute target = spaceAttributes.get(row.getInt("target_object_attribute_id"));
    boolean onCreateOnly = row.getBoolean("initial_export_only") || target.onCreateOnly();
    String expression = row.getString("expression");
    if (expression != null) {
      return new ExportMapping(
          target,
          Flows.expressionExport(row.getString("rule_name"), expression, metaverse, target, now),
          onCreateOnly);
    }
    MvAttribute source = mvAttributes.get(row.getInt("source_mv_attribute_id"));
    return new ExportMapping(target, Flow.direct(source.id(), source.name()), onCreateOnly);
  }
}
