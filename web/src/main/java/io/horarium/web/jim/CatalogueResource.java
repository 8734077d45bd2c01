package io.horarium.web.jim;

import io.horarium.problem.RunFailure;
import io.horarium.step.command.ProgramCatalogue;
import io.horarium.step.sql.DataSourceCatalogue;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Supplier;

/** What steps may name: programs and data sources (design.md 10.5); ours. */
@Path("/catalogue")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CatalogueResource {

  @Inject ProgramCatalogue programs;

  @Inject DataSourceCatalogue dataSources;

  /** The programs of Executable steps. */
  @GET
  @Path("programs")
  public CatalogueView<ProgramCatalogue.Entry> programs() {
    return view(programs::entries);
  }

  /** The data sources of SqlScript steps. */
  @GET
  @Path("datasources")
  public CatalogueView<DataSourceCatalogue.Entry> dataSources() {
    return view(dataSources::entries);
  }

  private static <T> CatalogueView<T> view(Supplier<List<T>> entries) {
    try {
      return new CatalogueView<>(entries.get(), null);
    } catch (RunFailure e) {
      return new CatalogueView<>(List.of(), e.getMessage());
    }
  }

  /**
   * One catalogue.
   *
   * @param problem why its file cannot be used now, or null
   */
  public record CatalogueView<T>(List<T> items, String problem) {}
}
