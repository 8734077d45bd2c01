package io.horarium.execution;

import java.util.List;
import java.util.UUID;

/**
 * A run profile that was queued.
 *
 * @param activityId its lasting record
 * @param taskId the task, while it lives
 * @param warnings for a person; never null
 */
public record StartedRun(
    UUID activityId, UUID taskId, String runProfileName, List<String> warnings) {}
