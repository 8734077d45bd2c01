package io.horarium.web.jim;

import io.horarium.execution.ExecutionStatus;
import io.horarium.execution.ExecutionSummary;
import io.horarium.schedule.ExecutionMode;
import io.horarium.schedule.IntervalUnit;
import io.horarium.schedule.LogLevel;
import io.horarium.schedule.MisfirePolicy;
import io.horarium.schedule.PatternType;
import io.horarium.schedule.ScheduleDetail;
import io.horarium.schedule.ScheduleOrigin;
import io.horarium.schedule.StepDetail;
import io.horarium.schedule.StepOverrides;
import io.horarium.schedule.TriggerType;
import io.horarium.step.StepSettings;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A schedule with its steps (contract/jim.md 7.1); what stands after the execution is ours.
 *
 * @param warnings why some of the steps will not run as things are now
 */
public record ScheduleDetailView(
    UUID id,
    String name,
    String description,
    TriggerType triggerType,
    String cronExpression,
    PatternType patternType,
    String daysOfWeek,
    String runTimes,
    Integer intervalValue,
    IntervalUnit intervalUnit,
    String intervalWindowStart,
    String intervalWindowEnd,
    boolean isEnabled,
    Instant lastRunTime,
    Instant nextRunTime,
    int stepCount,
    Instant created,
    Instant lastUpdated,
    UUID lastExecutionId,
    ExecutionStatus lastExecutionStatus,
    Integer lastExecutionCurrentStepIndex,
    Integer lastExecutionTotalSteps,
    Instant lastExecutionCompletedAt,
    String lastExecutionErrorMessage,
    String key,
    String timeZone,
    Instant startAt,
    Instant endAt,
    Long repeatInterval,
    Long repeatCount,
    MisfirePolicy misfirePolicy,
    Integer misfireGraceSeconds,
    boolean concurrentExecution,
    boolean persisted,
    boolean recoverable,
    boolean paused,
    LogLevel logLevel,
    List<String> blackouts,
    ScheduleOrigin.Kind origin,
    List<StepView> steps,
    List<String> warnings) {

  /** Stands for a connection that is set, and in a request for "as it is" (contract/jim.md 8.2). */
  static final String MASK = "********";

  /** The view of a schedule whose newest execution is {@code last}; null if it never ran. */
  static ScheduleDetailView of(ScheduleDetail schedule, ExecutionSummary last) {
    ScheduleView base = ScheduleView.of(schedule.summary(), last);
    return new ScheduleDetailView(
        base.id(),
        base.name(),
        base.description(),
        base.triggerType(),
        base.cronExpression(),
        base.patternType(),
        base.daysOfWeek(),
        base.runTimes(),
        base.intervalValue(),
        base.intervalUnit(),
        base.intervalWindowStart(),
        base.intervalWindowEnd(),
        base.isEnabled(),
        base.lastRunTime(),
        base.nextRunTime(),
        base.stepCount(),
        base.created(),
        base.lastUpdated(),
        base.lastExecutionId(),
        base.lastExecutionStatus(),
        base.lastExecutionCurrentStepIndex(),
        base.lastExecutionTotalSteps(),
        base.lastExecutionCompletedAt(),
        base.lastExecutionErrorMessage(),
        base.key(),
        base.timeZone(),
        base.startAt(),
        base.endAt(),
        base.repeatInterval(),
        base.repeatCount(),
        base.misfirePolicy(),
        base.misfireGraceSeconds(),
        base.concurrentExecution(),
        base.persisted(),
        base.recoverable(),
        base.paused(),
        base.logLevel(),
        base.blackouts(),
        base.origin(),
        schedule.steps().stream().map(StepView::of).toList(),
        schedule.warnings());
  }

  /**
   * A step (contract/jim.md 8.1).
   *
   * @param sqlConnectionString masked
   * @param overrides this and what follows is ours; null when a run differs in nothing
   * @param context JSON object
   */
  public record StepView(
      UUID id,
      int stepIndex,
      String name,
      ExecutionMode executionMode,
      String stepType,
      boolean continueOnFailure,
      Integer timeoutSeconds,
      Integer connectedSystemId,
      Integer runProfileId,
      String scriptPath,
      String executablePath,
      String workingDirectory,
      String arguments,
      String sqlConnectionString,
      String sqlScriptPath,
      OverridesView overrides,
      String sqlText,
      Boolean sqlSingleTransaction,
      String scriptSource,
      String scriptType,
      JsonValue context) {

    private static StepView of(StepDetail step) {
      StepSettings settings = step.settings();
      return new StepView(
          step.id(),
          step.stepIndex(),
          step.name(),
          step.executionMode(),
          step.stepType(),
          step.continueOnFailure(),
          step.timeoutSeconds(),
          step.connectedSystemId(),
          step.runProfileId(),
          settings.scriptPath(),
          settings.executablePath(),
          settings.workingDirectory(),
          settings.arguments(),
          settings.sqlConnection() == null ? null : MASK,
          settings.sqlScriptPath(),
          step.overrides().equals(StepOverrides.NONE) ? null : OverridesView.of(step.overrides()),
          settings.sqlText(),
          settings.sqlSingleTransaction(),
          settings.scriptSource(),
          settings.scriptType(),
          settings.context() == null ? null : tree(settings.context()));
    }

    private static JsonValue tree(String json) {
      try (JsonReader reader = Json.createReader(new StringReader(json))) {
        return reader.readValue();
      }
    }
  }

  /** What the runs of a step do differently (design.md section 2). */
  public record OverridesView(String filePath, boolean overrideDeleteGuard) {

    private static OverridesView of(StepOverrides overrides) {
      return new OverridesView(overrides.filePath(), overrides.overrideDeleteGuard());
    }
  }
}
