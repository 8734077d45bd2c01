package io.horarium.web.idm.crest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Accept-API-Version} (contract/openidm-scheduler.md 2.1).
 *
 * @param protocol 2.1 unless the client said otherwise
 * @param resource null when the client leaves it to the server
 */
record VersionHeader(ApiVersion protocol, ApiVersion resource) {

  static final ApiVersion PROTOCOL = new ApiVersion(2, 1);

  private static final Pattern PART =
      Pattern.compile("\\s*(protocol|resource)\\s*=\\s*(\\d{1,4})(?:\\.(\\d{1,4}))?\\s*");

  /**
   * Reads the header.
   *
   * @param text null when it was not sent
   * @throws CrestRefusal malformed, or a protocol that is not spoken
   */
  static VersionHeader parse(String text) {
    ApiVersion protocol = null;
    ApiVersion resource = null;
    if (text != null && !text.isBlank()) {
      String[] parts = text.split(",", -1);
      for (String part : parts) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches()) {
          throw malformed(text);
        }
        ApiVersion version =
            new ApiVersion(
                Integer.parseInt(matcher.group(2)),
                matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)));
        if (matcher.group(1).equals("protocol") && protocol == null) {
          protocol = version;
        } else if (matcher.group(1).equals("resource") && resource == null) {
          resource = version;
        } else {
          throw malformed(text);
        }
      }
    }
    return new VersionHeader(spoken(protocol == null ? PROTOCOL : protocol), resource);
  }

  private static ApiVersion spoken(ApiVersion protocol) {
    if (protocol.major() < 1 || protocol.major() > PROTOCOL.major()) {
      throw CrestRefusal.badRequest("Unsupported major version: " + protocol);
    }
    int newest = protocol.major() == PROTOCOL.major() ? PROTOCOL.minor() : 0;
    if (protocol.minor() > newest) {
      throw CrestRefusal.badRequest("Unsupported minor version: " + protocol);
    }
    return protocol;
  }

  private static CrestRefusal malformed(String text) {
    String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return CrestRefusal.badRequest("Version string is in an invalid format: " + shown);
  }
}
