package io.horarium.execution;

import io.horarium.access.Initiator;
import io.horarium.access.Roles;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.RunRecord;
import io.horarium.connectedsystem.RunPlans;
import io.horarium.execution.RerunPolicy.Action;
import io.horarium.execution.RerunPolicy.Earlier;
import io.horarium.execution.RerunPolicy.Planned;
import io.horarium.execution.RerunPolicy.Source;
import io.horarium.execution.RerunStore.Original;
import io.horarium.platform.Clock;
import io.horarium.platform.Ids;
import io.horarium.problem.Conflict;
import io.horarium.problem.NotFound;
import io.horarium.schedule.ScheduleSnapshots;
import io.horarium.step.StepTypes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Does an execution again as far as it did not succeed: a new execution with the copies of the
 * steps that the old one was made with, linked to it. The old one stays as it ended (ADR 0012).
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class RerunService {

  @Inject private RerunStore reruns;
  @Inject private ExecutionQueueStore queue;
  @Inject private RunPlans plans;
  @Inject private StepTypes types;
  @Inject private ActivityStore activities;
  @Inject private ScheduleSnapshots schedules;
  @Inject private Dispatcher dispatcher;
  @Inject private Clock clock;
  @Inject private AfterCommit afterCommit;

  /**
   * Queues the new execution.
   *
   * @return its id
   * @throws NotFound no execution of a schedule with this id
   * @throws Conflict it still runs, is being done again already, its schedule was deleted, or the
   *     schedule's steps were changed since
   * @throws io.horarium.problem.InvalidInput nothing failed, or a step cannot be run in this way
   */
  public UUID rerun(UUID executionId, RerunMode mode, Initiator by) {
    Original original =
        reruns.hold(executionId).orElseThrow(() -> new NotFound("Schedule execution", executionId));
    check(original);
    List<Planned> members =
        RerunPolicy.plan(
            mode,
            original.status(),
            original.currentGroup(),
            reruns.members(executionId, this::restrictable));
    for (Planned member : members) {
      Source run = member.earlier().source();
      if (member.action() != Action.TAKE_OVER && run.runProfileId() != null) {
        queue.holdSystem(run.systemId());
        plans.load(run.systemId(), run.runProfileId());
      }
    }
    UUID parent = Ids.next();
    UUID execution = reruns.add(original, mode, members, parent, by);
    activities.begin(parent(original, parent, execution, by));
    activities.started(parent);
    addMembers(original, members, parent, execution, by);
    schedules.ran(original.scheduleId(), clock.now());
    afterCommit.run(dispatcher::wake);
    return execution;
  }

  private void check(Original original) {
    String name = "schedule '" + original.scheduleName() + "'";
    if (!original.closed()) {
      throw new Conflict(
          "This execution of "
              + name
              + (original.status() == ExecutionStatus.Cancelled
                  ? " was cancelled, but a step of it has not stopped yet; try again in a moment."
                  : " has not ended yet; wait for its end or cancel it."));
    }
    if (original.scheduleId() == null) {
      throw new Conflict(
          "The " + name + " was deleted, so its executions cannot be run again; make a new one.");
    }
    if (reruns.stepsChanged(original)) {
      throw new Conflict(
          "The steps of "
              + name
              + " were changed after this execution, so its results cannot be built on; run the schedule instead.");
    }
    reruns
        .openRerun(original.id())
        .ifPresent(
            open -> {
              throw new Conflict(
                  "This execution is already being run again by execution "
                      + open
                      + "; wait for its end or cancel it.");
            });
  }

  private boolean restrictable(String stepType, String runType) {
    return types.find(stepType).filter(type -> type.retriesFailedObjects(runType)).isPresent();
  }

  private void addMembers(
      Original original, List<Planned> members, UUID parent, UUID execution, Initiator by) {
    int firstGroup = RerunStore.firstGroup(members);
    int group = -1;
    int number = 0;
    for (Planned member : members) {
      number = member.group() == group ? number + 1 : 0;
      group = member.group();
      UUID activity = Ids.next();
      activities.begin(record(original, member.earlier(), activity, parent, execution, by));
      if (member.action() == Action.TAKE_OVER) {
        Source source = member.earlier().source();
        activities.end(
            activity,
            activityStatus(member.earlier().status()),
            "Taken over from execution "
                + (source.doneBy() == null ? original.id() : source.doneBy()),
            null);
      }
      reruns.addMember(execution, original.id(), member, number, firstGroup, activity);
    }
  }

  private static String activityStatus(String stepStatus) {
    return switch (stepStatus) {
      case "Completed" -> "Complete";
      case "CompletedWithWarning" -> "CompleteWithWarning";
      case "CompletedWithError" -> "CompleteWithError";
      case "Failed" -> "FailedWithError";
      default -> "Cancelled";
    };
  }

  private static RunRecord parent(Original original, UUID id, UUID execution, Initiator by) {
    return new RunRecord(
        id,
        "Schedule",
        original.scheduleName(),
        null,
        by,
        "NotSet",
        null,
        null,
        null,
        execution,
        null,
        original.scheduleId(),
        original.scheduleName());
  }

  private static RunRecord record(
      Original original, Earlier member, UUID id, UUID parent, UUID execution, Initiator by) {
    Source source = member.source();
    return new RunRecord(
        id,
        source.targetType(),
        source.targetName(),
        source.systemName(),
        by,
        source.runType(),
        source.systemId(),
        source.runProfileId(),
        parent,
        execution,
        source.stepIndex(),
        original.scheduleId(),
        original.scheduleName());
  }
}
