package io.horarium.metaverse;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What uses the schema of the metaverse: its objects, and the rules of synchronisation. By plain
 * SQL and read-only, for these tables belong to the engine and to the rules.
 */
@ApplicationScoped
public class MvUseQueries {

  private Database database;

  protected MvUseQueries() {}

  @Inject
  public MvUseQueries(Database database) {
    this.database = database;
  }

  /**
   * Something that refers to an attribute.
   *
   * @param kind {@code Binding} (a type has it), {@code MappingTarget}, {@code MappingSource},
   *     {@code Expression}, {@code ScopingCriterion} or {@code MatchingRule}
   * @param id of the mapping, criterion, matching rule, or, for a binding, of the type
   * @param syncRuleId the rule it belongs to, or null
   * @param metaverseObjectTypeId the type it is about
   */
  public record Reference(
      String kind,
      int id,
      String description,
      Integer syncRuleId,
      String syncRuleName,
      Integer metaverseObjectTypeId,
      String metaverseObjectTypeName) {}

  /** A rule of some kind that is about a type. */
  public record TypeUse(String kind, String description) {}

  /** How many objects of the type there are. */
  public long objects(int typeId) {
    return database.number("select count(*) from horarium.mvo where mv_type_id = ?", typeId);
  }

  /** How many objects have a value of the attribute. */
  public long objectsWithValues(int attributeId) {
    return database.number(
        """
        select (select count(*) from horarium.mvo where jsonb_exists(attrs, ?))
          + (select count(distinct mvo_id) from horarium.mvo_ref where mv_attribute_id = ?)""",
        String.valueOf(attributeId),
        attributeId);
  }

  /** How many objects of the type have a value of the attribute. */
  public long objectsWithValues(int attributeId, int typeId) {
    return database.number(
        """
        select (select count(*) from horarium.mvo where mv_type_id = ? and jsonb_exists(attrs, ?))
          + (select count(distinct r.mvo_id) from horarium.mvo_ref r join horarium.mvo m on m.id = r.mvo_id
             where r.mv_attribute_id = ? and m.mv_type_id = ?)""",
        typeId,
        String.valueOf(attributeId),
        attributeId,
        typeId);
  }

  /** Rules and matching rules that are about the type, by name. */
  public List<TypeUse> rulesOf(int typeId) {
    return database.list(
        """
        select 'SynchronisationRule', name from horarium.sync_rule where mv_object_type_id = ?
        union all
        select 'ObjectMatchingRule', 'Object type ' || t.name || ' of ' || s.name
        from horarium.matching_rule m join horarium.object_type t on t.id = m.object_type_id
          join horarium.connected_system s on s.id = t.connected_system_id
        where m.mv_object_type_id = ?
        order by 1 desc, 2""",
        row -> new TypeUse(row.getString(1), row.getString(2)),
        typeId,
        typeId);
  }

  /** Everything that refers to the attribute, bindings first. */
  public List<Reference> references(MvAttribute attribute) {
    int id = attribute.id();
    List<Reference> references =
        database.list(
            """
            select 1 as ord, 'Binding' as kind, t.id as id, 'Object type ' || t.name as description,
              null::integer as rule_id, null as rule_name, t.id as type_id, t.name as type_name
            from horarium.mv_object_type_attribute b join horarium.mv_object_type t on t.id = b.mv_object_type_id
            where b.mv_attribute_id = ?
            union all
            select 2, case when m.target_mv_attribute_id = ? then 'MappingTarget' else 'MappingSource' end, m.id,
              'Mapping of ' || r.name, r.id, r.name, t.id, t.name
            from horarium.sync_mapping m join horarium.sync_rule r on r.id = m.sync_rule_id
              join horarium.mv_object_type t on t.id = r.mv_object_type_id
            where m.target_mv_attribute_id = ? or m.source_mv_attribute_id = ?
            union all
            select 4, 'ScopingCriterion', c.id, 'Scoping criterion of ' || r.name, r.id, r.name, t.id, t.name
            from horarium.scope_criterion c join horarium.scope_group g on g.id = c.scope_group_id
              join horarium.sync_rule r on r.id = g.sync_rule_id
              join horarium.mv_object_type t on t.id = r.mv_object_type_id
            where c.mv_attribute_id = ?
            union all
            select 5, 'MatchingRule', m.id, 'Matching rule of ' || coalesce(r.name, o.name), r.id, r.name, t.id, t.name
            from horarium.matching_rule m left join horarium.sync_rule r on r.id = m.sync_rule_id
              left join horarium.object_type o on o.id = m.object_type_id
              join horarium.mv_object_type t on t.id = m.mv_object_type_id
            where m.target_mv_attribute_id = ?
            order by ord, id""",
            MvUseQueries::reference,
            id,
            id,
            id,
            id,
            id,
            id);
    return Stream.concat(references.stream(), expressionsReading(attribute.name()).stream())
        .toList();
  }

  /** Mappings whose expression reads the metaverse attribute of this name. */
  List<Reference> expressionsReading(String name) {
    Pattern reads =
        Pattern.compile(
            "\\bmv\\s*\\[\\s*\""
                + Pattern.quote(name.replace("\\", "\\\\").replace("\"", "\\\""))
                + "\"\\s*\\]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return database
        .list(
            """
            select 'Expression' as kind, m.id as id, 'Expression of ' || r.name as description, r.id as rule_id,
              r.name as rule_name, t.id as type_id, t.name as type_name, m.expression as expression
            from horarium.sync_mapping m join horarium.sync_rule r on r.id = m.sync_rule_id
              join horarium.mv_object_type t on t.id = r.mv_object_type_id
            where r.direction = 'Export' and m.expression is not null
            order by m.id""",
            row ->
                reads.matcher(row.getString("expression")).find()
                    ? List.of(reference(row))
                    : List.<Reference>of())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Whether any run of a connected system is queued or running: its plan may hold what is about to
   * change.
   */
  public boolean hasOpenRun() {
    return database.number(
            """
            select count(*) from horarium.step_execution
            where connected_system_id is not null and completed_at is null""")
        > 0;
  }

  private static Reference reference(ResultSet row) throws SQLException {
    return new Reference(
        row.getString("kind"),
        row.getInt("id"),
        row.getString("description"),
        row.getObject("rule_id", Integer.class),
        row.getString("rule_name"),
        row.getObject("type_id", Integer.class),
        row.getString("type_name"));
  }
}
