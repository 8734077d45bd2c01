package io.horarium.web.jim;

import io.horarium.sync.rule.MappingChange;
import io.horarium.sync.rule.MappingInput;
import io.horarium.sync.rule.MappingService;
import io.horarium.sync.rule.MappingView;
import io.horarium.web.Caller;
import io.horarium.web.RequestBody;
import io.horarium.web.RequestQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The mappings of a synchronisation rule (contract/jim-sync.md 5). */
@Path("/synchronisation/sync-rules/{rule}/mappings")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class MappingResource {

  @Inject MappingService mappings;

  @Inject RequestQuery query;

  @Inject Caller caller;

  /** All of them. */
  @GET
  public List<MappingView> list(@PathParam("rule") int rule) {
    return mappings.list(rule);
  }

  /** One of them. */
  @GET
  @Path("{id}")
  public MappingView get(@PathParam("rule") int rule, @PathParam("id") int id) {
    return mappings.get(rule, id);
  }

  /** Makes one. */
  @POST
  public Response create(@PathParam("rule") int rule, RequestBody body, @Context UriInfo uri) {
    MappingInput input = SyncRuleBodies.mapping(body.required());
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    MappingView mapping = mappings.create(rule, input, caller.because(reason));
    return Response.created(uri.getAbsolutePathBuilder().path(String.valueOf(mapping.id())).build())
        .entity(mapping)
        .build();
  }

  /** Changes one; absent is unchanged. */
  @PATCH
  @Path("{id}")
  public MappingView update(
      @PathParam("rule") int rule, @PathParam("id") int id, RequestBody body) {
    MappingChange change = SyncRuleBodies.mappingChange(body.required());
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return mappings.update(rule, id, change, caller.because(reason));
  }

  /** Deletes one. */
  @DELETE
  @Path("{id}")
  public void delete(@PathParam("rule") int rule, @PathParam("id") int id) {
    mappings.delete(rule, id, caller.because(query.text("changeReason")));
  }
}
