package io.horarium.activity;

import io.horarium.access.Initiator;
import java.util.UUID;

/**
 * A change of configuration as the activity log keeps it (contract/jim.md 18).
 *
 * @param targetType wire name of what was changed, for example {@code Schedule}
 * @param operation {@code Create}, {@code Update}, {@code Delete} ...
 * @param targetContext what it belongs to, or null
 * @param reason given by the caller, or null
 * @param scheduleId the schedule changed, or null
 * @param connectedSystemId the system changed or concerned, or null
 */
public record ChangeRecord(
    String targetType,
    String operation,
    String targetName,
    String targetContext,
    Initiator by,
    String reason,
    UUID scheduleId,
    Integer connectedSystemId) {}
