package io.horarium.activity;

import java.time.Duration;
import java.time.Instant;

/**
 * One stage of a run (contract/jim.md 15.3).
 *
 * @param key stable, for example {@code import.read}
 * @param parentKey of the phase it is part of, or null
 * @param order from 0
 * @param started null until it begins
 * @param ended null until it ends
 */
public record ActivityPhase(
    String key,
    String name,
    String parentKey,
    int order,
    Status status,
    Instant started,
    Instant ended) {

  /** State of a phase; names of the wire. */
  public enum Status {
    Pending,
    Active,
    Completed,
    Skipped,
    Failed
  }

  /** How long it took, or null while it has not ended. */
  public Duration took() {
    return started == null || ended == null ? null : Duration.between(started, ended);
  }
}
