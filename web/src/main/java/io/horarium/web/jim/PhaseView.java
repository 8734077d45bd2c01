package io.horarium.web.jim;

import io.horarium.activity.ActivityPhase;
import java.time.Duration;
import java.time.Instant;

/** A phase of a run (contract/jim.md 15.3). */
public record PhaseView(
    String key,
    String name,
    String parentKey,
    int order,
    ActivityPhase.Status status,
    Instant started,
    Instant ended,
    Double durationSeconds) {

  /** The view, or null for none. */
  static PhaseView of(ActivityPhase phase) {
    if (phase == null) {
      return null;
    }
    Duration took = phase.took();
    return new PhaseView(
        phase.key(),
        phase.name(),
        phase.parentKey(),
        phase.order(),
        phase.status(),
        phase.started(),
        phase.ended(),
        took == null ? null : (Double) (took.toNanos() / 1e9));
  }
}
