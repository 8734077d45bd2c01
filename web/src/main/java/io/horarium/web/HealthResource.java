package io.horarium.web;

import io.horarium.platform.Clock;
import io.horarium.platform.DatabaseProbe;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Tells whether the application lives and can take work. Needs no login (contract/jim.md 6). */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RequestScoped
public class HealthResource {

  private static final Logger LOG = Logger.getLogger(HealthResource.class);

  @Inject Clock clock;

  @Inject DatabaseProbe database;

  /** Whether the application as a whole is well. */
  @GET
  public HealthView health() {
    return answer("healthy");
  }

  /** Whether the process answers at all; asks nobody else. */
  @GET
  @Path("/live")
  public HealthView live() {
    return answer("alive");
  }

  /** Whether the application can take work: the database answers. */
  @GET
  @Path("/ready")
  public Response ready() {
    if (database.answers()) {
      return Response.ok(answer("ready")).build();
    }
    LOG.warn("Not ready: the database does not answer");
    return Response.status(Response.Status.SERVICE_UNAVAILABLE)
        .type(MediaType.APPLICATION_JSON)
        .entity(
            new NotReadyView("not_ready", "error", "The database does not answer.", clock.now()))
        .build();
  }

  /** Which product and release this is. */
  @GET
  @Path("/version")
  public VersionView version() {
    return new VersionView("Horarium", "1.0.0");
  }

  private HealthView answer(String status) {
    return new HealthView(status, clock.now());
  }

  /**
   * One health answer.
   *
   * @param status one word
   */
  public record HealthView(String status, Instant timestamp) {}

  /**
   * Why the application cannot take work.
   *
   * @param reason {@code maintenance_mode} or {@code error}
   * @param error one sentence for a person
   */
  public record NotReadyView(String status, String reason, String error, Instant timestamp) {}

  /** The product and its release, without build details. */
  public record VersionView(String product, String version) {}
}
