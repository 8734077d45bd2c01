package io.horarium.testdb;

import io.horarium.platform.Database;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Transactions over several statements on the {@link TestDatabase}, as the server's data source
 * makes them for the calls of one thread.
 */
public final class TestTransactions implements DataSource, AutoCloseable {

  // One session for everything, because opening one costs more than most tests.
  private final Connection session;

  public TestTransactions() {
    try {
      session = TestDatabase.dataSource().getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Plain SQL that joins the transaction under way. */
  public Database database() {
    return new Database(this);
  }

  /** Runs {@code work} in one transaction: committed, or rolled back when it throws. */
  public void run(Runnable work) {
    try {
      session.setAutoCommit(false);
      try {
        work.run();
        session.commit();
      } catch (RuntimeException | Error e) {
        session.rollback();
        throw e;
      } finally {
        session.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Connection getConnection() {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(session, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Ends the session. */
  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    // none
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // none
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
