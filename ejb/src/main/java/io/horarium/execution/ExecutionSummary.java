package io.horarium.execution;

import io.horarium.access.Initiator;
import java.time.Instant;
import java.util.UUID;

/**
 * An execution of a schedule as lists show it (contract/jim.md 11.1).
 *
 * @param scheduleId null when the schedule was deleted while the execution was ending
 * @param scheduleName the present one; of a deleted schedule the last one
 * @param currentGroup position of the group under way, from 0 without gaps
 * @param totalGroups fixed when it started
 * @param startedAt null while it is queued
 * @param completedAt null until it ended
 * @param errorMessage why it did not complete, or null
 * @param activityId its parent activity
 * @param rerunOf the execution it does again, or null
 * @param rerunMode how, or null
 * @param closedAt when its last step let go, a moment after {@code completedAt} if it was
 *     cancelled; null until then
 */
public record ExecutionSummary(
    UUID id,
    UUID scheduleId,
    String scheduleName,
    ExecutionStatus status,
    int currentGroup,
    int totalGroups,
    Instant queuedAt,
    Instant startedAt,
    Instant completedAt,
    Initiator by,
    String errorMessage,
    UUID activityId,
    UUID rerunOf,
    RerunMode rerunMode,
    Instant closedAt) {}
