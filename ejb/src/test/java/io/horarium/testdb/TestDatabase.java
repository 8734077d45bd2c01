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

  /**
   * Empties every table but those that migrations fill, and takes away what was added to these;
   * call it before each test.
   */
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
             where schemaname = 'horarium' and tablename not in ('role', 'flyway_schema_history',
               'mv_object_type', 'mv_attribute', 'mv_object_type_attribute')
          loop
            execute format('delete from horarium.%I', name);
          end loop;
          delete from horarium.mv_object_type where not built_in;
          delete from horarium.mv_attribute where not built_in;
          delete from horarium.mv_object_type_attribute
           where mv_object_type_id not in (select id from horarium.mv_object_type)
              or mv_attribute_id not in (select id from horarium.mv_attribute);
          perform setval(format('horarium.%I', sequencename), 1, false)
          from pg_sequences where schemaname = 'horarium' and sequencename not like 'mv%';
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
