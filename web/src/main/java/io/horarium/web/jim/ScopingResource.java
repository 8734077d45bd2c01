package io.horarium.web.jim;

import io.horarium.sync.rule.CriterionInput;
import io.horarium.sync.rule.GroupType;
import io.horarium.sync.rule.ScopeCriterionView;
import io.horarium.sync.rule.ScopeGroupView;
import io.horarium.sync.rule.ScopingService;
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

/** Which objects a synchronisation rule is for (contract/jim-sync.md 6). */
@Path("/synchronisation/sync-rules/{rule}/scoping-criteria")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ScopingResource {

  @Inject ScopingService scoping;

  @Inject RequestQuery query;

  @Inject Caller caller;

  @Context UriInfo uri;

  /** The root groups with all below. */
  @GET
  public List<ScopeGroupView> list(@PathParam("rule") int rule) {
    return scoping.list(rule);
  }

  /** A group of any depth. */
  @GET
  @Path("{group}")
  public ScopeGroupView get(@PathParam("rule") int rule, @PathParam("group") int group) {
    return scoping.get(rule, group);
  }

  /** Makes a root group. */
  @POST
  public Response create(@PathParam("rule") int rule, RequestBody body) {
    return create(rule, null, body);
  }

  /** Makes a group inside another one. */
  @POST
  @Path("{group}/child-groups")
  public Response createChild(
      @PathParam("rule") int rule, @PathParam("group") int group, RequestBody body) {
    return create(rule, group, body);
  }

  private Response create(int rule, Integer parent, RequestBody body) {
    GroupType type = body.oneOf("type", GroupType.class);
    Integer position = body.integer("position", 0, Integer.MAX_VALUE);
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    ScopeGroupView group =
        scoping.createGroup(
            rule,
            parent,
            type == null ? GroupType.All : type,
            position == null ? 0 : position,
            caller.because(reason));
    return created(rule, group.id(), group);
  }

  /** Changes a group; absent is unchanged. */
  @PUT
  @Path("{group}")
  public ScopeGroupView update(
      @PathParam("rule") int rule, @PathParam("group") int group, RequestBody body) {
    GroupType type = body.required().oneOf("type", GroupType.class);
    Integer position = body.integer("position", 0, Integer.MAX_VALUE);
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return scoping.updateGroup(rule, group, type, position, caller.because(reason));
  }

  /** Deletes a group with all below. */
  @DELETE
  @Path("{group}")
  public void delete(@PathParam("rule") int rule, @PathParam("group") int group) {
    scoping.deleteGroup(rule, group, caller.because(query.text("changeReason")));
  }

  /** Makes a criterion. As in JIM, the location is that of the group. */
  @POST
  @Path("{group}/criteria")
  public Response createCriterion(
      @PathParam("rule") int rule, @PathParam("group") int group, RequestBody body) {
    CriterionInput input = SyncRuleBodies.criterion(body.required());
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return created(
        rule, group, scoping.createCriterion(rule, group, input, caller.because(reason)));
  }

  /** Replaces a criterion. */
  @PUT
  @Path("{group}/criteria/{id}")
  public ScopeCriterionView updateCriterion(
      @PathParam("rule") int rule,
      @PathParam("group") int group,
      @PathParam("id") int id,
      RequestBody body) {
    CriterionInput input = SyncRuleBodies.criterion(body.required());
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return scoping.updateCriterion(rule, group, id, input, caller.because(reason));
  }

  /** Deletes a criterion. */
  @DELETE
  @Path("{group}/criteria/{id}")
  public void deleteCriterion(
      @PathParam("rule") int rule, @PathParam("group") int group, @PathParam("id") int id) {
    scoping.deleteCriterion(rule, group, id, caller.because(query.text("changeReason")));
  }

  private Response created(int rule, int group, Object entity) {
    return Response.created(
            uri.getBaseUriBuilder()
                .path(ScopingResource.class)
                .path(String.valueOf(group))
                .build(rule))
        .entity(entity)
        .build();
  }
}
