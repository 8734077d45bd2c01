package io.horarium.web.idm.crest;

import io.horarium.platform.DatabaseFault;
import io.horarium.problem.Problem;
import jakarta.ejb.EJBAccessException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Turns whatever was thrown into a refusal. Texts of libraries go to the log only. */
final class CrestFailures {

  private static final Logger LOG = Logger.getLogger(CrestFailures.class);

  private CrestFailures() {}

  static CrestRefusal of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CrestRefusal refusal) {
        return refusal;
      }
      if (cause instanceof Problem problem) {
        return of(problem);
      }
      if (cause instanceof EJBAccessException) {
        return CrestRefusal.forbidden();
      }
      Optional<DatabaseFault> fault = DatabaseFault.of(cause);
      if (fault.isPresent()) {
        return of(fault.get(), thrown);
      }
    }
    return unexpected(thrown);
  }

  private static CrestRefusal of(Problem problem) {
    return switch (problem.category()) {
      case CONFIGURATION -> CrestRefusal.badRequest(problem.getMessage());
      case PERMANENT, OBJECT, CANCELLED ->
          problem.code().equals("NOT_FOUND")
              ? CrestRefusal.notFound("Not Found")
              : CrestRefusal.badRequest(problem.getMessage());
      case CONFLICT, LEASE_LOST -> new CrestRefusal(409, problem.getMessage());
      case TRANSIENT -> {
        LOG.warn(problem.getMessage(), problem);
        yield new CrestRefusal(503, problem.getMessage());
      }
      case INTERNAL -> unexpected(problem);
    };
  }

  private static CrestRefusal of(DatabaseFault fault, Throwable thrown) {
    return switch (fault) {
      case NOT_REACHABLE -> {
        LOG.warn("The database cannot be reached", thrown);
        yield new CrestRefusal(
            503, "The database cannot be reached just now; try again in a moment");
      }
      case CONTRADICTION -> {
        LOG.debug("A change contradicts another one", thrown);
        yield new CrestRefusal(
            409, "The change contradicts another one made at the same time; read again and retry");
      }
    };
  }

  private static CrestRefusal unexpected(Throwable thrown) {
    LOG.error("A request failed unexpectedly", thrown);
    return new CrestRefusal(500, "An unexpected error occurred; the server's log tells more");
  }
}
