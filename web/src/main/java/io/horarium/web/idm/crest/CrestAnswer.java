package io.horarium.web.idm.crest;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a resource answers.
 *
 * @param body what {@link CrestJson} writes
 * @param headers beside those of every answer
 */
public record CrestAnswer(int status, Object body, Map<String, String> headers) {

  /** 200. */
  public static CrestAnswer ok(Object body) {
    return new CrestAnswer(200, body, Map.of());
  }

  /** 201 for a resource at {@code path} below {@code /openidm}. */
  public static CrestAnswer created(Object body, String path) {
    return new CrestAnswer(201, body, Map.of("Location", path));
  }

  /** The same with a revision. */
  public CrestAnswer withRevision(String revision) {
    var more = new TreeMap<>(headers);
    more.put("ETag", "\"" + revision + "\"");
    return new CrestAnswer(status, body, more);
  }
}
