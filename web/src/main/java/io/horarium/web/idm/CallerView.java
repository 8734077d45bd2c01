package io.horarium.web.idm;

import io.horarium.access.KnownCaller;
import io.horarium.access.KnownUser;
import io.horarium.access.Roles;
import io.horarium.web.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The caller in the words of IDM (contract/openidm-scheduler.md 13). */
@RequestScoped
public class CallerView {

  private Caller caller;
  private HttpServletRequest request;

  protected CallerView() {}

  @Inject
  public CallerView(Caller caller, HttpServletRequest request) {
    this.caller = caller;
    this.request = request;
  }

  /** What {@code info/login} answers. */
  public Map<String, Object> login() {
    KnownCaller known = caller.known().orElseThrow();
    Map<String, Object> authorization = new LinkedHashMap<>();
    authorization.put("id", known.name());
    authorization.put("component", "internal/user");
    authorization.put("roles", roles(known));
    authorization.put("ipAddress", request.getRemoteAddr());
    authorization.put("moduleId", known instanceof KnownUser ? "INTERNAL_USER" : "API_KEY");
    Map<String, Object> login = new LinkedHashMap<>();
    login.put("_id", "login");
    login.put("authenticationId", known.name());
    login.put("authorization", authorization);
    return login;
  }

  private static List<String> roles(KnownCaller known) {
    if (known.equals(KnownUser.ANONYMOUS)) {
      return List.of("openidm-reg");
    }
    return known.roles().contains(Roles.ADMINISTRATOR)
        ? List.of("openidm-admin", "openidm-authorized")
        : List.of("openidm-authorized");
  }
}
