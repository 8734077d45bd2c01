package io.horarium.web.idm.crest;

import java.util.ArrayList;
import java.util.List;

/** Finds the resource of a path, and the version of it that the client wants. */
public final class CrestRouter {

  private record Route(List<String> path, ApiVersion byDefault, CrestHandler handler) {}

  /**
   * Where a request goes.
   *
   * @param request with the rest of the path, and a version
   */
  public record Match(CrestHandler handler, CrestRequest request) {}

  private final List<Route> routes = new ArrayList<>();

  /**
   * Adds a resource that has versions 1.0 and 2.0.
   *
   * @param path such as {@code scheduler/job}; a longer one beside it wins
   * @param byDefault the version of clients that ask for none
   */
  public CrestRouter add(String path, ApiVersion byDefault, CrestHandler handler) {
    routes.add(new Route(List.of(path.split("/", -1)), byDefault, handler));
    return this;
  }

  /**
   * The resource of a request.
   *
   * @throws CrestRefusal the path leads nowhere, or there is no such version
   */
  public Match match(CrestRequest request) {
    Route best = null;
    for (Route route : routes) {
      if (isPrefix(route.path(), request.segments())
          && (best == null || route.path().size() > best.path().size())) {
        best = route;
      }
    }
    if (best == null) {
      throw CrestRefusal.noRoute(request.segments().isEmpty() ? "" : request.segments().get(0));
    }
    ApiVersion wanted = request.version() == null ? best.byDefault() : request.version();
    if (!wanted.equals(ApiVersion.V1) && !wanted.equals(ApiVersion.V2)) {
      throw CrestRefusal.noRoute("");
    }
    return new Match(best.handler(), request.below(best.path().size(), wanted));
  }

  private static boolean isPrefix(List<String> path, List<String> segments) {
    return segments.size() >= path.size() && segments.subList(0, path.size()).equals(path);
  }
}
