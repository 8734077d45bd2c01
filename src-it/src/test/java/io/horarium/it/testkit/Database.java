package io.horarium.it.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.ds.PGSimpleDataSource;

/** Looks behind the REST interface, for what no client can see. */
public final class Database {

  private final PGSimpleDataSource source = new PGSimpleDataSource();

  private Database(String url, String user, String password) {
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
  }

  /** That of the shared server of the tests. */
  public static Database ofTestServer() {
    return at(System.getProperty("it.db.url"), "postgres", "postgres");
  }

  public static Database at(String url, String user, String password) {
    return new Database(url, user, password);
  }

  public Connection open() {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One text per row: its columns, joined by a bar. */
  public List<String> rows(String sql, Object... values) {
    try (Connection connection = open();
        PreparedStatement statement = prepared(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(rows.getString(column));
        }
        texts.add(String.join("|", row.stream().map(String::valueOf).toList()));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public int update(String sql, Object... values) {
    try (Connection connection = open();
        PreparedStatement statement = prepared(connection, sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The physical version of every row of a system's connector space by external id: any rewriting
   * of a row changes it.
   */
  public Map<String, String> rowVersions(int systemId) {
    Map<String, String> versions = new TreeMap<>();
    for (String row :
        rows(
            "select anchor, xmin || '/' || ctid || '/' || row_version from horarium.cso where system_id = ?",
            systemId)) {
      int bar = row.indexOf('|');
      versions.put(row.substring(0, bar), row.substring(bar + 1));
    }
    return versions;
  }

  /** What the connector space of a system says, without ids and times. */
  public List<String> content(int systemId) {
    return rows(
        "select anchor, status, attrs, encode(content_hash, 'hex') from horarium.cso where system_id = ? order by anchor",
        systemId);
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
