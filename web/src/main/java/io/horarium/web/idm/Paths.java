package io.horarium.web.idm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Ids in addresses. */
final class Paths {

  private Paths() {}

  /** One segment of a path. */
  static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
