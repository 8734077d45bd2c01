package io.horarium.web.idm;

import io.horarium.platform.DatabaseFault;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tries a change again that met another one at the same time (a deadlock, a key that was just
 * taken): each try is a transaction of its own, and nothing of the earlier ones is left.
 */
final class Attempts {

  private static final Logger LOG = Logger.getLogger(Attempts.class);
  private static final int MOST = 5;

  private Attempts() {}

  /** What the first undisturbed try gives; the last failure when all were disturbed. */
  static <T> T at(Supplier<T> change) {
    for (int attempt = 1; ; attempt++) {
      try {
        return change.get();
      } catch (RuntimeException e) {
        if (attempt == MOST || !isContradiction(e)) {
          throw e;
        }
        LOG.debug("A change met another one and is tried again", e);
      }
    }
  }

  /** The same for a change without a result. */
  static void run(Runnable change) {
    at(
        () -> {
          change.run();
          return null;
        });
  }

  private static boolean isContradiction(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Optional<DatabaseFault> fault = DatabaseFault.of(cause);
      if (fault.isPresent()) {
        return fault.get() == DatabaseFault.CONTRADICTION;
      }
    }
    return false;
  }
}
