package io.horarium.testdb;

import io.horarium.platform.Ids;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Rows of history for tests; each test names only the columns it is about. */
public final class History {

  private History() {}

  /** A complete run of a run profile, created at {@code created}. */
  public static Row activity(String created) {
    return new Row("horarium.activity")
        .with("id", Ids.next())
        .with("created", Instant.parse(created))
        .with("executed", Instant.parse(created))
        .with("status", "Complete")
        .with("target_type", "ConnectedSystemRunProfile")
        .with("target_operation_type", "Execute")
        .with("initiated_by_type", "ApiKey")
        .with("initiated_by_name", "Ada");
  }

  /** An execution of a schedule with one group, queued at {@code queued}. */
  public static Row execution(String queued) {
    return new Row("horarium.execution")
        .with("id", Ids.next())
        .with("kind", "Schedule")
        .with("status", "InProgress")
        .with("total_groups", 1)
        .with("queued_at", Instant.parse(queued))
        .with("initiated_by_type", "System")
        .with("initiated_by_name", "Scheduler Service");
  }

  /** A member of an execution that runs a run profile. */
  public static Row step(UUID executionId, int group, int member) {
    return new Row("horarium.step_execution")
        .with("id", Ids.next())
        .with("execution_id", executionId)
        .with("step_index", group)
        .with("group_position", group)
        .with("member", member)
        .with("step_type", "RunProfile")
        .with("execution_mode", "Sequential")
        .with("continue_on_failure", false)
        .with("batch_size", 100)
        .with("status", "Waiting")
        .with("connected_system_id", 1)
        .with("connected_system_name", "HR people")
        .with("run_profile_id", 11)
        .with("run_profile_name", "Full Import")
        .with("activity_id", Ids.next());
  }

  /** A Manual schedule. */
  public static Row schedule(String name) {
    UUID id = Ids.next();
    return new Row("horarium.schedule")
        .with("id", id)
        .with("key", id.toString())
        .with("name", name);
  }

  /** A phase of an activity. */
  public static Row phase(UUID activityId, int order, String key, String status) {
    return new Row("horarium.activity_phase")
        .with("activity_id", activityId)
        .with("ord", order)
        .with("key", key)
        .with("name", "Phase " + key)
        .with("status", status);
  }

  /** An item of an activity. */
  public static Row item(UUID activityId, String externalId, String changeType) {
    return new Row("horarium.activity_item")
        .with("activity_id", activityId)
        .with("external_id", externalId)
        .with("object_type", "person")
        .with("change_type", changeType);
  }

  /** A row to be inserted. */
  public static final class Row {

    private final String table;
    private final Map<String, Object> columns = new LinkedHashMap<>();

    private Row(String table) {
      this.table = table;
    }

    /** Sets a column. */
    public Row with(String column, Object value) {
      columns.put(column, value);
      return this;
    }

    /** Sets a column to an instant. */
    public Row at(String column, String instant) {
      return with(column, Instant.parse(instant));
    }

    /** Inserts the row; answers with its id, or null when it has none. */
    public UUID insert() {
      TestDatabase.database()
          .update(
              "insert into "
                  + table
                  + " ("
                  + String.join(", ", columns.keySet())
                  + ") values ("
                  + String.join(", ", Collections.nCopies(columns.size(), "?"))
                  + ")",
              columns.values().toArray());
      return (UUID) columns.get("id");
    }
  }
}
