package io.horarium.web.jim;

import io.horarium.execution.ExecutionFilter;
import io.horarium.execution.ExecutionQueries;
import io.horarium.execution.ExecutionService;
import io.horarium.execution.ExecutionStatus;
import io.horarium.execution.RerunMode;
import io.horarium.execution.RerunService;
import io.horarium.web.Caller;
import io.horarium.web.Page;
import io.horarium.web.PageQuery;
import io.horarium.web.RequestBody;
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
import java.util.List;
import java.util.UUID;

/** Executions of schedules (contract/jim.md 11.2). */
@Path("/schedule-executions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ScheduleExecutionResource {

  private static final int PAGE_SIZE = 20;

  @Inject ExecutionQueries executions;

  @Inject ExecutionService runs;

  @Inject RerunService reruns;

  @Inject RequestQuery query;

  @Inject Caller caller;

  /** One page of executions, the newest first unless asked otherwise. */
  @GET
  public Page<ScheduleExecutionView> list() {
    PageQuery page = PageQuery.strict(query, PAGE_SIZE);
    var filter =
        new ExecutionFilter(
            query.uuid("scheduleId"),
            query.all("status", ExecutionStatus.class),
            ExecutionFilter.Sort.named(query.text("sortBy")),
            query.bool("sortDescending", true));
    return Page.of(
        executions.list(filter, page.offset(), page.pageSize()), page, ScheduleExecutionView::of);
  }

  /** Every execution that has not ended, the oldest first. */
  @GET
  @Path("active")
  public List<ScheduleExecutionView> active() {
    return executions.active().stream().map(ScheduleExecutionView::of).toList();
  }

  /** One execution with its steps. */
  @GET
  @Path("{id}")
  public ScheduleExecutionDetailView get(@PathParam("id") UUID id) {
    return ScheduleExecutionDetailView.of(executions.get(id));
  }

  /** Does again what did not succeed, as a new execution; ours. */
  @POST
  @Path("{id}/rerun")
  public Response rerun(@PathParam("id") UUID id, RequestBody body) {
    RerunMode mode = body.required().requiredOneOf("mode", RerunMode.class);
    body.check();
    UUID execution = reruns.rerun(id, mode, caller.initiator());
    return Response.accepted(
            new RerunView(execution, "The execution has been queued to be run again."))
        .build();
  }

  /** Answer to a rerun. */
  public record RerunView(UUID executionId, String message) {}

  /** Cancels an execution. */
  @POST
  @Path("{id}/cancel")
  public ScheduleExecutionView cancel(@PathParam("id") UUID id) {
    runs.cancel(id, caller.initiator());
    return ScheduleExecutionView.of(executions.find(id));
  }
}
