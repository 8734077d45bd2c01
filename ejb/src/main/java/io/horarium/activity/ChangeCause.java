package io.horarium.activity;

import io.horarium.access.Initiator;
import io.horarium.problem.InvalidInput;

/**
 * Who changes the configuration, and why.
 *
 * @param reason in the caller's own words, at most 2,000 characters; null, also for a blank one
 */
public record ChangeCause(Initiator by, String reason) {

  private static final int LONGEST_REASON = 2000;

  /**
   * Trims the reason.
   *
   * @throws InvalidInput the reason is too long
   */
  public ChangeCause {
    if (reason != null && reason.length() > LONGEST_REASON) {
      throw InvalidInput.field(
          "changeReason",
          "changeReason has "
              + reason.length()
              + " characters; shorten it to at most "
              + LONGEST_REASON
              + ".");
    }
    reason = reason == null || reason.isBlank() ? null : reason.strip();
  }
}
