package io.horarium.web.jim;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityItem;
import io.horarium.activity.ActivityPhase;
import io.horarium.activity.ActivityStatus;
import io.horarium.execution.ExecutionDetail;
import io.horarium.execution.ExecutionStatus;
import io.horarium.execution.ExecutionStep;
import io.horarium.execution.ExecutionSummary;
import io.horarium.execution.GroupProgress;
import io.horarium.execution.StepStatus;
import io.horarium.execution.WorkerTask;
import io.horarium.schedule.FiringRules;
import io.horarium.schedule.PatternType;
import io.horarium.schedule.ScheduleOrigin;
import io.horarium.schedule.ScheduleSummary;
import io.horarium.schedule.Timing;
import io.horarium.schedule.TriggerType;
import io.horarium.web.ViewJson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ViewsTest {

  private static final UUID ID = UUID.fromString("7d0a5c1e-52c4-4f63-9d2b-0f5f6a0b7e11");
  private static final Instant AT = Instant.parse("2026-03-01T06:00:00.123456Z");

  @Test
  void aScheduleThatNeverRanShowsEveryPropertyAsNull() {
    var timing =
        new Timing(
            TriggerType.Manual,
            PatternType.SpecificTimes,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    var schedule =
        new ScheduleSummary(
            ID,
            "nightly",
            "Golden",
            null,
            timing,
            false,
            null,
            null,
            0,
            AT,
            null,
            FiringRules.OF_THE_API,
            false,
            List.of(),
            ScheduleOrigin.API,
            null);

    assertThat(ViewJson.text(ScheduleView.of(schedule, null)))
        .isEqualTo(
            """
            {"id":"7d0a5c1e-52c4-4f63-9d2b-0f5f6a0b7e11","name":"Golden","description":null,\
            "triggerType":"Manual","cronExpression":null,"patternType":"SpecificTimes",\
            "daysOfWeek":null,"runTimes":null,"intervalValue":null,"intervalUnit":null,\
            "intervalWindowStart":null,"intervalWindowEnd":null,"isEnabled":false,\
            "lastRunTime":null,"nextRunTime":null,"stepCount":0,\
            "created":"2026-03-01T06:00:00.123Z","lastUpdated":null,"lastExecutionId":null,\
            "lastExecutionStatus":null,"lastExecutionCurrentStepIndex":null,\
            "lastExecutionTotalSteps":null,"lastExecutionCompletedAt":null,\
            "lastExecutionErrorMessage":null,"key":"nightly","timeZone":"UTC","startAt":null,\
            "endAt":null,"repeatInterval":null,"repeatCount":null,"misfirePolicy":"doNothing",\
            "misfireGraceSeconds":60,"concurrentExecution":false,"persisted":true,\
            "recoverable":true,"paused":false,"logLevel":"info","blackouts":[],"origin":"Api"}""");
  }

  @Test
  void anExecutionSpeaksTwoVocabularies() {
    var summary =
        new ExecutionSummary(
            ID,
            ID,
            "Golden",
            ExecutionStatus.Complete,
            1,
            2,
            AT,
            AT,
            AT,
            Initiator.SCHEDULER,
            null,
            ID);
    var step =
        new ExecutionStep(
            0,
            4,
            null,
            "RunProfile",
            "Sequential",
            1,
            "HR",
            11,
            "Full Import",
            false,
            StepStatus.CompletedWithWarning,
            null,
            AT,
            AT,
            null,
            ID,
            ActivityStatus.CompleteWithWarning);
    var group =
        new GroupProgress(
            0,
            "HR - Full Import",
            StepStatus.CompletedWithWarning,
            List.of(StepStatus.CompletedWithWarning),
            false);

    String json =
        ViewJson.text(
            ScheduleExecutionDetailView.of(
                new ExecutionDetail(summary, List.of(step), List.of(group))));

    assertThat(json)
        .contains("\"currentStepIndex\":1,\"totalSteps\":2")
        .contains("\"initiatedByType\":\"System\",\"initiatedById\":null")
        .contains("{\"stepIndex\":4,\"name\":\"Step 5\"")
        .contains("\"status\":\"Completed with Warning\"")
        .contains("\"activityStatus\":\"CompleteWithWarning\"")
        .endsWith(
            "\"progress\":{\"currentStepNumber\":2,\"totalSteps\":2,\"steps\":[{\"stepIndex\":0,"
                + "\"name\":\"HR - Full Import\",\"status\":\"CompletedWithWarning\","
                + "\"taskStatuses\":[\"CompletedWithWarning\"],\"isParallel\":false}]}}");
    assertThat(
            ViewJson.text(
                ScheduleExecutionDetailView.of(new ExecutionDetail(summary, List.of(), List.of()))))
        .endsWith("\"steps\":[],\"progress\":null}");
  }

  @Test
  void aTaskShowsItsPhasesOnceItBegan() {
    assertThat(WorkerTaskView.of(task(List.of())).steps()).isNull();
    var read =
        new ActivityPhase(
            "import.read", "Reading", null, 0, ActivityPhase.Status.Completed, AT, AT);
    var apply =
        new ActivityPhase(
            "import.apply", "Applying", null, 1, ActivityPhase.Status.Active, AT, null);

    assertThat(ViewJson.text(WorkerTaskView.of(task(List.of(read, apply))).steps()))
        .isEqualTo(
            """
            {"currentStepName":"Applying","currentStepNumber":2,"totalSteps":2,"steps":[\
            {"order":0,"name":"Reading","status":"Completed"},\
            {"order":1,"name":"Applying","status":"Active"}]}""");
  }

  @Test
  void anItemWithoutErrorSaysNotSet() {
    var item = new ActivityItem(ID, "E1", null, "person", "Added", null, null, "CsoAdded:1");

    assertThat(ActivityItemView.of(item).errorType()).isEqualTo("NotSet");
  }

  private static WorkerTask task(List<ActivityPhase> phases) {
    return new WorkerTask(
        ID,
        "HR - Full Import",
        AT,
        WorkerTask.Status.Processing,
        Initiator.SCHEDULER,
        ID,
        0,
        0,
        null,
        phases,
        null,
        null,
        null,
        null,
        null);
  }
}
