package io.horarium.web.jim;

import io.horarium.connectedsystem.AttributeChange;
import io.horarium.connectedsystem.AttributeView;
import io.horarium.connectedsystem.BulkAttributeView;
import io.horarium.connectedsystem.ObjectTypeService;
import io.horarium.connectedsystem.ObjectTypeView;
import io.horarium.problem.InvalidInput;
import io.horarium.web.Caller;
import io.horarium.web.RequestBody;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Object types and attributes of a connected system (contract/jim-sync.md 2.6). */
@Path("/synchronisation/connected-systems/{system}/object-types")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ObjectTypeResource {

  @Inject ObjectTypeService types;

  @Inject Caller caller;

  /** All types with their attributes. */
  @GET
  public List<ObjectTypeView> list(@PathParam("system") int system) {
    return types.list(system);
  }

  /** One type with its attributes. */
  @GET
  @Path("{type}")
  public ObjectTypeView get(@PathParam("system") int system, @PathParam("type") int type) {
    return types.get(system, type);
  }

  /** Changes a type. */
  @PUT
  @Path("{type}")
  public ObjectTypeView update(
      @PathParam("system") int system, @PathParam("type") int type, RequestBody body) {
    body.required();
    Boolean selected = body.bool("selected");
    Boolean remove = body.bool("removeContributedAttributesOnObsoletion");
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return types.update(system, type, selected, remove, caller.because(reason));
  }

  /** Changes one attribute. */
  @PUT
  @Path("{type}/attributes/{attribute}")
  public AttributeView updateAttribute(
      @PathParam("system") int system,
      @PathParam("type") int type,
      @PathParam("attribute") int attribute,
      RequestBody body) {
    AttributeChange change = ConnectedSystemBodies.attributeChange(body.required());
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return types.updateAttribute(system, type, attribute, change, caller.because(reason));
  }

  /** Changes several attributes; what is refused is listed, the rest is done. */
  @PUT
  @Path("{type}/attributes")
  public BulkAttributeView updateAttributes(
      @PathParam("system") int system, @PathParam("type") int type, RequestBody body) {
    Map<String, RequestBody> byId = body.required().objectsByKey("attributes");
    var changes = new LinkedHashMap<Integer, AttributeChange>();
    if (byId != null) {
      byId.forEach((id, change) -> changes.put(attributeId(id, body), change(id, change)));
    }
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return types.updateAttributes(system, type, changes, caller.because(reason));
  }

  private static AttributeChange change(String id, RequestBody body) {
    if (body.has("type") && !body.isNull("type")) {
      throw InvalidInput.request(
          "type of attribute " + id + " cannot change together with others; change it by itself.");
    }
    return ConnectedSystemBodies.attributeChange(body);
  }

  private static int attributeId(String text, RequestBody body) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      body.reject("attributes", "attributes is keyed by '" + text + "'; use ids of attributes.");
      return -1;
    }
  }
}
