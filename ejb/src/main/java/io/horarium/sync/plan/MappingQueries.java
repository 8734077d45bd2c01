package io.horarium.sync.plan;

import io.horarium.platform.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads the mappings and the scoping criteria of all rules for one plan. */
final class MappingQueries {

  private final Map<Integer, MvAttribute> mvAttributes;
  private final Map<Integer, SpaceAttribute> spaceAttributes = new HashMap<>();
  private final Map<Integer, List<ImportMapping>> imports = new HashMap<>();
  private final Map<Integer, List<ExportMapping>> exports = new HashMap<>();

  MappingQueries(
      Database database, Map<Integer, MvAttribute> mvAttributes, Map<Integer, SpaceType> types) {
    this.mvAttributes = mvAttributes;
    types.values().forEach(t -> t.attributes().forEach(a -> spaceAttributes.put(a.id(), a)));
    database.list(
        """
        select m.*, r.direction from horarium.sync_mapping m join horarium.sync_rule r on r.id = m.sync_rule_id
        where m.enabled and r.enabled order by m.sync_rule_id, m.id""",
        this::add);
  }

  List<ImportMapping> imports(int ruleId) {
    return imports.getOrDefault(ruleId, List.of());
  }

  List<ExportMapping> exports(int ruleId) {
    return exports.getOrDefault(ruleId, List.of());
  }

  /** Which objects a rule covers. */
  Predicate<FlowSource> scope(int ruleId, Integer objectTypeId) {
    return source -> true;
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
    SpaceAttribute source = spaceAttributes.get(row.getInt("source_object_attribute_id"));
    if (source != null && source.reference()) {
      return new ImportMapping(target, null, source.id());
    }
    return new ImportMapping(target, Flow.direct(source.id(), source.name()), 0);
  }

  private ExportMapping exportMapping(ResultSet row) throws SQLException {
    SpaceAttribute target = spaceAttributes.get(row.getInt("target_object_attribute_id"));
    MvAttribute source = mvAttributes.get(row.getInt("source_mv_attribute_id"));
    boolean onCreateOnly = row.getBoolean("initial_export_only") || target.onCreateOnly();
    return new ExportMapping(
        target,
        Flow.direct(source.id(), source.name()),
        source.reference() && target.reference(),
        onCreateOnly);
  }
}
