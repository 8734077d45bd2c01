package io.horarium.web.jim;

import io.horarium.connectedsystem.ConnectorDefinitionHeaderView;
import io.horarium.connectedsystem.ConnectorDefinitionService;
import io.horarium.connectedsystem.ConnectorDefinitionView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Connectors (contract/jim.md 14). */
@Path("/synchronisation/connector-definitions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ConnectorDefinitionResource {

  @Inject ConnectorDefinitionService connectors;

  /** All of them, without settings. */
  @GET
  public List<ConnectorDefinitionHeaderView> list() {
    return connectors.list();
  }

  /** One with its settings. */
  @GET
  @Path("{id}")
  public ConnectorDefinitionView byId(@PathParam("id") int id) {
    return connectors.byId(id);
  }

  /** One with its settings, by its exact name. */
  @GET
  @Path("by-name/{name}")
  public ConnectorDefinitionView byName(@PathParam("name") String name) {
    return connectors.byName(name);
  }
}
