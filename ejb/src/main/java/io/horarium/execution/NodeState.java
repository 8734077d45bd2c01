package io.horarium.execution;

import java.time.Instant;
import java.util.UUID;

/**
 * A node of the cluster at one moment.
 *
 * @param up whether it was seen lately
 * @param stoppedAt when it said good-bye, or null
 * @param fires whether it fires and runs persisted schedules
 * @param runningExecutions how many executions it works on
 */
public record NodeState(
    String id,
    UUID incarnation,
    boolean up,
    Instant startedAt,
    Instant seenAt,
    Instant stoppedAt,
    boolean fires,
    int runningExecutions) {}
