package io.horarium.web.idm;

import io.horarium.access.KnownUser;
import io.horarium.access.UserVerifier;
import io.horarium.web.Caller;
import io.horarium.web.SessionCookie;
import io.horarium.web.idm.crest.CrestAnswer;
import io.horarium.web.idm.crest.CrestHandler;
import io.horarium.web.idm.crest.CrestRefusal;
import io.horarium.web.idm.crest.CrestRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * {@code /openidm/authentication}: {@code login} answers who one is, {@code logout} ends the
 * session, and {@code issueToken}, which IDM has not, gives a user a bearer token for programs.
 */
@RequestScoped
public class AuthenticationHandler implements CrestHandler {

  private static final Duration LONGEST_TOKEN = Duration.ofDays(1);

  private Caller caller;
  private CallerView callers;
  private UserVerifier users;
  private HttpServletRequest request;

  protected AuthenticationHandler() {}

  @Inject
  public AuthenticationHandler(
      Caller caller, CallerView callers, UserVerifier users, HttpServletRequest request) {
    this.caller = caller;
    this.callers = callers;
    this.users = users;
    this.request = request;
  }

  @Override
  public CrestAnswer action(CrestRequest asked) {
    if (!asked.isCollection()) {
      throw CrestRefusal.noRoute(asked.id());
    }
    return switch (asked.action().toLowerCase(Locale.ROOT)) {
      case "login" -> CrestAnswer.ok(callers.login());
      case "logout" -> logout();
      case "issuetoken" -> issue(asked.object().get("expiresIn"));
      default ->
          throw CrestRefusal.badRequest(
              "Expecting String containing one of: issueToken login logout");
    };
  }

  private CrestAnswer logout() {
    caller.token().ifPresent(users::end);
    return new CrestAnswer(
        200, Map.of("success", true), Map.of("Set-Cookie", SessionCookie.cleared(request)));
  }

  private CrestAnswer issue(Object expiresIn) {
    if (!(caller.known().orElseThrow() instanceof KnownUser user)) {
      throw CrestRefusal.badRequest("Tokens are for users; an API key needs none");
    }
    if (caller.token().isPresent()) {
      throw CrestRefusal.badRequest("Send the name and the password to get a token");
    }
    Duration life = UserVerifier.ACCESS;
    if (expiresIn != null) {
      if (!(expiresIn instanceof BigDecimal seconds)
          || seconds.compareTo(BigDecimal.ONE) < 0
          || seconds.compareTo(BigDecimal.valueOf(LONGEST_TOKEN.toSeconds())) > 0) {
        throw CrestRefusal.badRequest(
            "expiresIn must be a number of seconds from 1 to " + LONGEST_TOKEN.toSeconds());
      }
      life = Duration.ofSeconds(seconds.longValue());
    }
    return CrestAnswer.ok(
        Map.of(
            "access_token",
            users.newAccess(user, life),
            "token_type",
            "Bearer",
            "expires_in",
            life.toSeconds()));
  }
}
