package io.horarium.web.jim;

import io.horarium.execution.ExecutionStatus;
import io.horarium.execution.ExecutionSummary;
import io.horarium.schedule.FiringRules;
import io.horarium.schedule.IntervalUnit;
import io.horarium.schedule.LogLevel;
import io.horarium.schedule.MisfirePolicy;
import io.horarium.schedule.PatternType;
import io.horarium.schedule.ScheduleOrigin;
import io.horarium.schedule.ScheduleSummary;
import io.horarium.schedule.TriggerType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A schedule of a list (contract/jim.md 7.1); {@code key} and what follows is ours. */
public record ScheduleView(
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
    ScheduleOrigin.Kind origin) {

  /** The view of a schedule whose newest execution is {@code last}; null if it never ran. */
  static ScheduleView of(ScheduleSummary schedule, ExecutionSummary last) {
    FiringRules rules = schedule.rules();
    return new ScheduleView(
        schedule.id(),
        schedule.name(),
        schedule.description(),
        schedule.timing().triggerType(),
        schedule.timing().cronExpression(),
        schedule.timing().patternType(),
        schedule.timing().daysOfWeek(),
        schedule.timing().runTimes(),
        schedule.timing().intervalValue(),
        schedule.timing().intervalUnit(),
        schedule.timing().intervalWindowStart(),
        schedule.timing().intervalWindowEnd(),
        schedule.enabled(),
        schedule.lastRunAt(),
        schedule.nextRunAt(),
        schedule.stepCount(),
        schedule.created(),
        schedule.lastUpdated(),
        last == null ? null : last.id(),
        last == null ? null : last.status(),
        last == null ? null : (Integer) last.currentGroup(),
        last == null ? null : (Integer) last.totalGroups(),
        last == null ? null : last.completedAt(),
        last == null ? null : last.errorMessage(),
        schedule.key(),
        rules.timeZone(),
        rules.startAt(),
        rules.endAt(),
        rules.repeatInterval(),
        rules.repeatCount(),
        rules.misfirePolicy(),
        rules.misfireGraceSeconds(),
        rules.concurrentExecution(),
        rules.persisted(),
        rules.recoverable(),
        schedule.paused(),
        rules.logLevel(),
        schedule.blackouts(),
        schedule.origin().kind());
  }
}
