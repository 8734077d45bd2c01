package io.horarium.testdb;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.hibernate.integrator.spi.Integrator;

/**
 * JPA on the {@link TestDatabase}, as the server configures it but for its transactions: the tables
 * are checked against the entities, and each call of {@link #inTransaction} is one transaction.
 */
public final class TestPersistence {

  private final SessionFactory factory;
  private EntityManager current;

  /** JPA that knows {@code entities}. */
  public TestPersistence(Class<?>... entities) {
    // integrators of the application migrate the database found in JNDI, which is not here
    var services =
        new BootstrapServiceRegistryBuilder()
            .applyClassLoaderService(
                new ClassLoaderServiceImpl() {
                  @Override
                  public <S> Collection<S> loadJavaServices(Class<S> contract) {
                    return contract == Integrator.class
                        ? List.of()
                        : super.loadJavaServices(contract);
                  }
                })
            .build();
    var registry =
        new StandardServiceRegistryBuilder(services)
            .applySetting("hibernate.connection.datasource", TestDatabase.dataSource())
            .applySetting("hibernate.default_schema", "horarium")
            .applySetting("hibernate.hbm2ddl.auto", "validate")
            .build();
    factory =
        new MetadataSources(registry)
            .addAnnotatedClasses(entities)
            .buildMetadata()
            .buildSessionFactory();
  }

  /** The entity manager of the transaction under way. */
  public EntityManager entityManager() {
    return current;
  }

  /** Runs {@code work} in a transaction of its own: committed, or rolled back when it throws. */
  public <T> T inTransaction(Supplier<T> work) {
    current = factory.createEntityManager();
    try {
      current.getTransaction().begin();
      T result = work.get();
      current.getTransaction().commit();
      return result;
    } finally {
      if (current.getTransaction().isActive()) {
        current.getTransaction().rollback();
      }
      current.close();
    }
  }
}
