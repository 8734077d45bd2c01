package io.horarium.activity;

import io.horarium.access.Initiator;
import java.util.UUID;

/**
 * The activity of something that is going to run: an execution (the parent) or one of its steps.
 *
 * @param targetName schedule name, run profile name or step name
 * @param targetContext connected system name, or null
 * @param runType run type of a run profile, else {@code NotSet}
 * @param parentId activity of the execution, or null
 * @param executionId null for a run profile run by itself
 * @param stepIndex null for the parent
 */
public record RunRecord(
    UUID id,
    String targetType,
    String targetName,
    String targetContext,
    Initiator by,
    String runType,
    Integer connectedSystemId,
    Integer runProfileId,
    UUID parentId,
    UUID executionId,
    Integer stepIndex,
    UUID scheduleId,
    String scheduleName) {}
