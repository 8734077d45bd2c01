package io.horarium.web.idm.crest;

import java.util.List;
import java.util.Map;

/**
 * One request of the IDM dialect, read and checked as far as every resource needs it
 * (contract/openidm-scheduler.md 2).
 *
 * @param segments of the path below {@code /openidm}, decoded
 * @param version of the resource that answers; null until the router has chosen it
 * @param protocol of the request
 * @param fields what the client wants to see
 * @param ifMatch without quotation marks; null when not sent
 * @param ifNoneMatch without quotation marks; null when not sent
 * @param body a map or, for PATCH, a list; null when none was sent
 */
public record CrestRequest(
    Operation operation,
    List<String> segments,
    ApiVersion version,
    ApiVersion protocol,
    Parameters parameters,
    FieldSelection fields,
    String ifMatch,
    String ifNoneMatch,
    Object body) {

  /** Matches any revision. */
  public static final String ANY = "*";

  public CrestRequest {
    segments = List.copyOf(segments);
  }

  /** As the router hands it on: only the rest of the path, and a version. */
  CrestRequest below(int taken, ApiVersion chosen) {
    return new CrestRequest(
        operation,
        segments.subList(taken, segments.size()),
        chosen,
        protocol,
        parameters,
        fields,
        ifMatch,
        ifNoneMatch,
        body);
  }

  /** The same with another rest of the path. */
  public CrestRequest at(List<String> rest) {
    return new CrestRequest(
        operation, rest, version, protocol, parameters, fields, ifMatch, ifNoneMatch, body);
  }

  /** Whether the path ends at the collection. */
  public boolean isCollection() {
    return segments.isEmpty();
  }

  /** The id that the path ends with. */
  public String id() {
    return String.join("/", segments);
  }

  /** The name of the action, as sent. */
  public String action() {
    return parameters.get("_action").orElse("");
  }

  /**
   * The body as an object; an empty one when none was sent.
   *
   * @throws CrestRefusal it is a list
   */
  public Map<String, Object> object() {
    if (body == null) {
      return Map.of();
    }
    if (!(body instanceof Map<?, ?> map)) {
      throw BodyReader.notAnObject();
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> object = (Map<String, Object>) map;
    return object;
  }
}
