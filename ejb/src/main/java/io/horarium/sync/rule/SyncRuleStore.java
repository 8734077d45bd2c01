package io.horarium.sync.rule;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What changes of rules do to many rows at once, by plain SQL. */
@ApplicationScoped
public class SyncRuleStore {

  private Database database;

  protected SyncRuleStore() {}

  @Inject
  public SyncRuleStore(Database database) {
    this.database = database;
  }

  /**
   * Numbers the contributors of every attribute of every type anew: 1, 2, 3 in the order they have,
   * a newcomer last, and {@link Mapping#SOLE} for an only one (contract/jim-sync.md 5.2).
   */
  void renumberPriorities() {
    database.update(
        """
        update horarium.sync_mapping m set priority = n.priority
        from (
          select c.id, case when count(*) over same = 1 then ? else
              row_number() over (partition by r.mv_object_type_id, c.target_mv_attribute_id order by c.priority, c.id)
            end as priority
          from horarium.sync_mapping c join horarium.sync_rule r on r.id = c.sync_rule_id
          where c.target_mv_attribute_id is not null
          window same as (partition by r.mv_object_type_id, c.target_mv_attribute_id)) n
        where n.id = m.id and m.priority <> n.priority""",
        Mapping.SOLE);
  }

  /** Gives these mappings the priorities 1, 2, 3 in the order of the list. */
  void prioritise(List<Integer> mappingIds) {
    database.update(
        """
        update horarium.sync_mapping m set priority = n.ord
        from unnest(?::integer[]) with ordinality as n(id, ord) where n.id = m.id""",
        mappingIds);
  }

  /**
   * Has the objects of the metaverse that the rule concerns looked at by the next synchronisation:
   * those it contributed to, and those with an object of its type (contract/sync-engine.md 8.10).
   */
  void checkObjectsOf(SyncRule rule) {
    database.update(
        """
        update horarium.mvo set deletion_check = true
        where not deletion_check and mv_type_id = ? and (
          id in (select mvo_id from horarium.contribution where rule_id = ?)
          or id in (select mvo_id from horarium.cso where system_id = ? and object_type_id = ? and mvo_id is not null))""",
        rule.mvObjectType().id(),
        rule.id(),
        rule.system().id(),
        rule.objectType().id());
  }

  /** Has the objects of the metaverse that are joined to the system looked at, likewise. */
  void checkObjectsOfSystem(int systemId) {
    database.update(
        """
        update horarium.mvo set deletion_check = true
        where not deletion_check and id in (
          select mvo_id from horarium.cso where system_id = ? and mvo_id is not null
          union select mvo_id from horarium.contribution where system_id = ?)""",
        systemId,
        systemId);
  }

  /**
   * Other systems with rules about the types of metaverse objects that this system has rules for.
   */
  List<Integer> systemsBeside(int systemId) {
    return database.list(
        """
        select distinct o.connected_system_id from horarium.sync_rule r
          join horarium.sync_rule o on o.mv_object_type_id = r.mv_object_type_id
        where r.connected_system_id = ? and o.connected_system_id <> r.connected_system_id""",
        row -> row.getInt(1),
        systemId);
  }

  /** Removes the rules of a system with all that hangs on them. */
  void removeRulesOf(int systemId) {
    database.update("delete from horarium.sync_rule where connected_system_id = ?", systemId);
  }
}
