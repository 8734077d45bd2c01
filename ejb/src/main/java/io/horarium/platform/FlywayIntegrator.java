package io.horarium.platform;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Brings the tables up to date before Hibernate compares them with the entities. A startup bean
 * would be too late: the persistence unit starts first. Found through {@code META-INF/services}.
 */
public class FlywayIntegrator implements Integrator {

  private static final String DATA_SOURCE = "java:jboss/datasources/HorariumDS";

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor sessionFactory) {
    migrate(dataSource());
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

  // The name is a constant and injection does not reach this class: Hibernate makes it.
  @SuppressWarnings("BanJNDI")
  private static DataSource dataSource() {
    try {
      return InitialContext.doLookup(DATA_SOURCE);
    } catch (NamingException e) {
      throw new IllegalStateException("The server has no data source " + DATA_SOURCE + ".", e);
    }
  }
}
