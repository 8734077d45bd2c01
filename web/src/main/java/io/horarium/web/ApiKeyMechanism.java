package io.horarium.web;

import io.horarium.access.ApiKeyVerifier;
import io.horarium.access.KnownKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Recognises callers by {@code X-API-Key} (contract/jim.md 2). It never refuses by itself: a bad
 * key must not fail an anonymous endpoint, so the refusal is left to {@link AccessFilter}. Works
 * only with {@code integrated-jaspi=false} on the security domain, else every valid login ends in
 * 500.
 */
@ApplicationScoped
public class ApiKeyMechanism implements HttpAuthenticationMechanism {

  private static final Logger LOG = Logger.getLogger(ApiKeyMechanism.class);

  private ApiKeyVerifier keys;

  protected ApiKeyMechanism() {}

  @Inject
  public ApiKeyMechanism(ApiKeyVerifier keys) {
    this.keys = keys;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    String key = request.getHeader("X-API-Key");
    if (key == null) {
      return context.doNothing();
    }
    Optional<KnownKey> known;
    try {
      known = keys.verify(key, request.getRemoteAddr());
    } catch (RuntimeException e) {
      // Without the database nobody can be recognised, but health must still answer.
      LOG.debug("An API key could not be verified", e);
      request.setAttribute(Caller.FAILURE, e);
      return context.doNothing();
    }
    if (known.isEmpty()) {
      return context.doNothing();
    }
    request.setAttribute(Caller.KEY, known.get());
    return context.notifyContainerAboutLogin(
        new CallerPrincipal(known.get().name()), known.get().roles());
  }
}
