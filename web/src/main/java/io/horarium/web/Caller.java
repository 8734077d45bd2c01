package io.horarium.web;

import io.horarium.access.Initiator;
import io.horarium.access.KnownKey;
import io.horarium.activity.ChangeCause;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/** Who sent the request. */
@RequestScoped
public class Caller {

  static final String KEY = "io.horarium.caller.key";
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
    return key().map(KnownKey::initiator).orElse(NOBODY);
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
    return key().isPresent();
  }

  /** Names of the caller's roles; empty when nobody is known. */
  public Set<String> roles() {
    return key().map(KnownKey::roles).orElse(Set.of());
  }

  /** Why it could not be found out who the caller is (the database cannot be reached). */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable((RuntimeException) request.getAttribute(FAILURE));
  }

  private Optional<KnownKey> key() {
    return Optional.ofNullable((KnownKey) request.getAttribute(KEY));
  }
}
