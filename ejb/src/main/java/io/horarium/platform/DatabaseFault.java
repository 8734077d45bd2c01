package io.horarium.platform;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Optional;

/** What a failed statement means to whoever asked for it. */
public enum DatabaseFault {
  /** The database cannot be reached, is stopping or has no connection left; trying again helps. */
  NOT_REACHABLE,
  /** The change contradicts another one (a taken key, a removed row, a deadlock). */
  CONTRADICTION;

  /** The kind of one exception; its causes are not looked at. */
  public static Optional<DatabaseFault> of(Throwable thrown) {
    if (thrown instanceof SQLException sql && sql.getSQLState() != null) {
      return ofState(sql.getSQLState());
    }
    if (thrown instanceof OptimisticLockException) {
      // somebody else has changed or removed the row since it was read
      return Optional.of(CONTRADICTION);
    }
    // The pool reports "no connection" with types of the connector architecture, without a state.
    String type = thrown.getClass().getName();
    return type.startsWith("jakarta.resource.") ? Optional.of(NOT_REACHABLE) : Optional.empty();
  }

  private static Optional<DatabaseFault> ofState(String state) {
    // 08 connection, 57P shutdown, 53 resources; 23 integrity, 40001 and 40P01 serialization and
    // deadlock.
    if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")) {
      return Optional.of(NOT_REACHABLE);
    }
    if (state.startsWith("23") || state.equals("40001") || state.equals("40P01")) {
      return Optional.of(CONTRADICTION);
    }
    return Optional.empty();
  }
}
