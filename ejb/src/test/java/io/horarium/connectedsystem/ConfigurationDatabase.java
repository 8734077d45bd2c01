package io.horarium.connectedsystem;

import io.horarium.access.ApiKey;
import io.horarium.access.Role;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/**
 * A PostgreSQL with all migrations, and a Hibernate that has compared the entities of the
 * configuration with them. Shared by the tests of one run.
 */
public final class ConfigurationDatabase {

  private static final SessionFactory SESSIONS = open();

  private ConfigurationDatabase() {}

  /** Runs {@code work} in a transaction of its own, which is rolled back when it throws. */
  public static <T> T inTransaction(Function<EntityManager, T> work) {
    return SESSIONS.fromTransaction(work::apply);
  }

  // The database ends with the process; zonky has a shutdown hook.
  @SuppressWarnings("resource")
  private static SessionFactory open() {
    DataSource dataSource;
    try {
      dataSource = EmbeddedPostgres.builder().start().getPostgresDatabase();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start.", e);
    }
    var configuration =
        new Configuration()
            .setProperty(AvailableSettings.HBM2DDL_AUTO, "validate")
            .setProperty(AvailableSettings.DEFAULT_SCHEMA, "horarium")
            .setProperty(AvailableSettings.JDBC_TIME_ZONE, "UTC")
            .setProperty(AvailableSettings.JTA_PLATFORM, "none")
            .addAnnotatedClass(ApiKey.class)
            .addAnnotatedClass(Role.class)
            .addAnnotatedClass(ConnectorDefinition.class)
            .addAnnotatedClass(ConnectedSystem.class)
            .addAnnotatedClass(ObjectType.class)
            .addAnnotatedClass(ObjectAttribute.class)
            .addAnnotatedClass(SystemPartition.class)
            .addAnnotatedClass(RunProfile.class);
    configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
    return configuration.buildSessionFactory();
  }
}
