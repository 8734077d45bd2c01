package io.horarium.execution;

import io.horarium.problem.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Decides what an execution has to do that follows an earlier one (ADR 0012). */
final class RerunPolicy {

  private static final Set<String> NOT_SUCCEEDED =
      Set.of("Failed", "CompletedWithError", "Cancelled");

  /** They are kept in memory while the source is read. */
  static final int MOST_OBJECTS = 100_000;

  private RerunPolicy() {}

  /**
   * What is copied of a member of the earlier execution; the decision does not look at it.
   *
   * @param id of the member
   * @param doneBy the execution that really did it, if its result was taken over before; else null
   */
  record Source(
      UUID id,
      UUID activityId,
      int stepIndex,
      Integer systemId,
      String systemName,
      Integer runProfileId,
      String targetType,
      String targetName,
      String runType,
      UUID doneBy) {}

  /**
   * One member of the earlier execution.
   *
   * @param group position of its group, from 0 without gaps
   * @param label what a person calls it
   * @param begun whether work on it ever began
   * @param read objects its run read
   * @param errors items with an error that its activity counts
   * @param named of those, the ones that name the object, so that it can be found again
   * @param restrictable whether a run of its kind can be restricted to objects
   */
  record Earlier(
      Source source,
      int group,
      String label,
      String stepType,
      String status,
      boolean begun,
      long read,
      long errors,
      long named,
      boolean restrictable) {

    boolean succeeded() {
      return !NOT_SUCCEEDED.contains(status);
    }
  }

  /** What becomes of one member in the new execution. */
  enum Action {
    /** Its earlier result stands. */
    TAKE_OVER,
    /** It runs as if it were new. */
    RUN,
    /** It runs for its failed objects only. */
    RETRY
  }

  /** A member of the new execution; {@code group} is its position there. */
  record Planned(Earlier earlier, int group, Action action) {}

  /**
   * The members of the new execution, in the order of {@code members}.
   *
   * @param endedAs status of the earlier execution
   * @param reachedGroup the group it had come to
   * @param members ordered by group
   * @throws InvalidInput there is nothing to do again, or a step cannot be run in this way; names
   *     the step
   */
  static List<Planned> plan(
      RerunMode mode, ExecutionStatus endedAs, int reachedGroup, List<Earlier> members) {
    return mode == RerunMode.FromFailedStep
        ? fromFailedStep(endedAs, reachedGroup, members)
        : failedObjects(members);
  }

  private static List<Planned> fromFailedStep(
      ExecutionStatus endedAs, int reachedGroup, List<Earlier> members) {
    int from =
        endedAs == ExecutionStatus.Complete
            ? members.stream()
                .filter(member -> !member.succeeded())
                .mapToInt(Earlier::group)
                .min()
                .orElse(Integer.MAX_VALUE)
            : reachedGroup;
    List<Planned> planned =
        members.stream()
            .map(
                member ->
                    new Planned(
                        member,
                        member.group(),
                        member.group() > from || (member.group() == from && !member.succeeded())
                            ? Action.RUN
                            : Action.TAKE_OVER))
            .toList();
    if (planned.stream().allMatch(member -> member.action() == Action.TAKE_OVER)) {
      throw InvalidInput.request(
          "No step of this execution failed, so there is none to go on from; run the schedule instead.");
    }
    return planned;
  }

  private static List<Planned> failedObjects(List<Earlier> members) {
    List<Planned> planned = new ArrayList<>();
    int group = -1;
    int lastGroup = -1;
    for (Earlier member : members) {
      if (hasFailedObjects(member)) {
        if (member.group() != lastGroup) {
          lastGroup = member.group();
          group++;
        }
        planned.add(new Planned(member, group, Action.RETRY));
      }
    }
    if (planned.isEmpty()) {
      throw InvalidInput.request(
          "No object failed in this execution, so there is none to run again; run the schedule instead.");
    }
    return planned;
  }

  /** Refuses what failed in a way that no choice of objects can mend. */
  private static boolean hasFailedObjects(Earlier member) {
    boolean broken =
        member.begun() && (member.status().equals("Failed") || member.status().equals("Cancelled"));
    if (!broken && (member.errors() == 0 || !member.restrictable())) {
      return false;
    }
    if (!member.restrictable()) {
      throw refused(
          member,
          "of type "
              + member.stepType()
              + " failed, and such a step cannot be restricted to objects");
    }
    if (member.status().equals("Cancelled")) {
      throw refused(
          member, "was cancelled before its end, so it is not known which objects it still owes");
    }
    if (broken && (member.errors() == 0 || member.errors() < member.read())) {
      throw refused(member, "failed as a whole and not for single objects");
    }
    if (member.named() > MOST_OBJECTS) {
      throw refused(
          member,
          "has "
              + member.named()
              + " failed objects, more than the "
              + MOST_OBJECTS
              + " that can be picked");
    }
    if (member.named() == 0) {
      throw refused(
          member,
          "has "
              + member.errors()
              + " failed records without an external id to find them by, or its items are no longer kept");
    }
    return true;
  }

  private static InvalidInput refused(Earlier member, String why) {
    return InvalidInput.request(
        "Step '" + member.label() + "' " + why + "; use the mode FromFailedStep, or run it anew.");
  }
}
