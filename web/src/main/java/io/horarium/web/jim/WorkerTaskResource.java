package io.horarium.web.jim;

import io.horarium.execution.ExecutionService;
import io.horarium.execution.WorkerTaskQueries;
import io.horarium.web.Caller;
import io.horarium.web.Page;
import io.horarium.web.PageQuery;
import io.horarium.web.RequestQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Work that waits or is being done (contract/jim.md 16). */
@Path("/worker-tasks")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WorkerTaskResource {

  private static final int PAGE_SIZE = 50;

  @Inject WorkerTaskQueries tasks;

  @Inject RequestQuery query;

  @Inject ExecutionService executions;

  @Inject Caller caller;

  /** One page of tasks, the newest first. */
  @GET
  public Page<WorkerTaskView> list() {
    PageQuery page = PageQuery.of(query, PAGE_SIZE);
    return Page.of(tasks.list(page.offset(), page.pageSize()), page, WorkerTaskView::of);
  }

  /** One task; not found once it has ended. */
  @GET
  @Path("{id}")
  public WorkerTaskView get(@PathParam("id") UUID id) {
    return WorkerTaskView.of(tasks.get(id));
  }

  /** Cancels one task; accepted, it stops at its next safe point. */
  @POST
  @Path("{id}/cancel")
  public Response cancel(@PathParam("id") UUID id) {
    executions.cancelTask(id, caller.initiator());
    return Response.accepted().build();
  }
}
