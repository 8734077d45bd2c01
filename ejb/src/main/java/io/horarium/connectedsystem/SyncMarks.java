package io.horarium.connectedsystem;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * What a finished synchronisation leaves on its connected system. Needs no role: the engine calls
 * it.
 */
@ApplicationScoped
public class SyncMarks {

  private Database database;

  protected SyncMarks() {}

  @Inject
  public SyncMarks(Database database) {
    this.database = database;
  }

  /**
   * Every object was synchronised by the configuration as it was when the run began: what changed
   * later still asks for another full synchronisation. Joins the transaction that ends the run.
   */
  public void fullSynchronisationDone(int systemId, UUID activityId) {
    database.update(
        "update horarium.connected_system set last_full_sync_at = now() where id = ?", systemId);
    database.update(
        """
        update horarium.connected_system s
        set full_sync_required = false, sync_config_changed_at = null, sync_config_change_count = 0,
            sync_config_change_class = 'NotClassified'
        from horarium.activity a
        where s.id = ? and a.id = ?
          and (s.sync_config_changed_at is null or s.sync_config_changed_at < coalesce(a.started_at, a.created))""",
        systemId,
        activityId);
  }
}
