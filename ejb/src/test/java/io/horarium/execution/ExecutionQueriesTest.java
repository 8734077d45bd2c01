package io.horarium.execution;

import static io.horarium.testdb.History.activity;
import static io.horarium.testdb.History.execution;
import static io.horarium.testdb.History.phase;
import static io.horarium.testdb.History.schedule;
import static io.horarium.testdb.History.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityPhaseQueries;
import io.horarium.activity.ActivityStatus;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.platform.Slice;
import io.horarium.problem.NotFound;
import io.horarium.testdb.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecutionQueriesTest {

  private static final String T0 = "2026-03-03T06:00:00Z";
  private static final String T1 = "2026-03-03T06:00:01Z";
  private static final String T2 = "2026-03-03T06:00:02Z";

  private final Database database = TestDatabase.database();
  private final ExecutionQueries executions = new ExecutionQueries(database);
  private final WorkerTaskQueries tasks =
      new WorkerTaskQueries(database, new ActivityPhaseQueries(database));

  @BeforeEach
  void empty() {
    TestDatabase.clear();
  }

  @Test
  void listsByScheduleAndStatusTheNewestFirst() {
    UUID nightly = schedule("Nightly").insert();
    UUID hourly = schedule("Hourly").insert();
    UUID failed = ended(nightly, T0, "Failed");
    UUID complete = ended(nightly, T1, "Complete");
    UUID other = ended(hourly, T2, "Complete");
    execution(T2).with("kind", "RunProfile").insert();

    assertThat(ids(null, Set.of())).containsExactly(other, complete, failed);
    assertThat(ids(nightly, Set.of())).containsExactly(complete, failed);
    assertThat(ids(nightly, Set.of(ExecutionStatus.Failed, ExecutionStatus.Cancelled)))
        .containsExactly(failed);
    Slice<ExecutionSummary> past =
        executions.list(
            new ExecutionFilter(null, Set.of(), ExecutionFilter.Sort.STATUS, false), 20, 20);
    assertThat(past.items()).isEmpty();
    assertThat(past.total()).isEqualTo(3);
  }

  @Test
  void theNameIsThePresentOneOrTheLastOne() {
    UUID schedule = schedule("New name").insert();
    UUID renamed =
        execution(T0).with("schedule_id", schedule).with("schedule_name", "Old name").insert();
    UUID orphan = execution(T0).with("schedule_name", "Gone").insert();

    assertThat(executions.find(renamed).scheduleName()).isEqualTo("New name");
    assertThat(executions.find(orphan).scheduleName()).isEqualTo("Gone");
    assertThat(executions.find(renamed).by()).isEqualTo(Initiator.SCHEDULER);
  }

  @Test
  void activeOnesComeOldestFirst() {
    UUID schedule = schedule("Nightly").insert();
    UUID running = execution(T1).with("schedule_id", schedule).insert();
    UUID queued = execution(T0).with("schedule_id", schedule).with("status", "Queued").insert();
    ended(schedule, T0, "Complete");
    execution(T0).with("kind", "RunProfile").insert();

    assertThat(executions.active())
        .extracting(ExecutionSummary::id)
        .containsExactly(queued, running);
  }

  @Test
  void theNewestOfEachScheduleInOneAnswer() {
    UUID nightly = schedule("Nightly").insert();
    UUID hourly = schedule("Hourly").insert();
    UUID never = schedule("Never").insert();
    ended(nightly, T0, "Complete");
    UUID newest = ended(nightly, T1, "Failed");
    UUID other = ended(hourly, T0, "Complete");

    var found = executions.newestBySchedule(List.of(nightly, hourly, never));

    assertThat(found).containsOnlyKeys(nightly, hourly);
    assertThat(found.get(nightly).id()).isEqualTo(newest);
    assertThat(found.get(hourly).id()).isEqualTo(other);
    assertThat(executions.newestBySchedule(List.of())).isEmpty();
  }

  @Test
  void theDetailShowsEveryMemberAndGroup() {
    UUID id = execution(T0).with("total_groups", 2).with("cancel_requested", true).insert();
    UUID import1 =
        activity(T0).with("status", "CompleteWithWarning").at("completed_at", T1).insert();
    step(id, 0, 1)
        .with("connected_system_id", 2)
        .with("connected_system_name", "Badge office")
        .with("status", "Processing")
        .at("started_at", T0)
        .insert();
    step(id, 0, 0)
        .with("status", "CompletedWithWarning")
        .at("started_at", T0)
        .at("completed_at", T1)
        .with("activity_id", import1)
        .insert();
    step(id, 1, 0).with("step_index", 9).with("name", "last").insert();

    ExecutionDetail detail = executions.get(id);

    assertThat(detail.steps())
        .extracting(ExecutionStep::status)
        .containsExactly(
            StepStatus.CompletedWithWarning, StepStatus.Cancelling, StepStatus.Waiting);
    ExecutionStep done = detail.steps().get(0);
    assertThat(done.taskId()).isNull();
    assertThat(done.activityStatus()).isEqualTo(ActivityStatus.CompleteWithWarning);
    assertThat(done.completedAt()).isEqualTo(Instant.parse(T1));
    assertThat(done.displayName()).isEqualTo("Step 1");
    assertThat(detail.steps().get(1).taskId()).isNotNull();
    assertThat(detail.steps().get(2).startedAt()).isNull();
    assertThat(detail.steps().get(2).stepIndex()).isEqualTo(9);
    assertThat(detail.groups())
        .extracting(GroupProgress::name)
        .containsExactly("2 in parallel", "HR people - Full Import");
    assertThat(detail.groups())
        .extracting(GroupProgress::status)
        .containsExactly(StepStatus.Cancelling, StepStatus.Waiting);
  }

  @Test
  void aRunProfileByItselfIsNoExecutionOfASchedule() {
    UUID id = execution(T0).with("kind", "RunProfile").insert();

    assertThatThrownBy(() -> executions.get(id)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> executions.find(Ids.next())).isInstanceOf(NotFound.class);
  }

  @Test
  void tasksAreTheMembersThatHaveNotEnded() {
    UUID schedule = schedule("Nightly").insert();
    UUID execution =
        execution(T0)
            .with("schedule_id", schedule)
            .with("total_groups", 2)
            .with("schedule_name", "Old name")
            .insert();
    UUID running =
        activity(T0)
            .with("status", "InProgress")
            .with("objects_processed", 3)
            .with("objects_to_process", 9)
            .with("message", "Reading")
            .insert();
    phase(running, 0, "import.read", "Active").insert();
    UUID processing =
        step(execution, 0, 0).with("status", "Processing").with("activity_id", running).insert();
    UUID waiting =
        step(execution, 1, 0)
            .with("step_index", 4)
            .with("activity_id", activity(T1).insert())
            .insert();
    step(execution, 0, 1).with("status", "Failed").at("completed_at", T1).insert();

    Slice<WorkerTask> page = tasks.list(0, 10);

    assertThat(page.total()).isEqualTo(2);
    assertThat(page.items()).extracting(WorkerTask::id).containsExactly(waiting, processing);
    assertThat(page.items())
        .extracting(WorkerTask::status)
        .containsExactly(WorkerTask.Status.WaitingForPreviousStep, WorkerTask.Status.Processing);
    WorkerTask task = tasks.get(processing);
    assertThat(task.name()).isEqualTo("HR people - Full Import");
    assertThat(task.message()).isEqualTo("Reading");
    assertThat(task.objectsProcessed()).isEqualTo(3);
    assertThat(task.phases()).hasSize(1);
    assertThat(task.scheduleName()).isEqualTo("Nightly");
    assertThat(task.totalGroups()).isEqualTo(2);
    assertThat(tasks.get(waiting).groupPosition()).isEqualTo(1);
  }

  @Test
  void aTaskOfARunByItselfBelongsToNoSchedule() {
    UUID execution =
        execution(T0).with("kind", "RunProfile").with("cancel_requested", true).insert();
    UUID id = step(execution, 0, 0).with("status", "Processing").insert();

    WorkerTask task = tasks.get(id);

    assertThat(task.status()).isEqualTo(WorkerTask.Status.CancellationRequested);
    assertThat(task.executionId()).isNull();
    assertThat(task.scheduleName()).isNull();
    assertThat(task.totalGroups()).isNull();
    assertThat(task.createdAt()).isEqualTo(Instant.parse(T0));
    assertThatThrownBy(() -> tasks.get(Ids.next())).isInstanceOf(NotFound.class);
  }

  private static UUID ended(UUID scheduleId, String queued, String status) {
    return execution(queued)
        .with("schedule_id", scheduleId)
        .with("status", status)
        .at("completed_at", queued)
        .insert();
  }

  private List<UUID> ids(UUID scheduleId, Set<ExecutionStatus> statuses) {
    var filter = new ExecutionFilter(scheduleId, statuses, ExecutionFilter.Sort.named(null), true);
    return executions.list(filter, 0, 20).items().stream().map(ExecutionSummary::id).toList();
  }
}
