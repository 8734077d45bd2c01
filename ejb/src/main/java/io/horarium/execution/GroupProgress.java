package io.horarium.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far one group of steps has come (contract/jim.md 11.1 and 11.3).
 *
 * @param position of the group among the groups, from 0 without gaps
 * @param name for a person
 * @param memberStatuses the worst first
 * @param parallel whether it has more than one member
 */
public record GroupProgress(
    int position,
    String name,
    StepStatus status,
    List<StepStatus> memberStatuses,
    boolean parallel) {

  private static final List<StepStatus> WORST_FIRST =
      List.of(
          StepStatus.Failed,
          StepStatus.CompletedWithError,
          StepStatus.Cancelled,
          StepStatus.Cancelling,
          StepStatus.CompletedWithWarning,
          StepStatus.Completed,
          StepStatus.Processing);

  private static final Comparator<StepStatus> ORDER =
      Comparator.comparingInt(
          status -> {
            int place = WORST_FIRST.indexOf(status);
            return place < 0 ? WORST_FIRST.size() : place;
          });

  public GroupProgress {
    memberStatuses = List.copyOf(memberStatuses);
  }

  /** The groups of an execution, in their order. */
  static List<GroupProgress> of(List<ExecutionStep> steps) {
    Map<Integer, List<ExecutionStep>> byPosition = new TreeMap<>();
    for (ExecutionStep step : steps) {
      byPosition.computeIfAbsent(step.groupPosition(), any -> new ArrayList<>()).add(step);
    }
    List<GroupProgress> groups = new ArrayList<>();
    byPosition.forEach(
        (position, members) -> {
          List<StepStatus> statuses = members.stream().map(ExecutionStep::status).toList();
          groups.add(
              new GroupProgress(
                  position,
                  name(members),
                  status(statuses),
                  statuses.stream().sorted(ORDER).toList(),
                  members.size() > 1));
        });
    return groups;
  }

  private static String name(List<ExecutionStep> members) {
    return members.size() > 1 ? members.size() + " in parallel" : members.get(0).groupName();
  }

  /** One state for all members; the first rule that fits (contract/jim.md 11.3). */
  static StepStatus status(List<StepStatus> members) {
    for (StepStatus telling :
        List.of(
            StepStatus.Failed,
            StepStatus.CompletedWithError,
            StepStatus.Cancelling,
            StepStatus.Processing,
            StepStatus.Cancelled)) {
      if (members.contains(telling)) {
        return telling;
      }
    }
    long done = members.stream().filter(StepStatus::isDone).count();
    if (done > 0 && done == members.size()) {
      return members.contains(StepStatus.CompletedWithWarning)
          ? StepStatus.CompletedWithWarning
          : StepStatus.Completed;
    }
    if (done > 0) {
      return StepStatus.Processing;
    }
    if (members.contains(StepStatus.Queued)) {
      return StepStatus.Queued;
    }
    return members.contains(StepStatus.Waiting) ? StepStatus.Waiting : StepStatus.Pending;
  }
}
