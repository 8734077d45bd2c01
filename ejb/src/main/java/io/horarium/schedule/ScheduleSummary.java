package io.horarium.schedule;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A schedule as lists show it (contract/jim.md 7.1).
 *
 * @param lastRunAt when it was last started, or null
 * @param nextRunAt null when nothing is due, always for Manual
 * @param stepCount steps, not groups
 * @param lastUpdated when its definition last changed; null if never
 * @param blackouts names of the blackouts it refers to, sorted
 */
public record ScheduleSummary(
    UUID id,
    String key,
    String name,
    String description,
    Timing timing,
    boolean enabled,
    Instant lastRunAt,
    Instant nextRunAt,
    int stepCount,
    Instant created,
    Instant lastUpdated,
    FiringRules rules,
    boolean paused,
    List<String> blackouts,
    ScheduleOrigin origin,
    Instant armedAt) {

  public ScheduleSummary {
    blackouts = List.copyOf(blackouts);
  }

  /** What decides when it is due. */
  public TriggerDefinition trigger() {
    return TriggerDefinition.of(timing, rules, armedAt);
  }

  /** Its trigger as it is to be placed. */
  public PlacedTrigger placed() {
    return new PlacedTrigger(id, trigger(), nextRunAt, rules.persisted(), paused);
  }
}
