package io.horarium.fire;

import io.horarium.schedule.LogLevel;
import io.horarium.schedule.MisfirePolicy;
import io.horarium.schedule.TriggerDefinition;
import io.horarium.schedule.TriggerType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A schedule as firing looks at it.
 *
 * @param pausedAt or null
 * @param misfireGraceSeconds or null
 * @param ownerIncarnation process whose memory it lives in, or null
 * @param knownUntil up to here the ledger is complete; null if it was never armed
 * @param now by the clock of the database
 */
record FireSubject(
    UUID id,
    String name,
    boolean enabled,
    boolean paused,
    Instant pausedAt,
    TriggerDefinition trigger,
    MisfirePolicy misfirePolicy,
    Integer misfireGraceSeconds,
    boolean concurrent,
    boolean persisted,
    LogLevel logLevel,
    List<String> blackouts,
    UUID ownerIncarnation,
    Instant knownUntil,
    Instant now) {

  /** Whether one run makes up for what was missed. */
  boolean makesUp() {
    return misfirePolicy == MisfirePolicy.fireAndProceed || trigger.type() == TriggerType.Simple;
  }
}
