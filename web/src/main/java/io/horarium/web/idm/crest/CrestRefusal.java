package io.horarium.web.idm.crest;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request of the IDM dialect that is not served (contract/openidm-scheduler.md 7). */
public final class CrestRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Map<Integer, String> REASONS =
      Map.of(
          304, "Not Modified",
          400, "Bad Request",
          401, "Unauthorized",
          403, "Forbidden",
          404, "Not Found",
          409, "Conflict",
          412, "Precondition Failed",
          500, "Internal Server Error",
          501, "Not Implemented",
          503, "Service Unavailable");

  private final int code;
  private final String detail;

  /**
   * A refusal.
   *
   * @param message one sentence for a person, not escaped
   */
  public CrestRefusal(int code, String message) {
    this(code, message, null);
  }

  /**
   * A refusal that says more.
   *
   * @param detail more, for example what a parser said; or null
   */
  public CrestRefusal(int code, String message, String detail) {
    super(message, null, false, false);
    this.code = code;
    this.detail = detail;
  }

  /** 400. */
  public static CrestRefusal badRequest(String message) {
    return new CrestRefusal(400, message);
  }

  /** 404 for a thing that a path names but that is not there. */
  public static CrestRefusal notFound(String message) {
    return new CrestRefusal(404, message);
  }

  /** 404 for a path that leads nowhere. */
  public static CrestRefusal noRoute(String rest) {
    return notFound("Resource '" + rest + "' not found");
  }

  /** 412. */
  public static CrestRefusal precondition(String message) {
    return new CrestRefusal(412, message);
  }

  /** 501. */
  public static CrestRefusal notImplemented() {
    return new CrestRefusal(501, "Not Implemented");
  }

  /** 403. */
  public static CrestRefusal forbidden() {
    return new CrestRefusal(403, "Access denied");
  }

  /** The status of the answer. */
  public int code() {
    return code;
  }

  /** The body of the answer. */
  public Map<String, Object> body() {
    var body = new LinkedHashMap<String, Object>();
    body.put("code", code);
    body.put("reason", REASONS.getOrDefault(code, "Error"));
    body.put("message", escaped(getMessage()));
    if (detail != null) {
      body.put("detail", detail);
    }
    return body;
  }

  /** Messages are escaped for HTML; clients know them so. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
