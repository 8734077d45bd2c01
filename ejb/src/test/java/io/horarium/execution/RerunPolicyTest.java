package io.horarium.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.execution.RerunPolicy.Earlier;
import io.horarium.problem.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class RerunPolicyTest {

  @Test
  void goesOnWithTheFailedMembersAndTheGroupsAfterThem() {
    List<Earlier> members =
        List.of(
            member(0, "a", "Completed"),
            member(0, "tolerated", "Failed"),
            member(1, "good", "CompletedWithWarning"),
            member(1, "bad", "Failed"),
            member(2, "later", "Cancelled"));

    assertThat(fromFailedStep(ExecutionStatus.Failed, 1, members))
        .containsExactly(
            "a 0 TAKE_OVER",
            "tolerated 0 TAKE_OVER",
            "good 1 TAKE_OVER",
            "bad 1 RUN",
            "later 2 RUN");
  }

  @Test
  void goesOnWhereItWasCancelled() {
    List<Earlier> members =
        List.of(
            member(0, "a", "Completed"), member(1, "b", "Cancelled"), member(2, "c", "Cancelled"));

    assertThat(fromFailedStep(ExecutionStatus.Cancelled, 1, members))
        .containsExactly("a 0 TAKE_OVER", "b 1 RUN", "c 2 RUN");
  }

  @Test
  void ofACompleteExecutionTheFirstToleratedFailureIsWhereItGoesOn() {
    List<Earlier> members =
        List.of(
            member(0, "a", "Completed"),
            member(1, "tolerated", "CompletedWithError"),
            member(2, "c", "Completed"));

    assertThat(fromFailedStep(ExecutionStatus.Complete, 2, members))
        .containsExactly("a 0 TAKE_OVER", "tolerated 1 RUN", "c 2 RUN");
  }

  @Test
  void whereNothingFailedThereIsNothingToGoOnFrom() {
    assertThatThrownBy(
            () ->
                fromFailedStep(
                    ExecutionStatus.Complete, 0, List.of(member(0, "a", "CompletedWithWarning"))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("No step of this execution failed");
  }

  @Test
  void picksOnlyTheRunsWithFailedObjectsAndClosesTheGaps() {
    List<Earlier> members =
        List.of(
            member(0, "clean", "Completed"),
            run(1, "one", "CompletedWithWarning", 10, 2, 2),
            run(1, "two", "CompletedWithError", 10, 1, 1),
            member(2, "program with a word on stderr", "CompletedWithWarning"),
            run(3, "all of them", "Failed", 4, 4, 3));

    assertThat(failedObjects(members))
        .containsExactly("one 0 RETRY", "two 0 RETRY", "all of them 1 RETRY");
  }

  @Test
  void stepsThatWereNotRunHaveNoFailedObjects() {
    Earlier notRun =
        new Earlier(null, 1, "later", "Executable", "Cancelled", false, 0, 0, 0, false);

    assertThat(failedObjects(List.of(run(0, "one", "CompletedWithWarning", 9, 1, 1), notRun)))
        .containsExactly("one 0 RETRY");
    assertRefused(List.of(member(0, "a", "Completed"), notRun), "No object failed");
  }

  @Test
  void refusesByNameWhatNoChoiceOfObjectsCanMend() {
    assertRefused(List.of(member(0, "Tell HR", "Failed")), "'Tell HR' of type Executable failed");
    assertRefused(List.of(run(0, "import", "Failed", 0, 0, 0)), "'import' failed as a whole");
    assertRefused(List.of(run(0, "import", "Failed", 9, 2, 2)), "'import' failed as a whole");
    assertRefused(List.of(run(0, "import", "Cancelled", 9, 2, 2)), "'import' was cancelled");
    assertRefused(
        List.of(run(0, "import", "CompletedWithWarning", 9, 2, 0)), "without an external id");
    assertRefused(
        List.of(run(0, "import", "CompletedWithWarning", 900_000, 100_001, 100_001)),
        "more than the 100000");
  }

  private static void assertRefused(List<Earlier> members, String words) {
    assertThatThrownBy(() -> failedObjects(members))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(words)
        .hasMessageEndingWith(".");
  }

  private static List<String> fromFailedStep(
      ExecutionStatus endedAs, int reachedGroup, List<Earlier> members) {
    return texts(RerunPolicy.plan(RerunMode.FromFailedStep, endedAs, reachedGroup, members));
  }

  private static List<String> failedObjects(List<Earlier> members) {
    return texts(
        RerunPolicy.plan(RerunMode.FailedObjectsOnly, ExecutionStatus.Complete, 0, members));
  }

  private static List<String> texts(List<RerunPolicy.Planned> planned) {
    return planned.stream()
        .map(member -> member.earlier().label() + " " + member.group() + " " + member.action())
        .toList();
  }

  private static Earlier member(int group, String label, String status) {
    return new Earlier(null, group, label, "Executable", status, true, 0, 0, 0, false);
  }

  private static Earlier run(
      int group, String label, String status, long read, long errors, long named) {
    return new Earlier(null, group, label, "RunProfile", status, true, read, errors, named, true);
  }
}
