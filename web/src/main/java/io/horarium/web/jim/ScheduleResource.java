package io.horarium.web.jim;

import io.horarium.execution.ExecutionQueries;
import io.horarium.execution.ExecutionService;
import io.horarium.execution.ExecutionSummary;
import io.horarium.fire.FireOutcome;
import io.horarium.fire.FireQueries;
import io.horarium.platform.Slice;
import io.horarium.schedule.FiringInput;
import io.horarium.schedule.PauseService;
import io.horarium.schedule.PreviewService;
import io.horarium.schedule.ScheduleDetail;
import io.horarium.schedule.ScheduleQuery;
import io.horarium.schedule.ScheduleService;
import io.horarium.schedule.ScheduleSummary;
import io.horarium.schedule.Timing;
import io.horarium.schedule.TriggerPreview;
import io.horarium.web.Caller;
import io.horarium.web.Page;
import io.horarium.web.PageQuery;
import io.horarium.web.RequestBody;
import io.horarium.web.RequestQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Schedules (contract/jim.md 7.2). */
@Path("/schedules")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ScheduleResource {

  private static final int PAGE_SIZE = 20;
  private static final int PREVIEWED = 10;

  @Inject ScheduleService schedules;

  @Inject PauseService pauses;

  @Inject PreviewService previews;

  @Inject FireQueries fires;

  @Inject ExecutionQueries executions;

  @Inject ExecutionService runs;

  @Inject RequestQuery query;

  @Inject Caller caller;

  /** One page of schedules. */
  @GET
  public Page<ScheduleView> list() {
    PageQuery page = PageQuery.strict(query, PAGE_SIZE);
    Slice<ScheduleSummary> found =
        schedules.list(
            new ScheduleQuery(
                query.text("search"),
                ScheduleQuery.Sort.named(query.text("sortBy")),
                query.bool("sortDescending", false),
                page.offset(),
                page.pageSize()));
    Map<UUID, ExecutionSummary> last =
        executions.newestBySchedule(found.items().stream().map(ScheduleSummary::id).toList());
    return Page.of(found, page, schedule -> ScheduleView.of(schedule, last.get(schedule.id())));
  }

  /** One schedule. */
  @GET
  @Path("{id}")
  public ScheduleDetailView get(@PathParam("id") UUID id) {
    return view(schedules.get(id));
  }

  /** Makes a schedule. */
  @POST
  public Response create(RequestBody body, @Context UriInfo uri) {
    ScheduleDetail made = schedules.create(ScheduleBody.read(body), caller.initiator());
    return Response.created(
            uri.getAbsolutePathBuilder().path(made.summary().id().toString()).build())
        .entity(ScheduleDetailView.of(made, null))
        .build();
  }

  /** Replaces a schedule. */
  @PUT
  @Path("{id}")
  public ScheduleDetailView replace(@PathParam("id") UUID id, RequestBody body) {
    return view(schedules.replace(id, ScheduleBody.read(body), caller.initiator()));
  }

  /** Deletes a schedule; its active executions are cancelled first. */
  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") UUID id) {
    schedules.delete(id, query.text("changeReason"), caller.initiator());
  }

  /** Lets the trigger start the schedule. */
  @POST
  @Path("{id}/enable")
  public ScheduleView enable(@PathParam("id") UUID id) {
    return view(schedules.enable(id, query.text("changeReason"), caller.initiator()));
  }

  /** Keeps the trigger from starting the schedule. */
  @POST
  @Path("{id}/disable")
  public ScheduleView disable(@PathParam("id") UUID id) {
    return view(schedules.disable(id, query.text("changeReason"), caller.initiator()));
  }

  /** Keeps the schedule from starting, but not its next instant from being known. */
  @POST
  @Path("{id}/pause")
  public ScheduleView pause(@PathParam("id") UUID id) {
    return view(pauses.pause(id, query.text("changeReason"), caller.initiator()));
  }

  /** Lets a paused schedule go on. */
  @POST
  @Path("{id}/resume")
  public ScheduleView resume(@PathParam("id") UUID id) {
    return view(pauses.resume(id, query.text("changeReason"), caller.initiator()));
  }

  /** Pauses every schedule, also those made later. */
  @POST
  @Path("pause-all")
  public PausedView pauseAll() {
    int changed = pauses.pauseAll(query.text("changeReason"), caller.initiator());
    return new PausedView(true, changed);
  }

  /** Lets every schedule go on. */
  @POST
  @Path("resume-all")
  public PausedView resumeAll() {
    int changed = pauses.resumeAll(query.text("changeReason"), caller.initiator());
    return new PausedView(false, changed);
  }

  /** What a trigger that is not saved would do. */
  @POST
  @Path("preview")
  public TriggerPreview preview(RequestBody body) {
    body.required();
    Timing timing = ScheduleBody.timing(body);
    FiringInput firing = ScheduleBody.firing(body);
    Integer count = body.integer("count", 1, 100);
    body.check();
    return previews.preview(timing, firing, count == null ? PREVIEWED : count);
  }

  /** One page of what was due and what became of it, the newest first. */
  @GET
  @Path("{id}/fires")
  public Page<FireView> fires(@PathParam("id") UUID id) {
    PageQuery page = PageQuery.strict(query, PAGE_SIZE);
    schedules.get(id);
    var filter =
        new FireQueries.Filter(
            id,
            List.copyOf(query.all("outcome", FireOutcome.class)),
            query.instant("from"),
            query.instant("to"));
    return Page.of(fires.list(filter, page.offset(), page.pageSize()), page, FireView::of);
  }

  /** Runs the schedule now. */
  @POST
  @Path("{id}/run")
  public Response run(@PathParam("id") UUID id) {
    String name = schedules.get(id).summary().name();
    UUID execution = runs.runSchedule(id, caller.initiator());
    return Response.accepted(
            new StartedView(execution, "Schedule '" + name + "' has been started."))
        .build();
  }

  private ScheduleView view(ScheduleSummary schedule) {
    return ScheduleView.of(schedule, last(schedule.id()));
  }

  private ScheduleDetailView view(ScheduleDetail schedule) {
    return ScheduleDetailView.of(schedule, last(schedule.summary().id()));
  }

  private ExecutionSummary last(UUID scheduleId) {
    return executions.newestBySchedule(List.of(scheduleId)).get(scheduleId);
  }

  /**
   * Whether everything is paused now.
   *
   * @param changed how many schedules were not so before
   */
  public record PausedView(boolean allPaused, int changed) {}

  /** An execution that was started. */
  public record StartedView(UUID executionId, String message) {}
}
