package io.horarium.schedule;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Whether everything is paused (contract/openidm-scheduler.md 5.4); joins the caller's transaction.
 */
@ApplicationScoped
public class PauseStore {

  private Database database;

  protected PauseStore() {}

  @Inject
  public PauseStore(Database database) {
    this.database = database;
  }

  /** Whether new schedules begin paused. */
  public boolean all() {
    return database
        .first(
            "select all_paused from horarium.firing_state where id = 1", row -> row.getBoolean(1))
        .orElse(false);
  }

  /** Says whether everything is paused from now on. */
  void setAll(boolean paused) {
    database.update(
        """
        insert into horarium.firing_state (id, all_paused) values (1, ?)
        on conflict (id) do update set all_paused = excluded.all_paused""",
        paused);
  }

  /** Pauses what is not; returns how many schedules that are. */
  int pauseAll() {
    return database.update(
        "update horarium.schedule set paused = true, paused_at = clock_timestamp() where not paused");
  }

  /** Ends the pause of one schedule. */
  void resume(UUID scheduleId) {
    database.update(
        "update horarium.schedule set paused = false, paused_at = null where id = ?", scheduleId);
  }

  /** The schedules that are paused. */
  List<UUID> paused() {
    return database.list(
        "select id from horarium.schedule where paused order by id",
        row -> row.getObject(1, UUID.class));
  }
}
