package io.horarium.connectedsystem;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;

/**
 * Notes that the configuration of synchronisation changed: from then on a full synchronisation of
 * the systems concerned is due (contract/sync-engine.md 8.1). By plain SQL, because the end of a
 * full synchronisation writes the same columns.
 */
@ApplicationScoped
public class SyncConfigurationStore {

  private Database database;

  protected SyncConfigurationStore() {}

  @Inject
  public SyncConfigurationStore(Database database) {
    this.database = database;
  }

  /**
   * Lets changes of rules, of the schema of the metaverse and of which systems there are follow one
   * another: they are rare, and what one may do depends on the others. Taken before the lock of any
   * system.
   */
  public void lock() {
    database.update("select pg_advisory_xact_lock(hashtext('horarium.sync.configuration'))");
  }

  /**
   * Lets a change that may select attributes of a system follow other changes of its schema. Taken
   * after {@link #lock} and before the attributes are read.
   */
  public void lockSchema(int systemId) {
    database.update("select 1 from horarium.connected_system where id = ? for update", systemId);
  }

  /** A change that concerns one system. */
  public void changed(int systemId, ChangeClass changeClass) {
    changed(List.of(systemId), changeClass);
  }

  /**
   * A change that concerns several systems.
   *
   * @param systemIds may be empty
   */
  public void changed(Collection<Integer> systemIds, ChangeClass changeClass) {
    if (systemIds.isEmpty()) {
      return;
    }
    database.update(
        """
        update horarium.connected_system
        set full_sync_required = true, sync_config_changed_at = clock_timestamp(),
          sync_config_change_count = sync_config_change_count + 1,
          sync_config_change_class = case when sync_config_change_class = 'Destructive' then 'Destructive' else ? end
        where id in (select id from horarium.connected_system where id = any(?) order by id for update)""",
        changeClass,
        systemIds);
  }

  /**
   * A change of a rule: it concerns the rule's system and, when what the rule sends out changes,
   * every system whose objects make metaverse objects of the type.
   *
   * @param exports whether it is an export rule
   */
  public void ruleChanged(int systemId, int mvTypeId, boolean exports, ChangeClass changeClass) {
    if (!exports) {
      changed(systemId, changeClass);
      return;
    }
    changed(
        database.list(
            """
            select ? union
            select connected_system_id from horarium.sync_rule where mv_object_type_id = ? and direction = 'Import'""",
            row -> row.getInt(1),
            systemId,
            mvTypeId),
        changeClass);
  }

  /** Whether a mapping, a scoping criterion or a matching rule uses the attribute of a system. */
  public boolean uses(int attributeId) {
    return database.number(
            """
            select (select count(*) from horarium.sync_mapping
                where target_object_attribute_id = ? or source_object_attribute_id = ?)
              + (select count(*) from horarium.scope_criterion where object_attribute_id = ?)
              + (select count(*) from horarium.matching_rule where source_object_attribute_id = ?)""",
            attributeId,
            attributeId,
            attributeId,
            attributeId)
        > 0;
  }
}
