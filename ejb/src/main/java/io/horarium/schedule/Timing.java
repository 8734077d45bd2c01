package io.horarium.schedule;

/**
 * When a schedule runs, as its author wrote it down (contract/jim.md 7.1). Of a Manual schedule
 * everything but the trigger type is kept without effect (contract/jim.md 9.4).
 *
 * @param triggerType never null
 * @param patternType never null
 * @param cronExpression at most 1000 characters, or null
 * @param daysOfWeek {@code "1,2,3"}, 0 = Sunday, or null for every day
 * @param runTimes {@code "06:00,18:30"}, or null
 * @param intervalValue 1 to 59, or null
 * @param intervalUnit or null
 * @param intervalWindowStart {@code "08:00"}, or null
 * @param intervalWindowEnd {@code "18:00"}, or null
 */
public record Timing(
    TriggerType triggerType,
    PatternType patternType,
    String cronExpression,
    String daysOfWeek,
    String runTimes,
    Integer intervalValue,
    IntervalUnit intervalUnit,
    String intervalWindowStart,
    String intervalWindowEnd) {}
