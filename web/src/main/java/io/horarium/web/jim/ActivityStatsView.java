package io.horarium.web.jim;

import io.horarium.activity.ActivityCounters;
import io.horarium.activity.ActivityStats;
import java.util.Map;

/**
 * The numbers of a run (contract/jim.md 15.3), which are spelled unlike those of lists.
 *
 * @param entriesDiscardedByExcludedContainer empty: containers cannot be excluded yet
 * @param deletesWithheld ours: missing objects that the delete guard spared
 */
public record ActivityStatsView(
    long totalObjectsProcessed,
    long totalObjectChangeCount,
    long totalUnchanged,
    long totalObjectErrors,
    long totalObjectTypes,
    long totalCsoAdds,
    long totalCsoUpdates,
    long totalCsoDeletes,
    long totalProjections,
    long totalJoins,
    long totalAttributeFlows,
    long totalDisconnections,
    long totalDisconnectedOutOfScope,
    long totalOutOfScopeRetainJoin,
    long totalDriftCorrections,
    long totalProvisioned,
    long totalExported,
    long totalDeprovisioned,
    long totalPendingExports,
    long totalPendingExportsConfirmed,
    long totalPendingExportsRetrying,
    long totalPendingExportsFailed,
    long totalCreated,
    Map<String, Long> entriesDiscardedByExcludedContainer,
    long totalEntriesDiscardedByExclusion,
    long deletesWithheld) {

  /** The view, or null for what is not a run. */
  static ActivityStatsView of(ActivityStats stats) {
    if (stats == null) {
      return null;
    }
    ActivityCounters counters = stats.counters();
    return new ActivityStatsView(
        counters.read(),
        stats.objectChanges(),
        counters.unchanged(),
        counters.errors(),
        stats.objectTypes(),
        counters.added(),
        counters.updated(),
        counters.deleted(),
        counters.projected(),
        counters.joined(),
        counters.attributeFlows(),
        counters.disconnected(),
        counters.disconnectedOutOfScope(),
        counters.outOfScopeRetainJoin(),
        counters.driftCorrections(),
        counters.provisioned(),
        counters.exported(),
        counters.deprovisioned(),
        counters.pendingExports(),
        counters.pendingExportsConfirmed(),
        counters.pendingExportsRetrying(),
        counters.pendingExportsFailed(),
        counters.created(),
        Map.of(),
        0,
        counters.deletesWithheld());
  }
}
