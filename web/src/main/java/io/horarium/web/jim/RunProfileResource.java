package io.horarium.web.jim;

import io.horarium.connectedsystem.RunProfileChange;
import io.horarium.connectedsystem.RunProfileService;
import io.horarium.connectedsystem.RunProfileView;
import io.horarium.connectedsystem.RunType;
import io.horarium.connector.FileRoots;
import io.horarium.execution.ExecutionService;
import io.horarium.execution.RunOverrides;
import io.horarium.execution.StartedRun;
import io.horarium.web.Caller;
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
import java.util.UUID;

/** Run profiles of a connected system (contract/jim.md 13). */
@Path("/synchronisation/connected-systems/{system}/run-profiles")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class RunProfileResource {

  private static final int MAX_PATH = 500;
  private static final int MAX_PAGE_SIZE = 10_000;

  @Inject RunProfileService profiles;

  @Inject ExecutionService executions;

  @Inject FileRoots files;

  @Inject RequestQuery query;

  @Inject Caller caller;

  /** All of them. */
  @GET
  public List<RunProfileView> list(@PathParam("system") int system) {
    return profiles.list(system);
  }

  /** One of them. */
  @GET
  @Path("{id}")
  public RunProfileView get(@PathParam("system") int system, @PathParam("id") int id) {
    return profiles.get(system, id);
  }

  /** Makes one. As JIM does, the location is that of the list. */
  @POST
  public Response create(@PathParam("system") int system, RequestBody body, @Context UriInfo uri) {
    body.required();
    String name = body.requiredText("name", 200);
    RunType runType = body.requiredOneOf("runType", RunType.class);
    String reason = ConnectedSystemBodies.changeReason(body);
    RunProfileChange values = values(name, body);
    return Response.created(uri.getAbsolutePath())
        .entity(profiles.create(system, runType, values, caller.because(reason)))
        .build();
  }

  /** Changes one; absent or null is unchanged. */
  @PUT
  @Path("{id}")
  public RunProfileView update(
      @PathParam("system") int system, @PathParam("id") int id, RequestBody body) {
    String name =
        body.required().has("name") && !body.isNull("name") ? body.requiredText("name", 200) : null;
    String reason = ConnectedSystemBodies.changeReason(body);
    return profiles.update(system, id, values(name, body), caller.because(reason));
  }

  private static RunProfileChange values(String name, RequestBody body) {
    var values =
        new RunProfileChange(
            name,
            body.integer("pageSize", 1, MAX_PAGE_SIZE),
            body.integer("partitionId", Integer.MIN_VALUE, Integer.MAX_VALUE),
            body.text("filePath", MAX_PATH),
            body.bool("verifyImportContentHashes"));
    body.check();
    return values;
  }

  /** Deletes one. */
  @DELETE
  @Path("{id}")
  public void delete(@PathParam("system") int system, @PathParam("id") int id) {
    profiles.delete(system, id, caller.because(query.text("changeReason")));
  }

  /** Runs one now. The body is optional and holds what this run does differently. */
  @POST
  @Path("{id}/execute")
  public Response execute(
      @PathParam("system") int system, @PathParam("id") int id, RequestBody body) {
    String filePath = ConnectedSystemBodies.emptyToNull(body.text("filePath", MAX_PATH));
    Boolean override = body.bool("overrideDeleteGuard");
    body.check();
    if (filePath != null) {
      files.resolve("filePath", filePath);
    }
    StartedRun run =
        executions.runProfile(
            system,
            id,
            new RunOverrides(filePath, Boolean.TRUE.equals(override)),
            caller.initiator());
    return Response.accepted(
            new StartedView(
                run.activityId(),
                run.taskId(),
                "Run Profile '" + run.runProfileName() + "' has been queued for execution.",
                run.warnings()))
        .build();
  }

  /** A run that was queued. */
  public record StartedView(UUID activityId, UUID taskId, String message, List<String> warnings) {}
}
