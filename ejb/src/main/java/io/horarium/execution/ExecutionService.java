package io.horarium.execution;

import io.horarium.access.Initiator;
import java.time.Instant;
import java.util.UUID;

/** Starts and cancels executions. */
public interface ExecutionService {

  /**
   * Runs a schedule now, also while an earlier execution is active (contract/jim.md 7.2): unless
   * the schedule runs concurrently, the new one waits until the earlier ones have ended. Whether a
   * disabled one may be run is a setting (design.md 10.14).
   *
   * @return id of the new execution
   * @throws io.horarium.problem.NotFound unknown schedule
   * @throws io.horarium.problem.InvalidInput the schedule has no steps, or a step cannot be queued
   * @throws io.horarium.problem.Conflict it is disabled, and those are not to be run
   */
  UUID runSchedule(UUID scheduleId, Initiator by);

  /**
   * Runs a schedule because it is due. What {@code concurrentExecution} and {@code recoverable} say
   * is copied from the schedule.
   *
   * @param scheduledFor instant at which it is due
   * @param onlyNode node whose memory the schedule lives in, which then runs it; null: any
   * @return id of the new execution
   * @throws io.horarium.problem.NotFound unknown schedule
   * @throws io.horarium.problem.InvalidInput the schedule has no steps, or a step cannot be queued
   */
  UUID fireSchedule(UUID scheduleId, Instant scheduledFor, String onlyNode, Initiator by);

  /**
   * Runs one run profile by itself.
   *
   * @throws io.horarium.problem.NotFound unknown system or profile of that system
   * @throws io.horarium.problem.InvalidInput the profile cannot run as configured
   * @throws io.horarium.problem.Conflict a run of this profile is queued or running; names its
   *     activity
   */
  StartedRun runProfile(int systemId, int runProfileId, RunOverrides overrides, Initiator by);

  /**
   * Cancels an execution: it is Cancelled at once, running members stop at their next safe point.
   *
   * @throws io.horarium.problem.NotFound unknown execution
   * @throws io.horarium.problem.InvalidInput it has ended already; names the status
   */
  void cancel(UUID executionId, Initiator by);

  /**
   * Cancels one task: at once if it has not begun, else it stops at its next safe point. A
   * cancelled task counts as a failed step.
   *
   * @throws io.horarium.problem.NotFound it has ended, or never was
   */
  void cancelTask(UUID taskId, Initiator by);
}
