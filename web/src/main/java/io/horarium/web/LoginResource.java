package io.horarium.web;

import io.horarium.access.Roles;
import io.horarium.platform.Clock;
import io.horarium.web.session.Credentials;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How to log in, and as whom one is logged in (contract/jim.md 6). */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class LoginResource {

  @Inject Clock clock;

  @Inject Caller caller;

  /** The identity provider for single sign-on; 503 because none is set up. */
  @GET
  @Path("auth/config")
  @PermitAll
  public Response config() {
    return Response.status(Response.Status.SERVICE_UNAVAILABLE)
        .type(MediaType.APPLICATION_JSON)
        .entity(
            new NoSingleSignOnView(
                "sso_not_configured", "Single sign-on is not set up; use an API key.", clock.now()))
        .build();
  }

  /** The caller and its roles. */
  @GET
  @Path("userinfo")
  @AnyCaller
  public UserView user() {
    return new UserView(
        true,
        caller.roles().contains(Roles.ADMINISTRATOR),
        caller.initiator().name(),
        caller.credentials().filter(Credentials.ApiKey.class::isInstance).isPresent()
            ? "api_key"
            : "password",
        null,
        caller.roles().stream().sorted().toList(),
        null);
  }

  /** No single sign-on. */
  public record NoSingleSignOnView(String error, String message, Instant timestamp) {}

  /** One caller. */
  public record UserView(
      boolean authorised,
      boolean isAdministrator,
      String name,
      String authMethod,
      UUID metaverseObjectId,
      List<String> roles,
      String message) {}
}
