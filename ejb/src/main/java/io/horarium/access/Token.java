package io.horarium.access;

import java.time.Instant;
import java.util.UUID;

/**
 * What a signed token says.
 *
 * @param use for what it may be presented
 * @param userId of the user who logged in
 * @param sessionId stays when a session's token is renewed; by it a session is ended
 * @param beganAt when the user logged in
 * @param issuedAt when this token was made
 * @param endsAt from when it is refused
 */
public record Token(
    Use use, UUID userId, UUID sessionId, Instant beganAt, Instant issuedAt, Instant endsAt) {

  /** Where a token counts. */
  public enum Use {
    /** In a cookie. */
    SESSION,
    /** As a bearer token. */
    ACCESS
  }
}
