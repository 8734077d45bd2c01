package io.horarium.fire;

import java.time.Instant;
import java.util.UUID;

/**
 * The trigger of a schedule at one moment (contract/openidm-scheduler.md 4).
 *
 * @param previousState the one before the pause or the block, or null
 * @param nodeId node that has acquired it or runs its execution, or null
 * @param fireInstanceId of the acquisition under way, or null
 * @param previousFireAt newest instant that started something, or null
 * @param nextFireAt or null
 * @param persisted false: it is in the memory of a node
 */
public record TriggerState(
    UUID scheduleId,
    String key,
    State state,
    State previousState,
    String nodeId,
    String fireInstanceId,
    Instant previousFireAt,
    Instant nextFireAt,
    boolean persisted) {

  /** Names of Quartz. */
  public enum State {
    NONE,
    NORMAL,
    PAUSED,
    COMPLETE,
    ERROR,
    BLOCKED
  }
}
