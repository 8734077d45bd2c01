package io.horarium.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Signals from node to node through the database (PostgreSQL's NOTIFY): they arrive when the
 * transaction that sent them is committed, within milliseconds, and not at all while a listener has
 * no connection. So a signal may say "look again", and nothing may depend on it.
 */
@ApplicationScoped
public class DatabaseSignals {

  private static final Logger LOG = Logger.getLogger(DatabaseSignals.class);
  private static final int WAIT_MILLIS = 1_000;
  private static final int ALIVE_EVERY = 10;

  @Inject private Database database;

  @Resource(lookup = "java:jboss/datasources/HorariumQuartzDS")
  private DataSource unmanaged;

  /** Sends a signal when the caller's transaction commits. */
  public void send(String channel, String text) {
    database.first("select pg_notify(?, ?)", row -> 1, channel, text);
  }

  /**
   * Waits for signals of a channel, on a connection of its own, until {@code stopped}. A connection
   * that is lost is taken anew; {@code heard} is called then too, for something may have been
   * missed.
   *
   * @param channel an identifier
   */
  public void listen(String channel, Runnable heard, BooleanSupplier stopped) {
    while (!stopped.getAsBoolean()) {
      try (Connection connection = unmanaged.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("listen " + channel);
        heard.run();
        hear(connection.unwrap(PGConnection.class), statement, heard, stopped);
        // The connection goes back to its pool.
        statement.execute("unlisten *");
      } catch (SQLException e) {
        LOG.debug("Listening to the database was interrupted; trying again", e);
        pause();
      }
    }
  }

  private static void hear(
      PGConnection connection, Statement statement, Runnable heard, BooleanSupplier stopped)
      throws SQLException {
    int silent = 0;
    while (!stopped.getAsBoolean()) {
      var signals = connection.getNotifications(WAIT_MILLIS);
      if (signals != null && signals.length > 0) {
        silent = 0;
        heard.run();
      } else if (++silent % ALIVE_EVERY == 0) {
        statement.execute("select 1");
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
