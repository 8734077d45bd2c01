package io.horarium.activity;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the phases of runs. */
@ApplicationScoped
public class ActivityPhases {

  private Database database;

  protected ActivityPhases() {}

  @Inject
  public ActivityPhases(Database database) {
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
                .add(ActivityPhase.read(row)),
        activityIds);
    return found;
  }

  /** The phases of one activity in their order; empty before it begins. */
  public List<ActivityPhase> of(UUID activityId) {
    return of(List.of(activityId)).getOrDefault(activityId, List.of());
  }
}
