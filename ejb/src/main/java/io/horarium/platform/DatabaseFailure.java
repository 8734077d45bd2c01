package io.horarium.platform;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/** A statement failed. Never shown to a caller as it is: its text may hold values. */
public final class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /** The unique index or constraint that {@code failure} says was violated, if it says so. */
  public static Optional<String> violated(Throwable failure) {
    return failure instanceof DatabaseFailure
            && failure.getCause() instanceof PSQLException refused
            && refused.getServerErrorMessage() != null
        ? Optional.ofNullable(refused.getServerErrorMessage().getConstraint())
        : Optional.empty();
  }

  /**
   * Whether {@code failure}, or anything that caused it, says that the database could not be
   * reached, went away or has no room for another connection: the work was not wrong, it can be
   * done again when the database is back.
   */
  public static boolean databaseGone(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
      if (cause instanceof SQLTransientException
          || cause instanceof SQLRecoverableException
          || DatabaseFault.of(cause).filter(f -> f == DatabaseFault.NOT_REACHABLE).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
