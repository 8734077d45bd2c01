package io.horarium.web.jim;

import io.horarium.connector.FileRoots;
import io.horarium.web.RequestQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Lets people choose connector files on the server (contract/jim-sync.md 2.8). */
@Path("/filesystem")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class FilesystemResource {

  @Inject FileRoots files;

  @Inject RequestQuery query;

  /** The folders below which files may lie. */
  @GET
  @Path("roots")
  public List<String> roots() {
    return files.roots().stream().map(java.nio.file.Path::toString).toList();
  }

  /** What one folder holds; a refusal has the same body. */
  @GET
  @Path("list")
  public Response list() {
    FileRoots.Listing listing = files.list(query.text("path"));
    int status = listing.success() ? 200 : listing.isAccessDenied() ? 403 : 404;
    return Response.status(status).type(MediaType.APPLICATION_JSON).entity(listing).build();
  }

  /** Whether a path may be used. */
  @GET
  @Path("validate")
  public PathView validate() {
    String path = query.text("path");
    return new PathView(path, path != null && files.isAllowed(path));
  }

  /** Whether a path may be used. */
  public record PathView(String path, boolean isAllowed) {}
}
