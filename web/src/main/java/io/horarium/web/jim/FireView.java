package io.horarium.web.jim;

import io.horarium.fire.FireOutcome;
import io.horarium.fire.FireRow;
import java.time.Instant;
import java.util.UUID;

/**
 * One due instant and what became of it; ours.
 *
 * @param latenessMs milliseconds between the instant and the decision
 * @param decidedBy node that decided
 * @param node whose memory the schedule lives in, or null
 * @param why in one sentence, for people
 */
public record FireView(
    Instant scheduledFor,
    FireOutcome outcome,
    long latenessMs,
    Instant decidedAt,
    String decidedBy,
    String node,
    UUID executionId,
    String why) {

  static FireView of(FireRow row) {
    return new FireView(
        row.scheduledFor(),
        row.outcome(),
        row.lateness().toMillis(),
        row.decidedAt(),
        row.decidedBy(),
        row.node(),
        row.executionId(),
        row.why());
  }
}
