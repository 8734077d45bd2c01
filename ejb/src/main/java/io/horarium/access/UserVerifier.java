package io.horarium.access;

import io.horarium.platform.Clock;
import io.horarium.platform.SecretKey;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds out who a user is, by password or token (contract/openidm-scheduler.md 13). Open to
 * everybody: it runs before anybody is known.
 */
@Stateless
@PermitAll
public class UserVerifier {

  /** A session ends when nothing was asked for that long. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  /** A session ends so long after the login at the latest. */
  public static final Duration LONGEST_SESSION = Duration.ofHours(2);

  /** How long an access token lives when nobody says otherwise. */
  public static final Duration ACCESS = Duration.ofHours(1);

  private static final ProvenPasswords PROVEN = new ProvenPasswords();

  private UserStore users;
  private LoginThrottle throttle;
  private TokenText tokens;
  private Clock clock;

  protected UserVerifier() {}

  @Inject
  public UserVerifier(UserStore users, LoginThrottle throttle, SecretKey secret, Clock clock) {
    this.users = users;
    this.throttle = throttle;
    this.tokens = new TokenText(secret);
    this.clock = clock;
  }

  /**
   * The user with that name and password.
   *
   * @param address of the caller, by which guessing is slowed down
   * @return empty for a wrong name or password, and for too many tries
   */
  public Optional<KnownUser> byPassword(String name, String password, String address) {
    if (name.equals(KnownUser.ANONYMOUS.name())) {
      return password.equals(name) ? Optional.of(KnownUser.ANONYMOUS) : Optional.empty();
    }
    if (name.indexOf('\0') >= 0 || !throttle.allows(name, address)) {
      return Optional.empty();
    }
    Optional<User> user = users.byName(name).filter(User::enabled);
    boolean right =
        user.isPresent() && PROVEN.matches(password, user.get().passwordHash(), clock.now());
    if (!right) {
      if (user.isEmpty()) {
        Passwords.pretend(password);
      }
      throttle.failed(name, address);
      return Optional.empty();
    }
    throttle.succeeded(name, address);
    return user.map(User::known);
  }

  /** What a token says, if it is valid now for that use and its user may still come in. */
  public Optional<ValidToken> byToken(String text, Token.Use use) {
    Instant now = clock.now();
    return tokens
        .read(text)
        .filter(token -> token.use() == use && token.endsAt().isAfter(now))
        .flatMap(
            token ->
                users
                    .bySession(token.userId(), token.sessionId())
                    .filter(User::enabled)
                    // the token knows whole seconds only
                    .filter(
                        user -> !token.beganAt().plusSeconds(1).isBefore(user.passwordChangedAt()))
                    .map(user -> new ValidToken(token, user.known())));
  }

  /**
   * A token that was found valid.
   *
   * @param user as stored now
   */
  public record ValidToken(Token token, KnownUser user) {}

  /** The token of a session that begins now. */
  public String newSession(KnownUser user) {
    Instant now = clock.now();
    return tokens.of(
        new Token(Token.Use.SESSION, user.id(), UUID.randomUUID(), now, now, now.plus(IDLE)));
  }

  /** A session's token that ends later, but not after the session's longest time. */
  public String renewed(Token session) {
    Instant now = clock.now();
    Instant latest = session.beganAt().plus(LONGEST_SESSION);
    Instant end = now.plus(IDLE).isBefore(latest) ? now.plus(IDLE) : latest;
    return tokens.of(
        new Token(
            Token.Use.SESSION, session.userId(), session.sessionId(), session.beganAt(), now, end));
  }

  /** A bearer token for a program. */
  public String newAccess(KnownUser user, Duration life) {
    Instant now = clock.now();
    return tokens.of(
        new Token(Token.Use.ACCESS, user.id(), UUID.randomUUID(), now, now, now.plus(life)));
  }

  /** Ends a session or access token before its time, on all nodes. */
  public void end(Token token) {
    Instant now = clock.now();
    Instant renewable = token.beganAt().plus(LONGEST_SESSION);
    users.endSession(
        token.sessionId(), token.endsAt().isAfter(renewable) ? token.endsAt() : renewable, now);
  }
}
