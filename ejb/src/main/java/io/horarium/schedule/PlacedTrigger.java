package io.horarium.schedule;

import java.time.Instant;
import java.util.UUID;

/**
 * A trigger as it is to be placed.
 *
 * @param nextAt when it is due next; null: it has no trigger
 * @param persisted whether it belongs to all nodes, else to the memory of this one
 */
public record PlacedTrigger(
    UUID scheduleId,
    TriggerDefinition definition,
    Instant nextAt,
    boolean persisted,
    boolean paused) {}
