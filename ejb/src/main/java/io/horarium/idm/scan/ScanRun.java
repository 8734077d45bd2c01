package io.horarium.idm.scan;

import java.time.Instant;
import java.util.UUID;

/**
 * One run of a task scanner, as {@code /openidm/taskscanner} shows it.
 *
 * @param id of its step execution
 * @param name key of its schedule; the schedule's name when that is gone
 * @param endedAt null while it is active
 * @param total objects that were found; 0 = not known yet
 * @param failures objects whose script did not return true
 */
public record ScanRun(
    UUID id,
    String name,
    Instant startedAt,
    Instant endedAt,
    State state,
    long processed,
    long total,
    long successes,
    long failures) {

  /** Words of the wire. */
  public enum State {
    INITIALIZED,
    ACTIVE,
    COMPLETED,
    CANCELLED,
    ERROR
  }
}
