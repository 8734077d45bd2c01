package io.horarium.web.jim;

import io.horarium.connectedsystem.RunProfileService;
import io.horarium.connectedsystem.RunProfileView;
import io.horarium.web.RequestBody;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Run profiles by their id alone; Horarium's own addition (contract/jim.md 13.2). */
@Path("/synchronisation/run-profiles/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class RunProfileByIdResource {

  @Inject RunProfileService profiles;

  @Inject RunProfileResource bySystem;

  /** The run profile. */
  @GET
  public RunProfileView get(@PathParam("id") int id) {
    return bySystem.get(profiles.systemOf(id), id);
  }

  /** Changes it; absent or null is unchanged. */
  @PUT
  public RunProfileView update(@PathParam("id") int id, RequestBody body) {
    return bySystem.update(profiles.systemOf(id), id, body);
  }

  /** Deletes it. */
  @DELETE
  public void delete(@PathParam("id") int id) {
    bySystem.delete(profiles.systemOf(id), id);
  }

  /** Runs it now. */
  @POST
  @Path("execute")
  public Response execute(@PathParam("id") int id, RequestBody body) {
    return bySystem.execute(profiles.systemOf(id), id, body);
  }
}
