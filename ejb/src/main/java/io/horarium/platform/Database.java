package io.horarium.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Plain SQL on Horarium's own data source, for what is too large or too exact for JPA. Every call
 * joins the transaction of the caller, if there is one. Tables are named with their schema ({@code
 * horarium.cso}), because the batch runtime shares the data source and sets a search path of its
 * own.
 */
@ApplicationScoped
public class Database {

  private DataSource dataSource;

  /** For the container. */
  public Database() {}

  /** For tests and tools. */
  public Database(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Resource(lookup = "java:jboss/datasources/HorariumDS")
  void setDataSource(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Reads one row into an object. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Runs a statement; returns the number of rows it changed. */
  public int update(String sql, Object... parameters) {
    return with(
        sql,
        parameters,
        statement -> {
          // A statement with CTEs may answer with rows; its count is then that of the last part.
          return statement.execute() ? 0 : statement.getUpdateCount();
        });
  }

  /** All rows of a query. Callers bound the number of rows. */
  public <T> List<T> list(String sql, Row<T> row, Object... parameters) {
    return with(
        sql,
        parameters,
        statement -> {
          List<T> rows = new ArrayList<>();
          try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
              rows.add(row.read(result));
            }
          }
          return rows;
        });
  }

  /** The first row of a query, if there is one and it is not read as null. */
  public <T> Optional<T> first(String sql, Row<T> row, Object... parameters) {
    return with(
        sql,
        parameters,
        statement -> {
          try (ResultSet result = statement.executeQuery()) {
            return result.next() ? Optional.ofNullable(row.read(result)) : Optional.empty();
          }
        });
  }

  /** A number a query always answers with, for example a count. */
  public long number(String sql, Object... parameters) {
    return first(sql, row -> row.getLong(1), parameters).orElseThrow();
  }

  /**
   * Feeds {@code rows} (text format of COPY) to a {@code COPY ... FROM STDIN}; returns the number
   * of rows.
   */
  public long copy(String sql, CopyRows rows) {
    try (Connection connection = dataSource.getConnection()) {
      return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows.bytes());
    } catch (SQLException e) {
      throw new DatabaseFailure(e);
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory failed", e);
    }
  }

  private interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private <T> T with(String sql, Object[] parameters, Work<T> work) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        bind(statement, i + 1, parameters[i]);
      }
      return work.run(statement);
    } catch (SQLException e) {
      throw new DatabaseFailure(e);
    }
  }

  private static void bind(PreparedStatement statement, int index, Object value)
      throws SQLException {
    if (value instanceof Instant instant) {
      statement.setObject(index, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
    } else if (value instanceof Enum<?> constant) {
      statement.setString(index, constant.name());
    } else if (value instanceof Collection<?> values) {
      statement.setArray(index, array(statement.getConnection(), values));
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else if (value == null) {
      statement.setNull(index, Types.NULL);
    } else {
      statement.setObject(index, value);
    }
  }

  private static Array array(Connection connection, Collection<?> values) throws SQLException {
    Object first = values.isEmpty() ? "" : values.iterator().next();
    String type = "text";
    if (first instanceof UUID) {
      type = "uuid";
    } else if (first instanceof Integer) {
      type = "integer";
    }
    return connection.createArrayOf(type, values.toArray());
  }

  /** An instant of a column that may be null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
