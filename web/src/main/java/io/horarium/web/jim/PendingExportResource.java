package io.horarium.web.jim;

import io.horarium.sync.pendingexport.PendingExportHeaderView;
import io.horarium.sync.pendingexport.PendingExportService;
import io.horarium.sync.pendingexport.PendingExportStatus;
import io.horarium.sync.pendingexport.PendingExportType;
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

/** What waits to be exported to a connected system (contract/jim-sync.md 3). */
@Path("/synchronisation/connected-systems/{system}/pending-exports")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PendingExportResource {

  private static final int DEFAULT_SIZE = 50;

  @Inject PendingExportService exports;

  @Inject RequestQuery query;

  /** One page of those of a system, the newest first. */
  @GET
  public Page<PendingExportHeaderView> list(@PathParam("system") int system) {
    PageQuery page = PageQuery.of(query, DEFAULT_SIZE);
    return Page.of(
        exports.list(system, query.text("search"), page.offset(), page.pageSize()), page);
  }

  /** How many there are. */
  @GET
  @Path("count")
  public long count(@PathParam("system") int system) {
    return exports.count(
        system,
        query.all("changeType", PendingExportType.class),
        query.all("status", PendingExportStatus.class));
  }
}
