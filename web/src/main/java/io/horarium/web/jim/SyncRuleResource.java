package io.horarium.web.jim;

import io.horarium.platform.RecordListing;
import io.horarium.sync.rule.Direction;
import io.horarium.sync.rule.SyncRuleChange;
import io.horarium.sync.rule.SyncRuleFilter;
import io.horarium.sync.rule.SyncRuleService;
import io.horarium.sync.rule.SyncRuleSubject;
import io.horarium.sync.rule.SyncRuleView;
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

/** Synchronisation rules (contract/jim-sync.md 4). */
@Path("/synchronisation/sync-rules")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SyncRuleResource {

  private static final int DEFAULT_SIZE = 25;

  @Inject SyncRuleService rules;

  @Inject RequestQuery query;

  @Inject Caller caller;

  /** One page of the rules. */
  @GET
  public Page<SyncRuleView> list() {
    PageQuery page = PageQuery.of(query, DEFAULT_SIZE);
    var filter =
        new SyncRuleFilter(
            query.integers("connectedSystemIds"),
            query.all("directions", Direction.class),
            query.all("actionTypes", SyncRuleFilter.ActionType.class),
            query.all("statuses", SyncRuleFilter.Status.class),
            query.text("search"));
    return Page.of(rules.list(filter, listing(query, page)), page);
  }

  /** How a list of configuration is sorted, filtered and cut. */
  static RecordListing listing(RequestQuery query, PageQuery page) {
    return new RecordListing(
        query.text("sortBy"),
        query.sortDirectionIsDescending(),
        query.text("filter"),
        page.offset(),
        page.pageSize());
  }

  /** One rule. */
  @GET
  @Path("{id}")
  public SyncRuleView get(@PathParam("id") int id) {
    return rules.get(id);
  }

  /** Makes a rule. */
  @POST
  public Response create(RequestBody body, @Context UriInfo uri) {
    String name = body.required().requiredText("name", 200);
    Integer system = required(body, "connectedSystemId");
    Integer objectType = required(body, "connectedSystemObjectTypeId");
    Integer mvObjectType = required(body, "metaverseObjectTypeId");
    Direction direction = body.requiredOneOf("direction", Direction.class);
    SyncRuleChange values = SyncRuleBodies.rule(name, body);
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    SyncRuleView rule =
        rules.create(
            new SyncRuleSubject(system, objectType, mvObjectType, direction),
            values,
            caller.because(reason));
    return Response.created(uri.getAbsolutePathBuilder().path(String.valueOf(rule.id())).build())
        .entity(rule)
        .build();
  }

  private static Integer required(RequestBody body, String name) {
    return body.requiredInteger(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** Changes a rule; absent or null is unchanged. */
  @PUT
  @Path("{id}")
  public SyncRuleView update(@PathParam("id") int id, RequestBody body) {
    String name =
        body.required().has("name") && !body.isNull("name") ? body.requiredText("name", 200) : null;
    SyncRuleChange change = SyncRuleBodies.rule(name, body);
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return rules.update(id, change, caller.because(reason));
  }

  /** Deletes a rule with all that hangs on it. */
  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") int id) {
    rules.delete(id, caller.because(query.text("changeReason")));
  }
}
