package io.horarium.launcher;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A PostgreSQL that somebody else runs.
 *
 * @param url JDBC URL
 * @param user may create schemas in that database
 * @param password not empty, for the server refuses that; a PostgreSQL that asks for none takes any
 */
record OwnDatabase(String url, String user, String password) {

  /** A database that does not answer is better said now than by a page of the server's log. */
  void check() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "10");
    // Not DriverManager: under Maven's class loaders it finds no driver.
    try (Connection connection = new Driver().connect(url, properties)) {
      if (connection == null) {
        throw new LaunchFailure(
            "HORARIUM_DB_URL is \"%s\", but must look like jdbc:postgresql://host:5432/horarium."
                .formatted(url));
      }
    } catch (SQLException e) {
      throw new LaunchFailure(
          "The database %s cannot be reached as user %s (%s); correct HORARIUM_DB_URL, HORARIUM_DB_USER or HORARIUM_DB_PASSWORD."
              .formatted(url, user, e.getMessage()),
          e);
    }
  }
}
