package io.horarium.step.sql;

import io.horarium.problem.RunFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A connection of a script's own. It is opened past the server's pools on purpose: a second
 * database in the transaction of a batch would need two-phase commit. Statements run on a thread of
 * their own, so that the work can look after cancels while one takes its time.
 */
final class SqlSession implements AutoCloseable {

  /** What a statement did. */
  record Result(long rows, boolean query) {}

  private static final Logger LOG = Logger.getLogger(SqlSession.class);
  private static final int FETCH = 500;
  private static final int CONNECT_SECONDS = 10;

  private final Connection connection;
  private final boolean singleTransaction;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread worker = new Thread(task, "sql-step");
            worker.setDaemon(true);
            return worker;
          });

  private volatile Statement running;

  private SqlSession(Connection connection, boolean singleTransaction) {
    this.connection = connection;
    this.singleTransaction = singleTransaction;
  }

  /**
   * Connects.
   *
   * @param folder of the catalogue
   * @throws RunFailure the database is not reachable, or refuses
   */
  static SqlSession open(SourceEntry source, Path folder, boolean singleTransaction) {
    String password = source.password(folder);
    PGSimpleDataSource database = new PGSimpleDataSource();
    try {
      database.setUrl(source.url());
      database.setUser(source.user());
      database.setPassword(password);
      database.setConnectTimeout(CONNECT_SECONDS);
      database.setLoginTimeout(CONNECT_SECONDS);
      database.setTcpKeepAlive(true);
      database.setApplicationName("horarium");
      Connection connection = database.getConnection();
      try {
        connection.setAutoCommit(true);
        if (source.statementTimeoutSeconds() != null) {
          try (Statement statement = connection.createStatement()) {
            statement.execute(
                "set statement_timeout = '" + source.statementTimeoutSeconds() + "s'");
          }
        }
        connection.setAutoCommit(!singleTransaction);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new SqlSession(connection, singleTransaction);
    } catch (SQLException | IllegalArgumentException e) {
      throw new RunFailure(
          "Data source '"
              + source.name()
              + "' cannot be reached: "
              + e.getMessage()
              + "; check url, user and secret in datasources.json, and that the database runs.",
          e);
    }
  }

  /**
   * Runs a statement. Without a single transaction it is committed, unless the script began one.
   */
  Future<Result> run(SqlStatement statement) {
    return thread.submit(() -> execute(statement));
  }

  /** Commits the single transaction. */
  Future<Result> commit() {
    Callable<Result> commit =
        () -> {
          connection.commit();
          return new Result(0, false);
        };
    return thread.submit(commit);
  }

  private Result execute(SqlStatement statement) throws SQLException {
    boolean alone = !singleTransaction && idle();
    if (alone) {
      connection.setAutoCommit(!statement.isOnRows() && !statement.beginsTransaction());
    }
    Result result = answer(statement);
    if (alone && statement.isOnRows()) {
      connection.commit();
    }
    return result;
  }

  private Result answer(SqlStatement text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setFetchSize(FETCH);
      running = statement;
      boolean query = statement.execute(text.text());
      if (!query) {
        return new Result(Math.max(0, statement.getLargeUpdateCount()), false);
      }
      long rows = 0;
      try (ResultSet answer = statement.getResultSet()) {
        // Read to the end: a query may call functions, and all of its rows are meant.
        while (answer.next()) {
          rows++;
        }
      }
      return new Result(rows, true);
    } finally {
      running = null;
    }
  }

  /** Whether no transaction is open: what has run so far is there to stay. */
  boolean idle() throws SQLException {
    return connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
  }

  /** Number of the open transaction; null if it changed nothing. Only between statements. */
  String transactionId() throws SQLException {
    return single("select pg_current_xact_id_if_assigned()::text");
  }

  /** How a transaction ended: committed, aborted, in progress, or null if nobody knows any more. */
  String statusOf(String transactionId) throws SQLException {
    return single("select pg_xact_status('" + Long.parseUnsignedLong(transactionId) + "'::xid8)");
  }

  /** Ends a transaction that only asked something. */
  void endRead() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }

  private String single(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      return answer.next() ? answer.getString(1) : null;
    }
  }

  /** Ends the statement under way and the connection; what is not committed is gone. */
  @Override
  public void close() {
    thread.shutdown();
    Statement statement = running;
    try {
      if (statement != null) {
        statement.cancel();
      }
      thread.awaitTermination(1, TimeUnit.SECONDS);
    } catch (SQLException e) {
      LOG.debug("The statement could not be cancelled", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      if (thread.isTerminated()) {
        connection.close();
      } else {
        connection.abort(Runnable::run);
      }
    } catch (SQLException e) {
      LOG.debug("The connection could not be closed", e);
    }
    thread.shutdownNow();
  }
}
