package io.horarium.platform;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Brings the tables up to date before Hibernate compares them with the entities. A startup bean
 * would be too late: the persistence unit starts first. Found through {@code META-INF/services}.
 */
public class FlywayIntegrator implements Integrator {

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor sessionFactory) {
    // Hibernate's own data source: the migrations go where the entities are compared.
    migrate(
        bootstrap
            .getServiceRegistry()
            .requireService(ConnectionProvider.class)
            .unwrap(DataSource.class));
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry registry) {
    // Nothing was kept open.
  }

  /** Runs the migrations that are still missing in schema {@code horarium}. */
  public static void migrate(DataSource dataSource) {
    Flyway.configure(FlywayIntegrator.class.getClassLoader())
        .dataSource(dataSource)
        .schemas("horarium")
        .createSchemas(true)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }
}
