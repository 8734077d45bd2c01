package io.horarium.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Tells whether the application lives and can take work. Needs no login. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class HealthResource {

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  // Instant.now() is kept for io.horarium.platform; its clock replaces this one.
  private final Clock clock = Clock.systemUTC();

  /** Whether the application as a whole is well. */
  @GET
  public HealthView health() {
    return answer("healthy");
  }

  /** Whether the process answers at all. */
  @GET
  @Path("/live")
  public HealthView live() {
    return answer("alive");
  }

  /** Whether the application can take work. */
  @GET
  @Path("/ready")
  public HealthView ready() {
    return answer("ready");
  }

  /** Which product and release this is. */
  @GET
  @Path("/version")
  public VersionView version() {
    return new VersionView("Horarium", "1.0.0");
  }

  private HealthView answer(String status) {
    return new HealthView(status, MILLISECONDS.format(clock.instant()));
  }

  /**
   * One health answer.
   *
   * @param status one word
   * @param timestamp when it was given, UTC, to the millisecond
   */
  public record HealthView(String status, String timestamp) {}

  /**
   * The product and its release.
   *
   * @param product the product's name
   * @param version its release, without build details
   */
  public record VersionView(String product, String version) {}
}
