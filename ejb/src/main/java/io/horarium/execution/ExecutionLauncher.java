package io.horarium.execution;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.RunRecord;
import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunPlans;
import io.horarium.platform.Clock;
import io.horarium.platform.Ids;
import io.horarium.platform.Settings;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.schedule.ScheduleSnapshot;
import io.horarium.schedule.ScheduleSnapshot.Step;
import io.horarium.schedule.ScheduleSnapshots;
import io.horarium.step.StepSettings;
import io.horarium.step.StepTypes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Creates executions: the schedule is copied as it is now, every member gets its activity, the
 * first group is queued. Starting the batch job is the {@link Dispatcher}'s business, after the
 * commit; so an execution is never lost between the two.
 */
@Stateless
@RolesAllowed("Administrator")
public class ExecutionLauncher implements ExecutionService {

  /** Items per transaction of a step that runs no run profile. */
  private static final int BATCH_SIZE = 100;

  /** A cancel is answered within 2 s (contract/jim.md 12), whether or not its steps have ended. */
  private static final long SETTLING_NANOS = 1_500_000_000L;

  private static final long SETTLING_PAUSE_NANOS = 15_000_000L;

  /** {@code HORARIUM_MANUAL_RUN_OF_DISABLED}: allow or reject (design.md 10.14). */
  private static final boolean MANUAL_RUN_OF_DISABLED =
      Settings.get("HORARIUM_MANUAL_RUN_OF_DISABLED")
          .map(value -> !value.equalsIgnoreCase("reject"))
          .orElse(true);

  @Inject private ScheduleSnapshots schedules;
  @Inject private RunPlans plans;
  @Inject private ActivityStore activities;
  @Inject private ExecutionStore executions;
  @Inject private MemberStore members;
  @Inject private StepTypes types;
  @Inject private ExecutionQueueStore queue;
  @Inject private Dispatcher dispatcher;
  @Inject private Clock clock;
  @Inject private AfterCommit afterCommit;

  @Override
  public UUID runSchedule(UUID scheduleId, Initiator by) {
    if (!MANUAL_RUN_OF_DISABLED && !schedules.enabled(scheduleId)) {
      throw new Conflict("The schedule is disabled, so it cannot be run; enable it first.");
    }
    return start(scheduleId, null, null, by);
  }

  @Override
  public UUID fireSchedule(UUID scheduleId, Instant scheduledFor, String onlyNode, Initiator by) {
    return start(scheduleId, scheduledFor, onlyNode, by);
  }

  private UUID start(UUID scheduleId, Instant scheduledFor, String onlyNode, Initiator by) {
    queue.holdSchedule(scheduleId);
    ScheduleSnapshot schedule = schedules.load(scheduleId);
    if (schedule.steps().isEmpty()) {
      throw InvalidInput.request(
          "Schedule '"
              + schedule.name()
              + "' has no steps, so there is nothing to run; add a step first.");
    }
    for (Step step : schedule.steps()) {
      if (step.runProfileId() != null) {
        queue.holdSystem(step.connectedSystemId());
        plans.load(step.connectedSystemId(), step.runProfileId());
      }
    }
    UUID parent = Ids.next();
    List<Integer> groups =
        schedule.steps().stream().map(Step::stepIndex).distinct().sorted().toList();
    UUID execution =
        queue.addSchedule(
            scheduleId, schedule.name(), groups.size(), parent, scheduledFor, onlyNode, by);
    activities.begin(
        new RunRecord(
            parent,
            "Schedule",
            schedule.name(),
            null,
            by,
            "NotSet",
            null,
            null,
            null,
            execution,
            null,
            scheduleId,
            schedule.name()));
    activities.started(parent);
    int[] numbers = new int[groups.size()];
    for (Step step : schedule.steps()) {
      int group = groups.indexOf(step.stepIndex());
      addMember(execution, parent, schedule, step, group, numbers[group]++, by);
    }
    schedules.ran(scheduleId, clock.now());
    afterCommit.run(dispatcher::wake);
    return execution;
  }

  private void addMember(
      UUID execution,
      UUID parent,
      ScheduleSnapshot schedule,
      Step step,
      int group,
      int number,
      Initiator by) {
    UUID activity = Ids.next();
    activities.begin(
        new RunRecord(
            activity,
            step.runProfileId() == null ? "ScheduleStep" : "ConnectedSystemRunProfile",
            step.runProfileId() == null ? label(step) : step.runProfileName(),
            step.connectedSystemName(),
            by,
            step.runType() == null ? "NotSet" : step.runType(),
            step.connectedSystemId(),
            step.runProfileId(),
            parent,
            execution,
            step.stepIndex(),
            schedule.scheduleId(),
            schedule.name()));
    members.add(
        new NewMember(
            execution,
            activity,
            step.stepId(),
            step.stepIndex(),
            group,
            number,
            step.name(),
            step.stepType(),
            step.executionMode().name(),
            step.continueOnFailure(),
            step.timeoutSeconds(),
            step.connectedSystemId(),
            step.connectedSystemName(),
            step.runProfileId(),
            step.runProfileName(),
            new RunOverrides(step.overrides().filePath(), step.overrides().overrideDeleteGuard()),
            step.settings(),
            step.batchSize() == null ? BATCH_SIZE : step.batchSize()));
  }

  private String label(Step step) {
    return step.name() != null
        ? step.name()
        : types
            .find(step.stepType())
            .map(type -> type.label(step.settings()))
            .orElse(step.stepType());
  }

  @Override
  public StartedRun runProfile(
      int systemId, int runProfileId, RunOverrides overrides, Initiator by) {
    queue.holdSystem(systemId);
    queue.holdRunProfile(runProfileId);
    RunPlan plan = plans.load(systemId, runProfileId);
    queue
        .openRun(runProfileId)
        .ifPresent(
            activity -> {
              throw new Conflict(
                  "Run profile '"
                      + plan.runProfileName()
                      + "' is already queued or running (activity "
                      + activity
                      + "); wait for it to end or cancel it.");
            });
    UUID execution = queue.addRunProfile(plan.runProfileName(), by);
    UUID activity = Ids.next();
    activities.begin(
        new RunRecord(
            activity,
            "ConnectedSystemRunProfile",
            plan.runProfileName(),
            plan.systemName(),
            by,
            plan.runType().name(),
            systemId,
            runProfileId,
            null,
            null,
            null,
            null,
            null));
    UUID task =
        members.add(
            new NewMember(
                execution,
                activity,
                null,
                0,
                0,
                0,
                null,
                StepTypes.DEFAULT,
                "Sequential",
                false,
                null,
                systemId,
                plan.systemName(),
                runProfileId,
                plan.runProfileName(),
                overrides,
                StepSettings.NONE,
                plan.batchSize()));
    afterCommit.run(dispatcher::wake);
    return new StartedRun(activity, task, plan.runProfileName(), List.of());
  }

  /**
   * Outside of a transaction, so that the wait holds nothing: what the caller reads next is then
   * nearly always the end of every step, and not that some are about to end.
   */
  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void cancel(UUID executionId, Initiator by) {
    executions.cancel(executionId, "Cancelled by user");
    dispatcher.cancelRequested(executionId, by);
    long end = System.nanoTime() + SETTLING_NANOS;
    while (!executions.isClosed(executionId) && System.nanoTime() < end) {
      LockSupport.parkNanos(SETTLING_PAUSE_NANOS);
    }
  }

  @Override
  public void cancelTask(UUID taskId, Initiator by) {
    if (executions.cancelMember(taskId)) {
      afterCommit.run(() -> dispatcher.cancelTask(taskId, by));
    }
  }
}
