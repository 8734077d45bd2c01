package io.horarium.web.jim;

import io.horarium.sync.rule.MatchingRuleInput;
import io.horarium.sync.rule.MatchingRuleService;
import io.horarium.sync.rule.MatchingRuleView;
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

/** Matching rules of the object types of a connected system (contract/jim-sync.md 7). */
@Path("/synchronisation/connected-systems/{system}/matching-rules")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SystemMatchingRuleResource {

  @Inject MatchingRuleService matching;

  @Inject RequestQuery query;

  @Inject Caller caller;

  /** One of them. */
  @GET
  @Path("{id}")
  public MatchingRuleView get(@PathParam("system") int system, @PathParam("id") int id) {
    return matching.getOfSystem(system, id);
  }

  /** Makes one. */
  @POST
  public Response create(@PathParam("system") int system, RequestBody body, @Context UriInfo uri) {
    Integer objectType =
        body.required()
            .requiredInteger("connectedSystemObjectTypeId", Integer.MIN_VALUE, Integer.MAX_VALUE);
    MatchingRuleInput input = SyncRuleBodies.matchingRule(body);
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    MatchingRuleView rule =
        matching.createOfObjectType(system, objectType, input, caller.because(reason));
    return Response.created(uri.getAbsolutePathBuilder().path(String.valueOf(rule.id())).build())
        .entity(rule)
        .build();
  }

  /** Changes one; absent is unchanged. */
  @PUT
  @Path("{id}")
  public MatchingRuleView update(
      @PathParam("system") int system, @PathParam("id") int id, RequestBody body) {
    MatchingRuleInput input = SyncRuleBodies.matchingRule(body.required());
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return matching.updateOfSystem(system, id, input, caller.because(reason));
  }

  /** Deletes one. */
  @DELETE
  @Path("{id}")
  public void delete(@PathParam("system") int system, @PathParam("id") int id) {
    matching.deleteOfSystem(system, id, caller.because(query.text("changeReason")));
  }
}
