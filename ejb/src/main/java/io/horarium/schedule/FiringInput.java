package io.horarium.schedule;

import java.time.Instant;
import java.util.List;

/**
 * How a caller wants a schedule to fire. What is absent stays as it is, so that clients of JIM,
 * which know nothing of it, never disturb it; null means the default (design.md section 2).
 *
 * @param blackouts names of blackouts, in any order; null is none
 */
public record FiringInput(
    Given<String> timeZone,
    Given<Instant> startAt,
    Given<Instant> endAt,
    Given<Long> repeatInterval,
    Given<Long> repeatCount,
    Given<MisfirePolicy> misfirePolicy,
    Given<Integer> misfireGraceSeconds,
    Given<Boolean> concurrentExecution,
    Given<Boolean> persisted,
    Given<Boolean> recoverable,
    Given<LogLevel> logLevel,
    Given<Boolean> paused,
    Given<List<String>> blackouts) {

  /** Everything as it is. */
  public static final FiringInput ABSENT =
      new FiringInput(
          Given.absent(),
          Given.absent(),
          Given.absent(),
          Given.absent(),
          Given.absent(),
          Given.absent(),
          Given.absent(),
          Given.absent(),
          Given.absent(),
          Given.absent(),
          Given.absent(),
          Given.absent(),
          Given.absent());

  /** Exactly these rules; paused and blackouts as they are. */
  public static FiringInput of(FiringRules rules) {
    return new FiringInput(
        Given.of(rules.timeZone()),
        Given.of(rules.startAt()),
        Given.of(rules.endAt()),
        Given.of(rules.repeatInterval()),
        Given.of(rules.repeatCount()),
        Given.of(rules.misfirePolicy()),
        Given.of(rules.misfireGraceSeconds()),
        Given.of(rules.concurrentExecution()),
        Given.of(rules.persisted()),
        Given.of(rules.recoverable()),
        Given.of(rules.logLevel()),
        Given.absent(),
        Given.absent());
  }
}
