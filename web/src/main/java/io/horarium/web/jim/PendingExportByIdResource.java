package io.horarium.web.jim;

import io.horarium.sync.pendingexport.PendingChangeView;
import io.horarium.sync.pendingexport.PendingExportDetailView;
import io.horarium.sync.pendingexport.PendingExportService;
import io.horarium.web.Caller;
import io.horarium.web.Page;
import io.horarium.web.PageQuery;
import io.horarium.web.RequestQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Single pending exports by their own id (contract/jim-sync.md 3). */
@Path("/synchronisation/pending-exports")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PendingExportByIdResource {

  private static final int DEFAULT_SIZE = 50;

  @Inject PendingExportService exports;

  @Inject RequestQuery query;

  @Inject Caller caller;

  /** One with its changes. */
  @GET
  @Path("{id}")
  public PendingExportDetailView get(@PathParam("id") UUID id) {
    return exports.detail(id);
  }

  /** One page of the changes of one attribute. */
  @GET
  @Path("{id}/attribute-changes/{name}/values")
  public Page<PendingChangeView> values(@PathParam("id") UUID id, @PathParam("name") String name) {
    PageQuery page = PageQuery.of(query, DEFAULT_SIZE);
    return Page.of(
        exports.values(id, name, query.text("search"), page.offset(), page.pageSize()), page);
  }

  /** Removes one before it leaves (ours). */
  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") UUID id) {
    exports.delete(id, caller.because(query.text("changeReason")));
  }

  /** Has one sent by the next export, with all its attempts again (ours). */
  @POST
  @Path("{id}/retry")
  public PendingExportDetailView retry(@PathParam("id") UUID id) {
    exports.retry(id, caller.because(query.text("changeReason")));
    return exports.detail(id);
  }
}
