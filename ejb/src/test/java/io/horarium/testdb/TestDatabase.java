package io.horarium.testdb;

import io.horarium.platform.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL with the tables of the application, for tests of SQL.
 *
 * <p>It is started by the first test that asks, once for the whole test run, and ends with the JVM.
 * Its search path is the server's default one: a statement that does not name the schema fails
 * here, as it would in the application.
 */
public final class TestDatabase {

  private static final DataSource DATA_SOURCE = start();
  private static final Database DATABASE = new Database(DATA_SOURCE);

  private TestDatabase() {}

  /** The one data source of the test run; every connection is its own session. */
  public static DataSource dataSource() {
    return DATA_SOURCE;
  }

  /** Plain SQL on it, as the application does it; every call commits. */
  public static Database database() {
    return DATABASE;
  }

  /** Empties every table but those that migrations fill; call it before each test. */
  public static void clear() {
    // Small tables are deleted from much faster than they are truncated. Without the triggers of
    // foreign keys the order of the tables does not matter.
    DATABASE.update(
        """
        do $$
        declare name text;
        begin
          perform set_config('session_replication_role', 'replica', true);
          for name in
            select tablename from pg_tables
             where schemaname = 'horarium' and tablename not in ('role', 'flyway_schema_history')
          loop
            execute format('delete from horarium.%I', name);
          end loop;
          perform setval(format('horarium.%I', sequencename), 1, false)
          from pg_sequences where schemaname = 'horarium';
        end $$
        """);
  }

  private static DataSource start() {
    try {
      // ended by a shutdown hook of the library
      @SuppressWarnings("resource")
      EmbeddedPostgres server = EmbeddedPostgres.builder().start();
      DataSource dataSource = server.getPostgresDatabase();
      Flyway.configure()
          .dataSource(dataSource)
          .schemas("horarium")
          .createSchemas(true)
          .locations("classpath:db/migration")
          .load()
          .migrate();
      return dataSource;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
