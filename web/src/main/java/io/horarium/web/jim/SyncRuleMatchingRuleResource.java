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
import java.util.List;

/** Own matching rules of an import rule (contract/jim-sync.md 7). */
@Path("/synchronisation/sync-rules/{rule}/matching-rules")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SyncRuleMatchingRuleResource {

  @Inject MatchingRuleService matching;

  @Inject RequestQuery query;

  @Inject Caller caller;

  /** All of them, in their order. */
  @GET
  public List<MatchingRuleView> list(@PathParam("rule") int rule) {
    return matching.ofSyncRule(rule);
  }

  /** One of them. */
  @GET
  @Path("{id}")
  public MatchingRuleView get(@PathParam("rule") int rule, @PathParam("id") int id) {
    return matching.getOfSyncRule(rule, id);
  }

  /** Makes one. */
  @POST
  public Response create(@PathParam("rule") int rule, RequestBody body, @Context UriInfo uri) {
    MatchingRuleInput input = SyncRuleBodies.matchingRule(body.required());
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    MatchingRuleView made = matching.createOfSyncRule(rule, input, caller.because(reason));
    return Response.created(uri.getAbsolutePathBuilder().path(String.valueOf(made.id())).build())
        .entity(made)
        .build();
  }

  /** Changes one; absent is unchanged. */
  @PUT
  @Path("{id}")
  public MatchingRuleView update(
      @PathParam("rule") int rule, @PathParam("id") int id, RequestBody body) {
    MatchingRuleInput input = SyncRuleBodies.matchingRule(body.required());
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return matching.updateOfSyncRule(rule, id, input, caller.because(reason));
  }

  /** Deletes one. */
  @DELETE
  @Path("{id}")
  public void delete(@PathParam("rule") int rule, @PathParam("id") int id) {
    matching.deleteOfSyncRule(rule, id, caller.because(query.text("changeReason")));
  }
}
