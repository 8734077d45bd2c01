package io.horarium.web.idm;

import io.horarium.execution.NodeState;
import io.horarium.execution.NodeStore;
import io.horarium.web.idm.crest.CrestAnswer;
import io.horarium.web.idm.crest.CrestHandler;
import io.horarium.web.idm.crest.CrestRefusal;
import io.horarium.web.idm.crest.CrestRequest;
import io.horarium.web.idm.crest.QueryAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /openidm/cluster}: the nodes and whether they are up (contract/openidm-scheduler.md 12).
 */
@ApplicationScoped
public class ClusterHandler implements CrestHandler {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXX").withZone(ZoneOffset.UTC);

  private NodeStore nodes;

  protected ClusterHandler() {}

  @Inject
  public ClusterHandler(NodeStore nodes) {
    this.nodes = nodes;
  }

  @Override
  public CrestAnswer read(CrestRequest request) {
    List<Map<String, Object>> all = all();
    if (request.isCollection()) {
      return CrestAnswer.ok(Map.of("results", all));
    }
    return CrestAnswer.ok(
        all.stream()
            .filter(node -> node.get("instanceId").equals(request.id()))
            .findFirst()
            .orElseThrow(() -> CrestRefusal.notFound("Not Found")));
  }

  @Override
  public CrestAnswer query(CrestRequest request) {
    if (!request.isCollection()) {
      throw CrestRefusal.notImplemented();
    }
    QueryAnswer query = QueryAnswer.of(request);
    return CrestAnswer.ok(query.over(all(), request.fields()));
  }

  private List<Map<String, Object>> all() {
    return nodes.all().stream().map(ClusterHandler::view).toList();
  }

  private static Map<String, Object> view(NodeState node) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("_id", node.id());
    view.put("instanceId", node.id());
    view.put("startup", date(node.startedAt()));
    view.put(
        "shutdown",
        node.up() ? "" : date(node.stoppedAt() == null ? node.seenAt() : node.stoppedAt()));
    view.put("state", node.up() ? "running" : "down");
    return view;
  }

  private static String date(Instant instant) {
    return instant == null ? "" : ISO.format(instant);
  }
}
