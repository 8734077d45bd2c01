package io.horarium.execution;

import static io.horarium.testdb.History.activity;
import static io.horarium.testdb.History.execution;
import static io.horarium.testdb.History.item;
import static io.horarium.testdb.History.schedule;
import static io.horarium.testdb.History.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.access.Initiator;
import io.horarium.execution.RerunPolicy.Earlier;
import io.horarium.execution.RerunPolicy.Planned;
import io.horarium.execution.RerunStore.Original;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.testdb.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RerunStoreTest {

  private static final String T0 = "2026-03-03T06:00:00Z";
  private static final String T1 = "2026-03-03T06:00:01Z";

  private final Database database = TestDatabase.database();
  private final RerunStore reruns = new RerunStore(database);
  private final ExecutionQueries executions = new ExecutionQueries(database);
  private UUID schedule;

  @BeforeEach
  void empty() {
    TestDatabase.clear();
    schedule = schedule("Nightly").insert();
  }

  @Test
  void copiesWhatRunsAndTakesOverTheRest() {
    UUID failed = failedExecution();

    UUID rerun = rerun(failed);

    ExecutionDetail detail = executions.get(rerun);
    assertThat(detail.summary().rerunOf()).isEqualTo(failed);
    assertThat(detail.summary().rerunMode()).isEqualTo(RerunMode.FromFailedStep);
    assertThat(detail.summary().currentGroup()).isEqualTo(1);
    assertThat(detail.summary().status()).isEqualTo(ExecutionStatus.Queued);
    assertThat(detail.steps())
        .extracting(ExecutionStep::status)
        .containsExactly(StepStatus.Completed, StepStatus.Queued, StepStatus.Waiting);
    assertThat(detail.steps())
        .extracting(ExecutionStep::takenOverFrom)
        .containsExactly(failed, null, null);
    assertThat(detail.steps()).extracting(ExecutionStep::startedAt).containsOnlyNulls();
    assertThat(executions.get(failed).reruns()).containsExactly(rerun);
    assertThat(reruns.openRerun(failed)).contains(rerun);
  }

  @Test
  void aResultThatIsTakenOverTwiceStillNamesWhoDidIt() {
    UUID first = failedExecution();
    UUID second = rerun(first);
    database.update(
        "update horarium.execution set status = 'Failed', closed_at = now() where id = ?", second);

    UUID third = rerun(second);

    assertThat(executions.get(third).steps().get(0).takenOverFrom()).isEqualTo(first);
    assertThat(reruns.openRerun(first)).isEmpty();
  }

  @Test
  void aRunOfFailedObjectsNamesTheRunTheyFailedIn() {
    UUID done = execution(T0).with("schedule_id", schedule).at("closed_at", T1).insert();
    UUID run =
        activity(T0)
            .with("run_type", "FullImport")
            .with("errors", 3)
            .with("objects_read", 9)
            .insert();
    item(run, "E1", "NotSet").with("error_type", "DuplicateObject").insert();
    item(run, "E2", "Added").insert();
    item(run, null, "NotSet").with("error_type", "MissingExternalIdAttributeValue").insert();
    step(done, 0, 0)
        .with("status", "CompletedWithWarning")
        .at("started_at", T0)
        .at("completed_at", T1)
        .with("activity_id", run)
        .insert();

    Earlier member = members(done).get(0);
    UUID rerun =
        reruns.add(
            reruns.hold(done).orElseThrow(),
            RerunMode.FailedObjectsOnly,
            List.of(new Planned(member, 0, RerunPolicy.Action.RETRY)),
            Ids.next(),
            Initiator.SCHEDULER);
    reruns.addMember(
        rerun, done, new Planned(member, 0, RerunPolicy.Action.RETRY), 0, 0, Ids.next());

    assertThat(member.errors()).isEqualTo(3);
    assertThat(member.read()).isEqualTo(9);
    assertThat(member.named()).isEqualTo(1);
    assertThat(member.label()).isEqualTo("HR people - Full Import");
    assertThat(executions.get(rerun).steps().get(0).retryOf()).isEqualTo(run);
  }

  @Test
  void stepsCountAsChangedByWhatTheySayAndNotByTheirIds() {
    UUID id = execution(T0).with("schedule_id", schedule).insert();
    command(id, 0, "first");
    command(id, 4, "second");
    scheduleStep(0, "first");
    scheduleStep(4, "second");
    Original original = reruns.hold(id).orElseThrow();

    assertThat(reruns.stepsChanged(original)).isFalse();

    scheduleStep(5, "third");
    assertThat(reruns.stepsChanged(original)).isTrue();

    database.update("delete from horarium.schedule_step where name <> 'first'");
    assertThat(reruns.stepsChanged(original)).isTrue();
  }

  @Test
  void anExecutionThatDidSingleObjectsHoldsSomeOfTheStepsOnly() {
    UUID id =
        execution(T0)
            .with("schedule_id", schedule)
            .with("rerun_mode", "FailedObjectsOnly")
            .insert();
    command(id, 4, "second");
    scheduleStep(0, "first");
    scheduleStep(4, "second");

    assertThat(reruns.stepsChanged(reruns.hold(id).orElseThrow())).isFalse();
    database.update("update horarium.schedule_step set arguments = '-x' where name = 'second'");
    assertThat(reruns.stepsChanged(reruns.hold(id).orElseThrow())).isTrue();
  }

  private UUID rerun(UUID of) {
    List<Planned> planned =
        RerunPolicy.plan(RerunMode.FromFailedStep, ExecutionStatus.Failed, 1, members(of));
    UUID rerun =
        reruns.add(
            reruns.hold(of).orElseThrow(),
            RerunMode.FromFailedStep,
            planned,
            Ids.next(),
            Initiator.SCHEDULER);
    planned.forEach(member -> reruns.addMember(rerun, of, member, 0, 1, Ids.next()));
    return rerun;
  }

  private List<Earlier> members(UUID execution) {
    return reruns.members(execution, (stepType, runType) -> runType.equals("FullImport"));
  }

  private UUID failedExecution() {
    UUID id =
        execution(T0)
            .with("schedule_id", schedule)
            .with("status", "Failed")
            .with("total_groups", 3)
            .with("current_group", 1)
            .at("closed_at", T1)
            .insert();
    String[] ended = {"Completed", "Failed", "Cancelled"};
    for (int group = 0; group < ended.length; group++) {
      step(id, group, 0)
          .with("status", ended[group])
          .at("started_at", T0)
          .at("completed_at", T1)
          .with("activity_id", activity(T0).insert())
          .insert();
    }
    return id;
  }

  private void command(UUID execution, int index, String name) {
    step(execution, index, 0)
        .with("step_type", "Executable")
        .with("name", name)
        .with("executable_path", "tool")
        .with("connected_system_id", null)
        .with("run_profile_id", null)
        .insert();
  }

  private void scheduleStep(int index, String name) {
    database.update(
        """
        insert into horarium.schedule_step (id, schedule_id, step_index, position, name, step_type, executable_path)
        values (?, ?, ?, 0, ?, 'Executable', 'tool')""",
        Ids.next(),
        schedule,
        index,
        name);
  }
}
