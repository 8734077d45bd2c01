package io.horarium.activity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far an activity has come (contract/jim.md 15.4).
 *
 * @param objectsToProcess of the present phase; 0 = unknown
 * @param percentComplete with one decimal, or null when unknown
 * @param elapsedSeconds since its work began, since it was queued while it waits; stands still once
 *     it ended
 * @param objectsPerSecond null on the first reading and after the end
 * @param secondsRemaining estimate for the present phase, or null
 * @param currentPhase the innermost active one, or null
 * @param currentPhaseNumber its place among the phases without parent, from 1; or null
 * @param totalPhases phases without parent
 */
public record ActivityProgress(
    UUID id,
    ActivityStatus status,
    String message,
    long objectsProcessed,
    long objectsToProcess,
    Double percentComplete,
    double elapsedSeconds,
    Double objectsPerSecond,
    Double secondsRemaining,
    String targetType,
    String runType,
    ActivityCounters counters,
    Instant retrievedAt,
    List<ActivityPhase> phases,
    ActivityPhase currentPhase,
    Integer currentPhaseNumber,
    int totalPhases) {}
