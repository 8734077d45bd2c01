package io.horarium.fire;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One row of the ledger: a due instant and what became of it.
 *
 * @param node whose memory it belongs to; null for persisted schedules
 * @param decidedBy node that decided
 * @param executionId or null; the execution may be deleted
 * @param detail or null
 */
public record FireRow(
    UUID scheduleId,
    Instant scheduledFor,
    String node,
    FireOutcome outcome,
    Instant decidedAt,
    String decidedBy,
    UUID executionId,
    String detail) {

  private static final Duration UNNOTICED = Duration.ofSeconds(2);

  /** How much later than due it was decided; never negative. */
  public Duration lateness() {
    Duration late = Duration.between(scheduledFor, decidedAt);
    return late.isNegative() ? Duration.ZERO : late;
  }

  /** Why it started or did not, in one sentence. */
  public String why() {
    return switch (outcome) {
      case Started -> started();
      case Overlap ->
          "Not started: an earlier run was still active, and the schedule does not run concurrently.";
      case Paused -> "Not started: the schedule was paused.";
      case Blackout -> "Not started: the instant lies in the blackout '" + detail + "'.";
      case NoSteps -> "Not started: the schedule has no steps.";
      case Disabled -> "Not started: the schedule was disabled a moment before.";
      case Missed ->
          "Missed: no node could start it in time ("
              + words(lateness())
              + " late), and the misfire policy doNothing drops what is missed.";
      case Merged ->
          "Missed: no node could start it in time, and one run makes up for all that were missed.";
      case Refused -> "Not started: " + (detail == null ? "the run was refused." : detail);
    };
  }

  private String started() {
    String when =
        lateness().compareTo(UNNOTICED) < 0
            ? "Started in time"
            : "Started " + words(lateness()) + " late";
    return detail == null ? when + "." : when + ": " + detail + ".";
  }

  private static String words(Duration late) {
    if (late.toHours() > 0) {
      return late.toHours() + " h " + late.toMinutesPart() + " min";
    }
    return late.toMinutes() > 0
        ? late.toMinutes() + " min " + late.toSecondsPart() + " s"
        : late.toSeconds() + " s";
  }
}
