package io.horarium.web;

import io.horarium.access.ApiKeyVerifier;
import io.horarium.access.KnownCaller;
import io.horarium.access.Token;
import io.horarium.access.UserVerifier;
import io.horarium.platform.Clock;
import io.horarium.web.session.Credentials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Recognises callers by their {@link Credentials}, in both dialects. It never refuses by itself: a
 * bad key must not fail an anonymous endpoint, so the refusal is left to {@link AccessFilter} and
 * to the IDM dialect. Works only with {@code integrated-jaspi=false} on the security domain, else
 * every valid login ends in 500.
 */
@ApplicationScoped
public class CallerMechanism implements HttpAuthenticationMechanism {

  private static final Logger LOG = Logger.getLogger(CallerMechanism.class);

  /** A session's token is renewed when it is older. */
  private static final Duration RENEWED_AFTER = Duration.ofMinutes(1);

  private ApiKeyVerifier keys;
  private UserVerifier users;
  private Clock clock;

  protected CallerMechanism() {}

  @Inject
  public CallerMechanism(ApiKeyVerifier keys, UserVerifier users, Clock clock) {
    this.keys = keys;
    this.users = users;
    this.clock = clock;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Optional<Credentials> sent = Credentials.of(request);
    if (sent.isEmpty()) {
      return context.doNothing();
    }
    Optional<? extends KnownCaller> known;
    try {
      known = caller(sent.get(), request, response);
    } catch (RuntimeException e) {
      // Without the database nobody can be recognised, but health must still answer.
      LOG.debug("Credentials could not be verified", e);
      request.setAttribute(Caller.FAILURE, e);
      return context.doNothing();
    }
    if (known.isEmpty()) {
      return context.doNothing();
    }
    request.setAttribute(Caller.KNOWN, known.get());
    request.setAttribute(Caller.CREDENTIALS, sent.get());
    return context.notifyContainerAboutLogin(
        new CallerPrincipal(known.get().name()), known.get().roles());
  }

  private Optional<? extends KnownCaller> caller(
      Credentials sent, HttpServletRequest request, HttpServletResponse response) {
    if (sent instanceof Credentials.ApiKey key) {
      return keys.verify(key.text(), request.getRemoteAddr());
    }
    if (sent instanceof Credentials.Password pair) {
      var user = users.byPassword(pair.name(), pair.password(), request.getRemoteAddr());
      if (pair.opensSession()) {
        user.filter(known -> known.id() != null)
            .ifPresent(known -> SessionCookie.set(request, response, users.newSession(known)));
      }
      return user;
    }
    if (sent instanceof Credentials.Bearer bearer) {
      var valid = users.byToken(bearer.token(), Token.Use.ACCESS);
      valid.ifPresent(token -> request.setAttribute(Caller.TOKEN, token.token()));
      return valid.map(UserVerifier.ValidToken::user);
    }
    if (sent instanceof Credentials.Session session) {
      var valid = users.byToken(session.token(), Token.Use.SESSION);
      valid.ifPresent(
          token -> {
            request.setAttribute(Caller.TOKEN, token.token());
            if (token.token().issuedAt().plus(RENEWED_AFTER).isBefore(clock.now())) {
              SessionCookie.set(request, response, users.renewed(token.token()));
            }
          });
      return valid.map(UserVerifier.ValidToken::user);
    }
    return Optional.empty();
  }
}
