package io.horarium.connectedsystem;

import java.util.UUID;

/**
 * How a connected system was deleted (contract/jim.md 14).
 *
 * @param outcome always {@code CompletedImmediately} here
 */
public record DeletionView(
    boolean success, String outcome, String errorMessage, UUID workerTaskId, UUID activityId) {}
