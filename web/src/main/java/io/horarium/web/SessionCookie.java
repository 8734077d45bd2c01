package io.horarium.web;

import io.horarium.web.session.Credentials;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The cookie of a session (contract/openidm-scheduler.md 13). Scripts of a page cannot read it, and
 * other sites cannot make a browser send it with anything but a link.
 */
public final class SessionCookie {

  private SessionCookie() {}

  /** Gives the client this token. */
  public static void set(HttpServletRequest request, HttpServletResponse response, String token) {
    response.setHeader("Set-Cookie", text(request, token, ""));
  }

  /** The text of the header that takes the client's token away. */
  public static String cleared(HttpServletRequest request) {
    return text(request, "", "; Max-Age=0");
  }

  private static String text(HttpServletRequest request, String token, String more) {
    return Credentials.COOKIE
        + "="
        + token
        + "; Path=/; HttpOnly; SameSite=Lax"
        + (request.isSecure() ? "; Secure" : "")
        + more;
  }
}
