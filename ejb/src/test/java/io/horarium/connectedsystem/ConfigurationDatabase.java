package io.horarium.connectedsystem;

import io.horarium.access.ApiKey;
import io.horarium.access.Role;
import io.horarium.metaverse.MvAttribute;
import io.horarium.metaverse.MvObjectType;
import io.horarium.platform.Database;
import io.horarium.sync.rule.Mapping;
import io.horarium.sync.rule.MatchingRule;
import io.horarium.sync.rule.ScopeCriterion;
import io.horarium.sync.rule.ScopeGroup;
import io.horarium.sync.rule.SyncRule;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.Session;
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

  /** Plain SQL in the transaction of {@code entities}. */
  public static Database sql(EntityManager entities) {
    Connection session = entities.unwrap(Session.class).doReturningWork(connection -> connection);
    return new Database(
        proxy(DataSource.class, (method, arguments) -> proxy(Connection.class, joining(session))));
  }

  private interface Calls {
    Object answer(Method method, Object[] arguments) throws ReflectiveOperationException;
  }

  /** The connection itself, except that closing it is left to Hibernate. */
  private static Calls joining(Connection session) {
    return (method, arguments) ->
        method.getName().equals("close") ? null : method.invoke(session, arguments);
  }

  private static <T> T proxy(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            ConfigurationDatabase.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return calls.answer(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
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
            .addAnnotatedClass(SystemContainer.class)
            .addAnnotatedClass(RunProfile.class)
            .addAnnotatedClass(MvObjectType.class)
            .addAnnotatedClass(MvAttribute.class)
            .addAnnotatedClass(SyncRule.class)
            .addAnnotatedClass(Mapping.class)
            .addAnnotatedClass(ScopeGroup.class)
            .addAnnotatedClass(ScopeCriterion.class)
            .addAnnotatedClass(MatchingRule.class);
    configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
    return configuration.buildSessionFactory();
  }
}
