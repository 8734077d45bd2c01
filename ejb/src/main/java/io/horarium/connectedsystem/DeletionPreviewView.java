package io.horarium.connectedsystem;

import java.time.Duration;
import java.util.List;

/** What would go with a connected system (contract/jim-sync.md 2.8). */
public record DeletionPreviewView(
    int connectedSystemId,
    String connectedSystemName,
    long connectedSystemObjectCount,
    long syncRuleCount,
    long runProfileCount,
    long partitionCount,
    long containerCount,
    long pendingExportCount,
    long activityCount,
    long joinedMvoCount,
    long mvosWithOtherConnectorsCount,
    long mvosWithDeletionRuleCount,
    long mvosWithGracePeriodCount,
    List<String> warnings,
    Duration estimatedDeletionTime,
    boolean willRunAsBackgroundJob,
    boolean hasRunningSyncOperation) {}
