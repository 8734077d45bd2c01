package io.horarium.idm;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** How runs ended, by their activities. */
@ApplicationScoped
public class RunWatchStore {

  private Database database;

  protected RunWatchStore() {}

  @Inject
  public RunWatchStore(Database database) {
    this.database = database;
  }

  /**
   * The end of a run.
   *
   * @param status name of the activity's status
   * @param message why it failed, or null
   */
  record End(String status, String message) {

    /** Whether it did its work, be it with warnings or errors of single objects. */
    boolean done() {
      return status.startsWith("Complete");
    }
  }

  /** Empty while it is under way; a record that is gone counts as a failure. */
  Optional<End> end(UUID activityId) {
    End now =
        database
            .first(
                "select status, error_message from horarium.activity where id = ?",
                row -> new End(row.getString(1), row.getString(2)),
                activityId)
            .orElse(new End("gone", "its record was deleted"));
    return now.status().equals("InProgress") || now.status().equals("NotSet")
        ? Optional.empty()
        : Optional.of(now);
  }
}
