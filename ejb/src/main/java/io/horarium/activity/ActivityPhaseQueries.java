package io.horarium.activity;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the phases of runs. */
@ApplicationScoped
public class ActivityPhaseQueries {

  private Database database;

  protected ActivityPhaseQueries() {}

  @Inject
  public ActivityPhaseQueries(Database database) {
    this.database = database;
  }

  /**
   * The phases of each of these activities in their order; one query. Runs without any are missing.
   */
  public Map<UUID, List<ActivityPhase>> of(Collection<UUID> activityIds) {
    if (activityIds.isEmpty()) {
      return Map.of();
    }
    Map<UUID, List<ActivityPhase>> found = new HashMap<>();
    database.list(
        "select * from horarium.activity_phase where activity_id = any (?) order by ord",
        row ->
            found
                .computeIfAbsent(row.getObject("activity_id", UUID.class), id -> new ArrayList<>())
                .add(phase(row)),
        activityIds);
    return found;
  }

  /** The phases of one activity in their order; empty before it begins. */
  public List<ActivityPhase> of(UUID activityId) {
    return of(List.of(activityId)).getOrDefault(activityId, List.of());
  }

  private static ActivityPhase phase(ResultSet row) throws SQLException {
    return new ActivityPhase(
        row.getString("key"),
        row.getString("name"),
        row.getString("parent_key"),
        row.getInt("ord"),
        ActivityPhase.Status.valueOf(row.getString("status")),
        Database.instant(row, "started"),
        Database.instant(row, "ended"));
  }
}
