package io.horarium.web.jim;

import io.horarium.connectorspace.ConnectorSpaceService;
import io.horarium.connectorspace.JoinType;
import io.horarium.connectorspace.ObjectStatus;
import io.horarium.connectorspace.SpaceFilter;
import io.horarium.connectorspace.SpaceObjectHeaderView;
import io.horarium.connectorspace.SpaceObjectView;
import io.horarium.connectorspace.SpaceValueView;
import io.horarium.web.Page;
import io.horarium.web.PageQuery;
import io.horarium.web.RequestQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The connector space of a connected system (contract/jim-sync.md 3). */
@Path("/synchronisation/connected-systems/{system}/connector-space")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ConnectorSpaceResource {

  private static final int DEFAULT_SIZE = 50;

  @Inject ConnectorSpaceService space;

  @Inject RequestQuery query;

  /** One page of the objects. */
  @GET
  public Page<SpaceObjectHeaderView> list(@PathParam("system") int system) {
    PageQuery page = PageQuery.of(query, DEFAULT_SIZE);
    var filter =
        new SpaceFilter(
            query.text("search"),
            query.all("status", ObjectStatus.class),
            query.integers("objectTypeId"),
            query.all("joinType", JoinType.class),
            query.text("sortBy"),
            query.bool("sortDescending", true));
    return Page.of(space.list(system, filter, page.offset(), page.pageSize()), page);
  }

  /** How many objects there are. */
  @GET
  @Path("count")
  public long count(@PathParam("system") int system) {
    return space.count(system, query.integers("objectTypeId"), query.integer("partitionId"));
  }

  /** How many references lead to nothing. */
  @GET
  @Path("unresolved-references/count")
  public long unresolvedReferences(@PathParam("system") int system) {
    return space.unresolvedReferences(system);
  }

  /** One object. */
  @GET
  @Path("{object}")
  public SpaceObjectView get(@PathParam("system") int system, @PathParam("object") UUID object) {
    return space.get(system, object);
  }

  /** One page of the values of one attribute. */
  @GET
  @Path("{object}/attributes/{name}/values")
  public Page<SpaceValueView> values(
      @PathParam("system") int system,
      @PathParam("object") UUID object,
      @PathParam("name") String name) {
    PageQuery page = PageQuery.of(query, DEFAULT_SIZE);
    return Page.of(
        space.values(system, object, name, query.text("search"), page.offset(), page.pageSize()),
        page);
  }
}
