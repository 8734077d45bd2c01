package io.horarium.web.idm;

import io.horarium.platform.DatabaseProbe;
import io.horarium.web.idm.crest.CrestAnswer;
import io.horarium.web.idm.crest.CrestHandler;
import io.horarium.web.idm.crest.CrestRefusal;
import io.horarium.web.idm.crest.CrestRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /openidm/info}: who one is, whether the server is up, and which it is. */
@ApplicationScoped
public class InfoHandler implements CrestHandler {

  /** Clients of IDM look for the release of IDM whose interface they speak to. */
  static final String SPOKEN_RELEASE = "7.5.0";

  private CallerView callers;
  private DatabaseProbe database;

  protected InfoHandler() {}

  @Inject
  public InfoHandler(CallerView callers, DatabaseProbe database) {
    this.callers = callers;
    this.database = database;
  }

  @Override
  public CrestAnswer read(CrestRequest request) {
    return switch (request.id()) {
      case "login" -> CrestAnswer.ok(callers.login());
      case "ping" -> ping();
      case "version" -> CrestAnswer.ok(version());
      default -> throw CrestRefusal.noRoute(request.id());
    };
  }

  private CrestAnswer ping() {
    if (!database.answers()) {
      throw new CrestRefusal(503, "The database does not answer");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("_id", "");
    body.put("state", "ACTIVE_READY");
    body.put("shortDesc", "OpenIDM ready");
    return CrestAnswer.ok(body);
  }

  private static Map<String, Object> version() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("_id", "");
    body.put("productVersion", SPOKEN_RELEASE);
    body.put("productRevision", "Horarium 1.0.0");
    return body;
  }
}
