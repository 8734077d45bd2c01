package io.horarium.it.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * One PostgreSQL for the whole run of the integration tests, empty at first. It must answer before
 * Arquillian boots the server, whose data sources want it, and hence lives as long as JUnit's
 * session.
 *
 * <p>Without the property {@code it.server}, as in the runs of unit tests, it does nothing.
 */
public final class EmbeddedPostgresListener implements LauncherSessionListener {

  private EmbeddedPostgres postgres;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (System.getProperty("it.server") == null) {
      return;
    }
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", "200")
              // The same order of text on every machine, as the launcher's database has it.
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8")
              .setLocaleConfig("locale", "C")
              .start();
      // The launcher makes it in real life.
      Files.createDirectories(Path.of(System.getProperty("it.home"), "connector-files"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.setProperty("it.db.url", postgres.getJdbcUrl("postgres", "postgres"));
    System.setProperty("it.api.key", TestServer.API_KEY);
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (postgres == null) {
      return;
    }
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
