package io.horarium.web;

import io.horarium.platform.Clock;
import io.horarium.platform.DatabaseFault;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotAvailable;
import io.horarium.problem.Problem;
import jakarta.ejb.EJBAccessException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Turns whatever went wrong into the one error body (contract/jim.md 3). Texts of libraries and
 * stack traces go to the log only.
 */
@ApplicationScoped
public class ErrorAnswers {

  private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);

  private Clock clock;

  protected ErrorAnswers() {}

  @Inject
  public ErrorAnswers(Clock clock) {
    this.clock = clock;
  }

  /** The answer for anything thrown while a request was handled. */
  public Response of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem problem) {
        return of(problem);
      }
      if (cause instanceof WebApplicationException refusal) {
        return of(refusal);
      }
      if (cause instanceof EJBAccessException) {
        return forbidden();
      }
      Optional<DatabaseFault> fault = DatabaseFault.of(cause);
      if (fault.isPresent()) {
        return of(fault.get(), thrown);
      }
    }
    LOG.error("A request failed unexpectedly", thrown);
    return internal();
  }

  /** No or bad credentials. */
  public Response unauthorised() {
    return answer(
        401,
        "UNAUTHORISED",
        "Authentication is required; send a valid key as X-API-Key, or an administrator's name and"
            + " password as Basic authorization.");
  }

  /** Known, but not allowed to. */
  public Response forbidden() {
    return answer(403, "FORBIDDEN", "The role Administrator is required for this call.");
  }

  private Response of(Problem problem) {
    if (problem instanceof NotAvailable) {
      LOG.warn(problem.getMessage(), problem);
      return notAvailable(problem.getMessage());
    }
    return switch (problem.category()) {
      case CONFIGURATION -> {
        Map<String, List<String>> fields =
            problem instanceof InvalidInput invalid ? invalid.fieldMessages() : Map.of();
        yield answer(400, problem.code(), problem.getMessage(), fields.isEmpty() ? null : fields);
      }
      case PERMANENT, OBJECT, CANCELLED ->
          // What a connector or a run reports while a request waits for it is a refusal of the
          // request.
          problem.code().equals("NOT_FOUND")
              ? answer(404, problem.code(), problem.getMessage())
              : answer(400, "BAD_REQUEST", problem.getMessage());
      case CONFLICT, LEASE_LOST -> answer(409, "CONFLICT", problem.getMessage());
      case TRANSIENT -> notAvailable(problem.getMessage());
      case INTERNAL -> {
        LOG.error(problem.getMessage(), problem);
        yield internal();
      }
    };
  }

  private Response of(DatabaseFault fault, Throwable thrown) {
    return switch (fault) {
      case NOT_REACHABLE -> {
        LOG.warn("The database cannot be reached", thrown);
        yield notAvailable("The database cannot be reached just now; try again in a moment.");
      }
      case CONTRADICTION -> {
        LOG.debug("A change contradicts another one", thrown);
        yield answer(
            409,
            "CONFLICT",
            "The change contradicts another one made at the same time; read again and retry.");
      }
    };
  }

  private Response of(WebApplicationException refusal) {
    int status = refusal.getResponse().getStatus();
    return switch (status) {
      case 400 -> answer(400, "BAD_REQUEST", "The request cannot be read.");
      case 401 -> unauthorised();
      case 403 -> forbidden();
      case 404 -> answer(404, "NOT_FOUND", "There is nothing at this address.");
      case 405 ->
          Response.fromResponse(
                  answer(405, "METHOD_NOT_ALLOWED", "This address does not know that method."))
              .header(HttpHeaders.ALLOW, allowed(refusal))
              .build();
      case 406 -> answer(406, "NOT_ACCEPTABLE", "Answers are application/json only.");
      case 415 -> answer(415, "UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json.");
      default -> {
        if (status >= 400 && status < 500) {
          yield answer(status, "BAD_REQUEST", "The request cannot be served.");
        }
        LOG.error("A request failed unexpectedly", refusal);
        yield internal();
      }
    };
  }

  private static String allowed(WebApplicationException refusal) {
    return Optional.ofNullable(refusal.getResponse().getHeaderString(HttpHeaders.ALLOW)).orElse("");
  }

  private Response internal() {
    return answer(
        500, "INTERNAL_ERROR", "An unexpected error occurred; the server's log tells more.");
  }

  private Response notAvailable(String message) {
    return Response.fromResponse(answer(503, "SERVICE_UNAVAILABLE", message))
        .header(HttpHeaders.RETRY_AFTER, 5)
        .build();
  }

  private Response answer(int status, String code, String message) {
    return answer(status, code, message, null);
  }

  private Response answer(
      int status, String code, String message, Map<String, List<String>> fields) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(new ErrorView(code, message, null, fields, clock.now()))
        .build();
  }
}
