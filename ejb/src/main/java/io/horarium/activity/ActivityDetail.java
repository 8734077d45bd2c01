package io.horarium.activity;

import java.util.List;

/**
 * An activity with everything that is kept of it (contract/jim.md 15.3).
 *
 * @param runProfileId null when it is not a run
 * @param changeReason given by the caller of a change, or null
 * @param stats null when it is not a run
 * @param phases of a run, in their order; empty before it begins
 */
public record ActivityDetail(
    ActivitySummary summary,
    String warningMessage,
    String errorMessage,
    Integer connectedSystemId,
    Integer runProfileId,
    String changeReason,
    ActivityStats stats,
    List<ActivityPhase> phases) {

  public ActivityDetail {
    phases = List.copyOf(phases);
  }

  ActivityDetail withRun(ActivityStats runStats, List<ActivityPhase> runPhases) {
    return new ActivityDetail(
        summary,
        warningMessage,
        errorMessage,
        connectedSystemId,
        runProfileId,
        changeReason,
        runStats,
        runPhases);
  }
}
