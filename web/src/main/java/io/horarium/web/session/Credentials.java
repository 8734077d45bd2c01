package io.horarium.web.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** What a request brings to show who sends it (contract/jim.md 2, openidm-scheduler.md 13). */
public sealed interface Credentials {

  /** The cookie that takes the place of other credentials after a login in the IDM dialect. */
  String COOKIE = "session-jwt";

  /** {@code X-API-Key}. */
  record ApiKey(String text) implements Credentials {}

  /**
   * A name and a password.
   *
   * @param opensSession whether success opens a session
   */
  record Password(String name, String password, boolean opensSession) implements Credentials {}

  /** {@code Authorization: Bearer}. */
  record Bearer(String token) implements Credentials {}

  /** The session of an earlier login. */
  record Session(String token) implements Credentials {}

  /** They are there, but cannot be read. */
  record Unreadable() implements Credentials {}

  /**
   * Those of a request. The first that is there counts, valid or not: the key, the headers of IDM,
   * {@code Authorization}, the cookie. The headers of IDM and the cookie count in its dialect only.
   */
  static Optional<Credentials> of(HttpServletRequest request) {
    boolean idm = isIdm(request);
    String key = request.getHeader("X-API-Key");
    if (key != null) {
      return Optional.of(new ApiKey(key));
    }
    boolean opensSession =
        idm && !"true".equalsIgnoreCase(request.getHeader("X-OpenIDM-NoSession"));
    String name = request.getHeader("X-OpenIDM-Username");
    if (idm && name != null) {
      String password = request.getHeader("X-OpenIDM-Password");
      if (password == null) {
        return Optional.of(new Unreadable());
      }
      Optional<String> plainName = decoded(name);
      Optional<String> plainPassword = decoded(password);
      return Optional.of(
          plainName.isPresent() && plainPassword.isPresent()
              ? new Password(plainName.get(), plainPassword.get(), opensSession)
              : new Unreadable());
    }
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      return Optional.of(authorization(authorization.strip(), opensSession));
    }
    return idm ? cookie(request) : Optional.empty();
  }

  /** Whether the request is one of the IDM dialect. */
  static boolean isIdm(HttpServletRequest request) {
    return request.getServletPath().equals("/openidm");
  }

  private static Credentials authorization(String header, boolean opensSession) {
    int blank = header.indexOf(' ');
    String scheme = blank < 0 ? header : header.substring(0, blank);
    String rest = blank < 0 ? "" : header.substring(blank).strip();
    switch (scheme.toLowerCase(Locale.ROOT)) {
      case "bearer" -> {
        return new Bearer(rest);
      }
      case "basic" -> {
        try {
          String pair = new String(Base64.getDecoder().decode(rest), StandardCharsets.UTF_8);
          int colon = pair.indexOf(':');
          return colon < 0
              ? new Unreadable()
              : new Password(pair.substring(0, colon), pair.substring(colon + 1), opensSession);
        } catch (IllegalArgumentException e) {
          return new Unreadable();
        }
      }
      default -> {
        return new Unreadable();
      }
    }
  }

  private static Optional<Credentials> cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(COOKIE) && !cookie.getValue().isEmpty()) {
        return Optional.of(new Session(cookie.getValue()));
      }
    }
    return Optional.empty();
  }

  /** A header's text, which may be encoded as RFC 5987 says: {@code utf-8''J%C3%B6rg}. */
  private static Optional<String> decoded(String header) {
    int first = header.indexOf('\'');
    int second = header.indexOf('\'', first + 1);
    if (first <= 0 || second < 0) {
      return Optional.of(header);
    }
    Charset charset;
    try {
      charset = Charset.forName(header.substring(0, first));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.of(header);
    }
    try {
      return Optional.of(
          URLDecoder.decode(header.substring(second + 1).replace("+", "%2B"), charset));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
