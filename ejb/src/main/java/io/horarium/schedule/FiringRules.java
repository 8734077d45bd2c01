package io.horarium.schedule;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/**
 * How a schedule fires, apart from its pattern (design.md section 2).
 *
 * @param timeZone id of a zone or an offset such as {@code +05:00}; never null
 * @param startAt nothing is due before, or null
 * @param endAt nothing is due after, or null
 * @param repeatInterval milliseconds between the firings of a simple trigger, or null
 * @param repeatCount firings of a simple trigger after the first; -1 is without end; or null
 * @param misfirePolicy never null
 * @param misfireGraceSeconds with {@code doNothing}: a firing not later than this is still started;
 *     null: than the misfire threshold of the node
 * @param concurrentExecution whether it fires while an earlier run is active
 * @param persisted whether it survives a restart; otherwise it lives in the memory of one node
 * @param recoverable whether a run cut off by the death of its node goes on
 * @param logLevel never null
 */
@Embeddable
public record FiringRules(
    @Column(name = "time_zone", length = 64, nullable = false) String timeZone,
    @Column(name = "start_at") Instant startAt,
    @Column(name = "end_at") Instant endAt,
    @Column(name = "repeat_interval") Long repeatInterval,
    @Column(name = "repeat_count") Long repeatCount,
    @Enumerated(EnumType.STRING) @Column(name = "misfire_policy", length = 20, nullable = false)
        MisfirePolicy misfirePolicy,
    @Column(name = "misfire_grace_seconds") Integer misfireGraceSeconds,
    @Column(name = "concurrent_execution", nullable = false) boolean concurrentExecution,
    @Column(nullable = false) boolean persisted,
    @Column(nullable = false) boolean recoverable,
    @Enumerated(EnumType.STRING) @Column(name = "log_level", length = 10, nullable = false)
        LogLevel logLevel) {

  /** What a schedule of {@code /api/v1} has unless it says otherwise (design.md 10.1, 10.2). */
  public static final FiringRules OF_THE_API =
      new FiringRules(
          "UTC",
          null,
          null,
          null,
          null,
          MisfirePolicy.doNothing,
          60,
          false,
          true,
          true,
          LogLevel.info);
}
