package io.horarium.web.jim;

import io.horarium.connectedsystem.Plurality;
import io.horarium.connector.DataType;
import io.horarium.metaverse.MvAttributeHeaderView;
import io.horarium.metaverse.MvAttributeImpact;
import io.horarium.metaverse.MvAttributeService;
import io.horarium.metaverse.MvAttributeService.NameAvailability;
import io.horarium.metaverse.MvAttributeView;
import io.horarium.metaverse.MvUnassignImpact;
import io.horarium.metaverse.RenderingHint;
import io.horarium.metaverse.StandardMapping;
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
import java.util.Objects;
import java.util.stream.Stream;

/** Attributes of the metaverse (contract/jim-sync.md 8.2). */
@Path("/metaverse/attributes")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class MetaverseAttributeResource {

  private static final int DEFAULT_SIZE = 25;

  @Inject MvAttributeService attributes;

  @Inject RequestQuery query;

  @Inject Caller caller;

  /** One page of the attributes. */
  @GET
  public Page<MvAttributeHeaderView> list() {
    PageQuery page = PageQuery.of(query, DEFAULT_SIZE);
    return Page.of(attributes.list(SyncRuleResource.listing(query, page)), page);
  }

  /** One attribute. */
  @GET
  @Path("{id}")
  public MvAttributeView get(@PathParam("id") int id) {
    return attributes.get(id);
  }

  /** Whether a name is free. */
  @GET
  @Path("name-availability")
  public NameAvailability nameAvailability() {
    return attributes.nameAvailability(
        SyncRuleBodies.required(query.text("name"), "name"), query.integer("excludeId"));
  }

  /** Makes an attribute. */
  @POST
  public Response create(RequestBody body, @Context UriInfo uri) {
    String name = body.required().requiredText("name", 200);
    DataType type = body.requiredOneOf("type", DataType.class);
    Plurality plurality = body.oneOf("attributePlurality", Plurality.class);
    List<Integer> objectTypes = body.integers("objectTypeIds");
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    MvAttributeView attribute =
        attributes.create(
            name,
            type,
            plurality == null ? Plurality.SingleValued : plurality,
            objectTypes == null ? List.of() : objectTypes,
            caller.because(reason));
    return Response.created(
            uri.getAbsolutePathBuilder().path(String.valueOf(attribute.id())).build())
        .entity(attribute)
        .build();
  }

  /** Changes how an attribute is called and shown; absent is unchanged. */
  @PATCH
  @Path("{id}")
  public MvAttributeView update(@PathParam("id") int id, RequestBody body) {
    String name =
        body.required().has("name") && !body.isNull("name") ? body.requiredText("name", 200) : null;
    RenderingHint hint = body.oneOf("renderingHint", RenderingHint.class);
    List<StandardMapping> mappings = standardMappings(body);
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    if (Stream.of(name, hint, mappings).allMatch(Objects::isNull)) {
      throw InvalidInput.request(
          "Nothing is given to change; give name, renderingHint or standardMappings.");
    }
    return attributes.update(id, name, hint, mappings, caller.because(reason));
  }

  private static List<StandardMapping> standardMappings(RequestBody body) {
    List<RequestBody> given = body.objects("standardMappings");
    return given == null
        ? null
        : given.stream()
            .map(
                mapping ->
                    new StandardMapping(
                        mapping.requiredOneOf("standard", StandardMapping.Standard.class),
                        mapping.requiredText("counterpartName", 200),
                        mapping.text("notes", 1000)))
            .toList();
  }

  /** Changes type and plurality; when values or rules keep them, the answer says which. */
  @PATCH
  @Path("{id}/schema")
  public Response redefine(@PathParam("id") int id, RequestBody body) {
    DataType type = body.required().requiredOneOf("type", DataType.class);
    Plurality plurality = body.requiredOneOf("attributePlurality", Plurality.class);
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    MvAttributeImpact blocked = attributes.redefine(id, type, plurality, caller.because(reason));
    return blocked == null
        ? Response.ok(attributes.get(id)).build()
        : Response.status(409).entity(blocked).build();
  }

  /** What deleting the attribute would mean. */
  @GET
  @Path("{id}/deletion-preview")
  public MvAttributeImpact deletionPreview(@PathParam("id") int id) {
    return attributes.deletionImpact(id);
  }

  /** Deletes an attribute; when it is blocked, the answer says by what. */
  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") int id) {
    MvAttributeImpact impact =
        attributes.delete(
            id, query.text("confirmationName"), caller.because(query.text("changeReason")));
    return Response.status(impact.deleted() ? 200 : 409).entity(impact).build();
  }

  /** Gives the attribute to a type. */
  @POST
  @Path("{id}/object-types/{type}")
  public MvAttributeView assign(
      @PathParam("id") int id, @PathParam("type") int type, RequestBody body) {
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return attributes.assign(id, type, caller.because(reason));
  }

  /** What taking the attribute from the type would mean. */
  @GET
  @Path("{id}/object-types/{type}/unassign-preview")
  public MvUnassignImpact unassignPreview(@PathParam("id") int id, @PathParam("type") int type) {
    return attributes.unassignImpact(id, type);
  }

  /** Takes the attribute from the type; when that is blocked, the answer says by what. */
  @DELETE
  @Path("{id}/object-types/{type}")
  public Response unassign(@PathParam("id") int id, @PathParam("type") int type) {
    MvUnassignImpact impact =
        attributes.unassign(
            id, type, query.text("confirmationName"), caller.because(query.text("changeReason")));
    return Response.status(impact.blocked() ? 409 : 200).entity(impact).build();
  }
}
