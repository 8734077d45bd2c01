package io.horarium.schedule;

import java.time.Instant;
import java.util.UUID;

/**
 * A schedule as lists show it (contract/jim.md 7.1).
 *
 * @param lastRunAt when it was last started, or null
 * @param nextRunAt null when nothing is due, always for Manual
 * @param stepCount steps, not groups
 * @param lastUpdated when its definition last changed; null if never
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
    Instant lastUpdated) {}
