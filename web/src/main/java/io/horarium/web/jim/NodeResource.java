package io.horarium.web.jim;

import io.horarium.execution.ExecutionQueries;
import io.horarium.execution.NodeState;
import io.horarium.execution.NodeStore;
import io.horarium.platform.Node;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The nodes of the cluster (design.md section 2); ours. */
@Path("/nodes")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class NodeResource {

  @Inject NodeStore nodes;

  @Inject ExecutionQueries executions;

  @Inject Node node;

  /** Every node that has ever been here, by name. */
  @GET
  public List<NodeView> list() {
    return nodes.all().stream().map(state -> NodeView.of(state, node)).toList();
  }

  /** What a node works on, oldest first. */
  @GET
  @Path("{id}/executions")
  public List<ScheduleExecutionView> running(@PathParam("id") String id) {
    return nodes.running(id).stream().map(executions::find).map(ScheduleExecutionView::of).toList();
  }

  /**
   * One node.
   *
   * @param state running or down
   * @param firesPersistedSchedules false: it manages them only
   * @param answering whether it is the one that answers
   */
  public record NodeView(
      String id,
      UUID incarnation,
      String state,
      Instant startedAt,
      Instant lastSeenAt,
      Instant stoppedAt,
      boolean firesPersistedSchedules,
      int runningExecutions,
      boolean answering) {

    private static NodeView of(NodeState state, Node self) {
      return new NodeView(
          state.id(),
          state.incarnation(),
          state.up() ? "running" : "down",
          state.startedAt(),
          state.seenAt(),
          state.stoppedAt(),
          state.fires(),
          state.runningExecutions(),
          state.id().equals(self.id()));
    }
  }
}
