package io.horarium.web;

import io.horarium.access.Initiator;
import io.horarium.access.KnownCaller;
import io.horarium.access.Token;
import io.horarium.activity.ChangeCause;
import io.horarium.web.session.Credentials;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/** Who sent the request. */
@RequestScoped
public class Caller {

  static final String KNOWN = "io.horarium.caller.known";
  static final String CREDENTIALS = "io.horarium.caller.credentials";
  static final String TOKEN = "io.horarium.caller.token";
  static final String FAILURE = "io.horarium.caller.failure";

  private static final Initiator NOBODY =
      new Initiator(Initiator.Type.Anonymous, null, "Anonymous");

  private HttpServletRequest request;

  protected Caller() {}

  @Inject
  public Caller(HttpServletRequest request) {
    this.request = request;
  }

  /** As recorded on activities and executions; of type Anonymous when nobody is known. */
  public Initiator initiator() {
    return known().map(KnownCaller::initiator).orElse(NOBODY);
  }

  /**
   * As recorded on changes of the configuration.
   *
   * @param reason given by the caller, or null
   * @throws io.horarium.problem.InvalidInput the reason is too long
   */
  public ChangeCause because(String reason) {
    return new ChangeCause(initiator(), reason);
  }

  /** Whether valid credentials came with the request. */
  public boolean isKnown() {
    return known().isPresent();
  }

  /** Names of the caller's roles; empty when nobody is known. */
  public Set<String> roles() {
    return known().map(KnownCaller::roles).orElse(Set.of());
  }

  /** Why it could not be found out who the caller is (the database cannot be reached). */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable((RuntimeException) request.getAttribute(FAILURE));
  }

  /** Who it is, when valid credentials came. */
  public Optional<KnownCaller> known() {
    return Optional.ofNullable((KnownCaller) request.getAttribute(KNOWN));
  }

  /** By what the caller was recognised. */
  public Optional<Credentials> credentials() {
    return Optional.ofNullable((Credentials) request.getAttribute(CREDENTIALS));
  }

  /** The session or access token the caller was recognised by. */
  public Optional<Token> token() {
    return Optional.ofNullable((Token) request.getAttribute(TOKEN));
  }
}
