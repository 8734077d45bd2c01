package io.horarium.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.platform.Ids;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupProgressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Pending | ''",
        "Failed | Completed Failed Processing CompletedWithError",
        "CompletedWithError | Cancelling CompletedWithError",
        "Cancelling | Processing Cancelling",
        "Processing | Cancelled Processing",
        "Cancelled | Cancelled Completed",
        "Completed | Completed Completed",
        "CompletedWithWarning | Completed CompletedWithWarning",
        "Processing | Completed Queued",
        "Processing | CompletedWithWarning Waiting",
        "Queued | Waiting Queued",
        "Waiting | Pending Waiting",
        "Pending | Pending Pending",
        "Pending | Unknown"
      })
  void oneStateForAllMembersByTheFirstRuleThatFits(StepStatus group, String members) {
    assertThat(GroupProgress.status(statuses(members))).isEqualTo(group);
  }

  @ParameterizedTest
  @CsvSource({
    "Waiting, false, Waiting",
    "Waiting, true, Waiting",
    "Queued, false, Queued",
    "Processing, false, Processing",
    "Processing, true, Cancelling",
    "Completed, true, Completed",
    "CompletedWithWarning, false, CompletedWithWarning",
    "CompletedWithError, false, CompletedWithError",
    "Failed, true, Failed",
    "Cancelled, true, Cancelled",
    "Napping, false, Unknown"
  })
  void theStateOfAMemberIsAsStoredUnlessItIsBeingCancelled(
      String stored, boolean cancelRequested, StepStatus shown) {
    assertThat(StepStatus.of(stored, cancelRequested)).isEqualTo(shown);
  }

  @Test
  void groupsAreNumberedWithoutGapsAndNamedForPeople() {
    List<GroupProgress> groups =
        GroupProgress.of(
            List.of(
                step(0, 3, null, "HR people", "Full Import", StepStatus.Completed),
                step(1, 7, "Tell the help desk", null, null, StepStatus.Queued),
                step(2, 9, null, "HR people", "Export", StepStatus.Waiting),
                step(2, 9, "second", "Badge office", "Export", StepStatus.Waiting)));

    assertThat(groups)
        .extracting(GroupProgress::name)
        .containsExactly("HR people - Full Import", "Tell the help desk", "2 in parallel");
    assertThat(groups).extracting(GroupProgress::position).containsExactly(0, 1, 2);
    assertThat(groups).extracting(GroupProgress::parallel).containsExactly(false, false, true);
  }

  @Test
  void theWorstMemberComesFirst() {
    StepStatus[] members = {
      StepStatus.Waiting,
      StepStatus.Processing,
      StepStatus.Completed,
      StepStatus.CompletedWithWarning,
      StepStatus.Cancelling,
      StepStatus.Cancelled,
      StepStatus.CompletedWithError,
      StepStatus.Failed
    };
    List<ExecutionStep> steps =
        Arrays.stream(members).map(s -> step(0, 0, null, "a", "b", s)).toList();

    assertThat(GroupProgress.of(steps).get(0).memberStatuses())
        .containsExactly(
            StepStatus.Failed,
            StepStatus.CompletedWithError,
            StepStatus.Cancelled,
            StepStatus.Cancelling,
            StepStatus.CompletedWithWarning,
            StepStatus.Completed,
            StepStatus.Processing,
            StepStatus.Waiting);
  }

  private static List<StepStatus> statuses(String names) {
    return names.isEmpty()
        ? List.of()
        : Arrays.stream(names.split(" ", -1)).map(StepStatus::valueOf).toList();
  }

  private static ExecutionStep step(
      int group, int index, String name, String system, String profile, StepStatus status) {
    return new ExecutionStep(
        group,
        index,
        name,
        "RunProfile",
        "Sequential",
        null,
        system,
        null,
        profile,
        false,
        status,
        null,
        null,
        null,
        null,
        Ids.next(),
        null,
        null,
        null);
  }
}
