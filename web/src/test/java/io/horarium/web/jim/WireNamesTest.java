package io.horarium.web.jim;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Property names and their order are what JIM's clients see (contract/jim.md 7, 8, 11, 15, 16). */
class WireNamesTest {

  private static final String SCHEDULE =
      """
      id name description triggerType cronExpression patternType daysOfWeek runTimes intervalValue
      intervalUnit intervalWindowStart intervalWindowEnd isEnabled lastRunTime nextRunTime stepCount
      created lastUpdated lastExecutionId lastExecutionStatus lastExecutionCurrentStepIndex
      lastExecutionTotalSteps lastExecutionCompletedAt lastExecutionErrorMessage key timeZone startAt endAt repeatInterval repeatCount misfirePolicy
      misfireGraceSeconds concurrentExecution persisted recoverable paused logLevel blackouts origin""";

  private static final String EXECUTION =
      """
      id scheduleId scheduleName status currentStepIndex totalSteps queuedAt startedAt completedAt
      initiatedByType initiatedById initiatedByName errorMessage activityId rerunOf rerunMode
      closedAt""";

  @Test
  void schedules() {
    has(ScheduleView.class, SCHEDULE);
    has(ScheduleDetailView.class, SCHEDULE + " steps warnings");
    has(
        ScheduleDetailView.StepView.class,
        """
        id stepIndex name executionMode stepType continueOnFailure timeoutSeconds connectedSystemId
        runProfileId scriptPath executablePath workingDirectory arguments sqlConnectionString
        sqlScriptPath overrides sqlText sqlSingleTransaction scriptSource scriptType context""");
    has(ScheduleDetailView.OverridesView.class, "filePath overrideDeleteGuard");
    has(ScheduleResource.StartedView.class, "executionId message");
    has(ScheduleResource.PausedView.class, "allPaused changed");
    has(FireView.class, "scheduledFor outcome latenessMs decidedAt decidedBy node executionId why");
    has(
        NodeResource.NodeView.class,
        """
        id incarnation state startedAt lastSeenAt stoppedAt firesPersistedSchedules
        runningExecutions answering""");
    has(BlackoutResource.BlackoutView.class, "name description timeZone windows");
    has(BlackoutResource.WindowView.class, "firstDay lastDay yearly daysOfWeek startTime endTime");
  }

  @Test
  void executions() {
    has(ScheduleExecutionView.class, EXECUTION);
    has(ScheduleExecutionDetailView.class, EXECUTION + " reruns steps progress");
    has(
        ScheduleExecutionDetailView.StepView.class,
        """
        stepIndex name stepType executionMode connectedSystemId status taskId startedAt completedAt
        errorMessage activityId activityStatus connectedSystemName runProfileId runProfileName
        continueOnFailure takenOverFrom retryOf""");
    has(ScheduleExecutionDetailView.ProgressView.class, "currentStepNumber totalSteps steps");
    has(
        ScheduleExecutionDetailView.GroupView.class,
        "stepIndex name status taskStatuses isParallel");
  }

  @Test
  void activities() {
    has(
        ActivityView.class,
        """
        id created executed status targetType targetOperationType targetName targetContext message
        initiatedByType initiatedById initiatedByName objectsToProcess objectsProcessed
        executionTime totalActivityTime connectedSystemRunType totalAdded totalUpdated totalDeleted
        totalProjected totalJoined totalAttributeFlows totalDisconnected
        totalDisconnectedOutOfScope totalOutOfScopeRetainJoin totalDriftCorrections
        totalProvisioned totalExported totalDeprovisioned totalCreated totalPendingExports
        totalErrors childActivityCount scheduleExecutionId scheduleStepIndex scheduledByScheduleId
        scheduledByScheduleName""");
    has(
        ActivityDetailView.class,
        """
        id parentActivityId created executed status targetType targetOperationType targetName
        targetContext message initiatedByType initiatedById initiatedByName objectsToProcess
        objectsProcessed executionTime totalActivityTime warningMessage errorMessage
        errorStackTrace errorDetail connectedSystemRunType connectedSystemId
        connectedSystemRunProfileId syncRuleId metaverseObjectId exampleDataTemplateId
        executionStats phases scheduleExecutionId scheduleStepIndex scheduledByScheduleId
        scheduledByScheduleName changeReason configurationChangeVersion
        configurationChangeSnapshot""");
    has(
        ActivityStatsView.class,
        """
        totalObjectsProcessed totalObjectChangeCount totalUnchanged totalObjectErrors
        totalObjectTypes totalCsoAdds totalCsoUpdates totalCsoDeletes totalProjections totalJoins
        totalAttributeFlows totalDisconnections totalDisconnectedOutOfScope
        totalOutOfScopeRetainJoin totalDriftCorrections totalProvisioned totalExported
        totalDeprovisioned totalPendingExports totalPendingExportsConfirmed
        totalPendingExportsRetrying totalPendingExportsFailed totalCreated
        entriesDiscardedByExcludedContainer totalEntriesDiscardedByExclusion deletesWithheld""");
    has(
        ActivityProgressView.class,
        """
        id status message objectsProcessed objectsToProcess percentComplete elapsedSeconds
        objectsPerSecond estimatedSecondsRemaining targetType runType operationCounts totalErrors
        retrievedAt phases currentPhase currentPhaseNumber totalPhases""");
    has(PhaseView.class, "key name parentKey order status started ended durationSeconds");
    has(
        ActivityItemView.class,
        """
        id externalIdValue displayName connectedSystemObjectType objectChangeType errorType
        outcomeSummary errorText""");
  }

  @Test
  void workerTasks() {
    has(
        WorkerTaskView.class,
        """
        id name type timestamp status initiatedByType initiatedById initiatedByName activityId
        objectsToProcess objectsProcessed progressMessage steps scheduleExecutionId
        scheduleExecutionName scheduleStepIndex scheduleTotalSteps scheduleCurrentStepIndex""");
    has(WorkerTaskView.PhasesView.class, "currentStepName currentStepNumber totalSteps steps");
    has(WorkerTaskView.PhaseView.class, "order name status");
  }

  private static void has(Class<?> view, String names) {
    List<String> properties =
        Arrays.stream(view.getRecordComponents()).map(RecordComponent::getName).toList();
    assertThat(properties).as(view.getSimpleName()).containsExactly(names.split("\\s+", -1));
  }
}
