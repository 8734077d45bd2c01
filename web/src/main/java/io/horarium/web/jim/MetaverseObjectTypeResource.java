package io.horarium.web.jim;

import io.horarium.metaverse.DeletionRule;
import io.horarium.metaverse.DeletionTriggerMode;
import io.horarium.metaverse.MvObjectTypeChange;
import io.horarium.metaverse.MvObjectTypeHeaderView;
import io.horarium.metaverse.MvObjectTypeImpact;
import io.horarium.metaverse.MvObjectTypeService;
import io.horarium.metaverse.MvObjectTypeService.NameAvailability;
import io.horarium.metaverse.MvObjectTypeView;
import io.horarium.problem.InvalidInput;
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

/** Types of the metaverse (contract/jim-sync.md 8.1). */
@Path("/metaverse/object-types")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class MetaverseObjectTypeResource {

  private static final int DEFAULT_SIZE = 25;

  @Inject MvObjectTypeService types;

  @Inject RequestQuery query;

  @Inject Caller caller;

  /** One page of the types. */
  @GET
  public Page<MvObjectTypeHeaderView> list() {
    PageQuery page = PageQuery.of(query, DEFAULT_SIZE);
    query.bool("includeChildObjects");
    return Page.of(types.list(SyncRuleResource.listing(query, page)), page);
  }

  /** One type, always with its attributes. */
  @GET
  @Path("{id}")
  public MvObjectTypeView get(@PathParam("id") int id) {
    query.bool("includeChildObjects");
    return types.get(id);
  }

  /** Whether names are free. */
  @GET
  @Path("name-availability")
  public NameAvailability nameAvailability() {
    String name = query.text("name");
    String pluralName = query.text("pluralName");
    if (name == null && pluralName == null) {
      throw InvalidInput.request("Neither name nor pluralName is given; add one to the query.");
    }
    return types.nameAvailability(name, pluralName, query.integer("excludeId"));
  }

  /** Makes a type. */
  @POST
  public Response create(RequestBody body, @Context UriInfo uri) {
    String name = body.required().requiredText("name", 200);
    String pluralName = body.requiredText("pluralName", 200);
    MvObjectTypeChange values = values(name, pluralName, body);
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    MvObjectTypeView type = types.create(values, caller.because(reason));
    return Response.created(uri.getAbsolutePathBuilder().path(String.valueOf(type.id())).build())
        .entity(type)
        .build();
  }

  /** Changes a type; absent is unchanged. */
  @PUT
  @Path("{id}")
  public MvObjectTypeView update(@PathParam("id") int id, RequestBody body) {
    body.required();
    MvObjectTypeChange change =
        values(optionalName(body, "name"), optionalName(body, "pluralName"), body);
    body.uuid("previewActivityId");
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return types.update(id, change, caller.because(reason));
  }

  private static String optionalName(RequestBody body, String property) {
    return body.has(property) && !body.isNull(property) ? body.requiredText(property, 200) : null;
  }

  private static MvObjectTypeChange values(String name, String pluralName, RequestBody body) {
    return new MvObjectTypeChange(
        name,
        pluralName,
        body.text("icon", 200),
        body.integers("attributeIds"),
        body.oneOf("deletionRule", DeletionRule.class),
        body.duration("deletionGracePeriod"),
        body.oneOf("deletionTriggerMode", DeletionTriggerMode.class),
        body.integers("deletionTriggerConnectedSystemIds"));
  }

  /** What deleting the type would mean. */
  @GET
  @Path("{id}/delete-preview")
  public MvObjectTypeImpact deletePreview(@PathParam("id") int id) {
    return types.deletionImpact(id);
  }

  /** Deletes a type; when it is blocked, the answer says by what. */
  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") int id) {
    MvObjectTypeImpact impact =
        types.delete(
            id, query.text("confirmationName"), caller.because(query.text("changeReason")));
    return Response.status(impact.deleted() ? 200 : 409).entity(impact).build();
  }
}
