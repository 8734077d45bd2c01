package io.horarium.activity;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a run has counted so far (contract/sync-engine.md 13); all zero for anything but a run. */
public record ActivityCounters(
    long read,
    long unchanged,
    long added,
    long updated,
    long deleted,
    long deletesWithheld,
    long projected,
    long joined,
    long attributeFlows,
    long disconnected,
    long disconnectedOutOfScope,
    long outOfScopeRetainJoin,
    long driftCorrections,
    long provisioned,
    long exported,
    long deprovisioned,
    long created,
    long pendingExports,
    long pendingExportsConfirmed,
    long pendingExportsRetrying,
    long pendingExportsFailed,
    long errors) {

  /**
   * Counts by change type of an item (contract/jim.md 15.4, operationCounts); types without a count
   * are left out.
   */
  public Map<String, Long> byChangeType() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("Added", added);
    counts.put("Updated", updated);
    counts.put("Deleted", deleted);
    counts.put("Projected", projected);
    counts.put("Joined", joined);
    counts.put("AttributeFlow", attributeFlows);
    counts.put("Disconnected", disconnected);
    counts.put("DisconnectedOutOfScope", disconnectedOutOfScope);
    counts.put("OutOfScopeRetainJoin", outOfScopeRetainJoin);
    counts.put("DriftCorrection", driftCorrections);
    counts.put("Exported", exported);
    counts.put("Deprovisioned", deprovisioned);
    counts.put("PendingExport", pendingExports);
    counts.put("PendingExportConfirmed", pendingExportsConfirmed);
    counts.put("Created", created);
    counts.values().removeIf(count -> count == 0);
    return counts;
  }
}
