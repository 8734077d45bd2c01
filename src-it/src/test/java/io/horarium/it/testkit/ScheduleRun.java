package io.horarium.it.testkit;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An execution of a schedule as REST shows it.
 *
 * @param detail of {@code /schedule-executions/{id}}
 */
public record ScheduleRun(JsonObject detail) {

  public String id() {
    return detail.getString("id");
  }

  public String status() {
    return detail.getString("status");
  }

  public String error() {
    return detail.getString("errorMessage", null);
  }

  public String activityId() {
    return detail.getString("activityId");
  }

  /** The row of the step that runs this system. */
  public Step step(ImportSystem system) {
    return steps().stream()
        .filter(step -> step.row.getInt("connectedSystemId", -1) == system.id())
        .findFirst()
        .orElseThrow();
  }

  /** The row of the step with this name. */
  public Step step(String name) {
    return steps().stream()
        .filter(step -> step.row.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  public List<Step> steps() {
    return detail.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
        .map(Step::new)
        .toList();
  }

  /** The texts for people. */
  public List<String> stepStatuses() {
    return steps().stream().map(Step::status).toList();
  }

  /** The names of the enum, group by group. */
  public List<String> groupStatuses() {
    return detail.getJsonObject("progress").getJsonArray("steps").stream()
        .map(group -> group.asJsonObject().getString("status"))
        .toList();
  }

  /**
   * One row of {@code steps}.
   *
   * @param row as answered
   */
  public record Step(JsonObject row) {

    public String status() {
      return row.getString("status");
    }

    public String activityId() {
      return row.getString("activityId");
    }

    public String activityStatus() {
      return row.getString("activityStatus");
    }

    public String error() {
      return Objects.requireNonNullElse(row.getString("errorMessage", null), "");
    }

    public Instant startedAt() {
      return Instant.parse(row.getString("startedAt"));
    }

    public Instant completedAt() {
      return Instant.parse(row.getString("completedAt"));
    }

    /** Whether both were at work at one moment. */
    public boolean overlaps(Step other) {
      return startedAt().isBefore(other.completedAt()) && other.startedAt().isBefore(completedAt());
    }
  }
}
