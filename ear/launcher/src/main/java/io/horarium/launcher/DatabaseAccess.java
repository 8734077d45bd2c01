package io.horarium.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** Who may enter the embedded database: its one user, from this machine, with the kept password. */
final class DatabaseAccess {

  static final String USER = "postgres";
  static final String NAME = "horarium";

  private static final String OWN_MARK = "# Written by Horarium.";

  private final HorariumHome home;
  private final int port;
  private final PostgresPrograms programs;
  private final String password;
  private final boolean passwordIsNew;

  DatabaseAccess(HorariumHome home, int port, PostgresPrograms programs) {
    this.home = home;
    this.port = port;
    this.programs = programs;
    Optional<String> known = home.databasePassword();
    this.passwordIsNew = known.isEmpty();
    this.password = known.orElseGet(Secrets::token);
  }

  String password() {
    return password;
  }

  /** To be called between initdb, which trusts every local user, and the first open port. */
  void admitOnlyByPassword(File data) {
    Path rules = data.toPath().resolve("pg_hba.conf");
    try {
      if (!passwordIsNew && Files.readString(rules).startsWith(OWN_MARK)) {
        return;
      }
      // Hexadecimal digits: nothing in it to quote.
      if (!programs.single(
          data.toPath(), "alter user %s password '%s'".formatted(USER, password))) {
        throw new LaunchFailure(
            "The password of the embedded database could not be set; see %s."
                .formatted(programs.log()));
      }
      home.databasePassword(password);
      Files.writeString(
          rules,
          String.join(
              "\n",
              OWN_MARK,
              "local all all scram-sha-256",
              "host all all 127.0.0.1/32 scram-sha-256",
              "host all all ::1/128 scram-sha-256",
              ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the application's database unless it is there. */
  void createDatabase() throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("select from pg_database where datname = '" + NAME + "'")) {
      if (!found.next()) {
        statement.execute("create database " + NAME);
      }
    }
  }

  private PGSimpleDataSource dataSource() {
    // Not DriverManager: under Maven's class loaders it finds no driver.
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setServerNames(new String[] {"localhost"});
    dataSource.setPortNumbers(new int[] {port});
    dataSource.setDatabaseName("postgres");
    dataSource.setUser(USER);
    dataSource.setPassword(password);
    return dataSource;
  }
}
