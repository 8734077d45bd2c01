package io.horarium.web.jim;

import io.horarium.activity.ChangeCause;
import io.horarium.connectedsystem.ConnectedSystemHeaderView;
import io.horarium.connectedsystem.ConnectedSystemService;
import io.horarium.connectedsystem.ConnectedSystemView;
import io.horarium.connectedsystem.ContainerView;
import io.horarium.connectedsystem.DeletionPreviewView;
import io.horarium.connectedsystem.DeletionView;
import io.horarium.connectedsystem.HierarchyImportView;
import io.horarium.connectedsystem.PartitionService;
import io.horarium.connectedsystem.PartitionView;
import io.horarium.connectedsystem.SchemaPreviewView;
import io.horarium.connectedsystem.SchemaService;
import io.horarium.connectedsystem.SystemContainer;
import io.horarium.connectedsystem.SystemListing;
import io.horarium.connector.SystemFact;
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
import java.util.List;

/** Connected systems (contract/jim.md 14, contract/jim-sync.md 2). */
@Path("/synchronisation/connected-systems")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ConnectedSystemResource {

  private static final int DEFAULT_SIZE = 25;

  @Inject ConnectedSystemService systems;

  @Inject SchemaService schemas;

  @Inject PartitionService partitions;

  @Inject RequestQuery query;

  @Inject Caller caller;

  /**
   * One page of all systems. Without page and pageSize it has up to 100: JIM's module reads no
   * further page here (contract/jim.md 19.5).
   */
  @GET
  public Page<ConnectedSystemHeaderView> list() {
    boolean unpaged = query.text("page") == null && query.text("pageSize") == null;
    PageQuery page = PageQuery.of(query, unpaged ? PageQuery.MAX_SIZE : DEFAULT_SIZE);
    var listing =
        new SystemListing(
            query.text("sortBy"),
            query.sortDirectionIsDescending(),
            query.text("filter"),
            page.offset(),
            page.pageSize());
    return Page.of(systems.list(listing), page);
  }

  /** One system. */
  @GET
  @Path("{id}")
  public ConnectedSystemView get(@PathParam("id") int id) {
    return systems.get(id);
  }

  /** Makes a system. */
  @POST
  public Response create(RequestBody body, @Context UriInfo uri) {
    body.required();
    String name = body.requiredText("name", 200);
    String description = body.text("description", 1000);
    Integer connector = body.requiredInteger("connectorDefinitionId", 1, Integer.MAX_VALUE);
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    ConnectedSystemView system =
        systems.create(
            name,
            ConnectedSystemBodies.emptyToNull(description),
            connector,
            caller.because(reason));
    return Response.created(uri.getAbsolutePathBuilder().path(String.valueOf(system.id())).build())
        .entity(system)
        .build();
  }

  /** Changes a system. */
  @PUT
  @Path("{id}")
  public ConnectedSystemView update(@PathParam("id") int id, RequestBody body) {
    String reason = ConnectedSystemBodies.changeReason(body.required());
    return systems.update(id, ConnectedSystemBodies.change(body), caller.because(reason));
  }

  /** Deletes a system with everything in it. */
  @DELETE
  @Path("{id}")
  public DeletionView delete(@PathParam("id") int id) {
    query.bool("deleteChangeHistory");
    return systems.delete(id, because());
  }

  /** What would go with the system. */
  @GET
  @Path("{id}/deletion-preview")
  public DeletionPreviewView deletionPreview(@PathParam("id") int id) {
    return systems.deletionPreview(id);
  }

  /** Empties the connector space. */
  @POST
  @Path("{id}/clear")
  public Response clear(@PathParam("id") int id) {
    query.bool("deleteChangeHistory");
    systems.clear(id, because());
    return Response.ok().build();
  }

  /** Reads the schema from the system and takes it over. */
  @POST
  @Path("{id}/import-schema")
  public ConnectedSystemView importSchema(@PathParam("id") int id, RequestBody body) {
    for (String flag : List.of("disableDependents", "removeDependents")) {
      if (Boolean.TRUE.equals(body.bool(flag))) {
        throw InvalidInput.request(flag + " is not available in this version; leave it out.");
      }
    }
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return schemas.importSchema(id, caller.because(reason));
  }

  /** Reads the schema from the system and shows what taking it over would change. */
  @POST
  @Path("{id}/import-schema/preview")
  public SchemaPreviewView previewSchema(@PathParam("id") int id) {
    return schemas.preview(id);
  }

  /** Reads partitions and containers from the system and takes them over. */
  @POST
  @Path("{id}/import-hierarchy")
  public HierarchyImportView importHierarchy(@PathParam("id") int id) {
    return partitions.importHierarchy(id, because());
  }

  /** What was seen at the last connection. */
  @GET
  @Path("{id}/capabilities")
  public List<SystemFact> capabilities(@PathParam("id") int id) {
    return partitions.facts(id);
  }

  /** The partitions with their containers. */
  @GET
  @Path("{id}/partitions")
  public List<PartitionView> partitions(@PathParam("id") int id) {
    return partitions.list(id);
  }

  /** Selects a partition. */
  @PUT
  @Path("{id}/partitions/{partitionId}")
  public PartitionView updatePartition(
      @PathParam("id") int id, @PathParam("partitionId") int partitionId, RequestBody body) {
    Boolean selected = body.required().bool("selected");
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return partitions.update(id, partitionId, selected, caller.because(reason));
  }

  /** Selects or excludes a container. */
  @PUT
  @Path("{id}/containers/{containerId}")
  public ContainerView updateContainer(
      @PathParam("id") int id, @PathParam("containerId") int containerId, RequestBody body) {
    Boolean selected = body.required().bool("selected");
    Boolean excluded = body.bool("excluded");
    var scope = body.oneOf("scope", SystemContainer.Scope.class);
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return partitions.updateContainer(
        id, containerId, selected, excluded, scope, caller.because(reason));
  }

  private ChangeCause because() {
    return caller.because(query.text("changeReason"));
  }
}
