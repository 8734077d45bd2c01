package io.horarium.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A PostgreSQL for people who have none: its data lies in the home folder and outlives every start,
 * its settings are durable, and its only user has a password.
 *
 * <p>A start finds one of four things: no data (it is made), a stopped database, one still running
 * from a launcher that was killed (it is used), or one whose processes are just dying (the start is
 * tried again).
 */
final class EmbeddedDatabase {

  private static final String MAJOR = "18";
  private static final int ATTEMPTS = 10;

  private final HorariumHome home;
  private final int port;
  private final Path log;
  private final PostgresPrograms programs;
  private final DatabaseAccess access;
  private EmbeddedPostgres own;

  EmbeddedDatabase(HorariumHome home, int port) {
    this.home = home;
    this.port = port;
    this.log = home.server().resolve("log").resolve("database.log");
    this.programs = new PostgresPrograms(home.databasePrograms(), log);
    this.access = new DatabaseAccess(home, port, programs);
  }

  /** How the application gets in. */
  OwnDatabase access() {
    return new OwnDatabase(
        "jdbc:postgresql://localhost:%d/%s".formatted(port, DatabaseAccess.NAME),
        DatabaseAccess.USER,
        access.password());
  }

  /** Returns when the database answers. */
  void start() {
    PostgresPrograms.checkUser();
    checkRelease();
    Optional<Postmaster> running = Postmaster.of(home.database());
    if (running.isPresent() && running.get().port() != port) {
      programs.stop(home.database());
      running = Optional.empty();
    }
    if (running.isEmpty()) {
      Ports.check(
          port,
          "the embedded database",
          "set HORARIUM_PORT_OFFSET, or HORARIUM_DB_URL to use a PostgreSQL of your own");
      startOwn();
    }
    try {
      access.createDatabase();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Returns when the database answers again after its postmaster died. */
  void startAgain() {
    startOwn();
  }

  /** Completes when the postmaster has ended, whoever ended it. */
  CompletableFuture<ProcessHandle> ended() {
    return Postmaster.of(home.database())
        .map(postmaster -> postmaster.process().onExit())
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  void stop() {
    if (Postmaster.of(home.database()).isPresent()) {
      programs.stop(home.database());
    }
    release();
  }

  private void startOwn() {
    // The library keeps its lock of the data folder until it is closed, also after a crash.
    release();
    // Not the shared temporary folder: another user could lay other programs there.
    System.setProperty("ot.epg.working-dir", home.databasePrograms().toString());
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(log.getParent());
        own = builder().start();
        return;
      } catch (IOException | RuntimeException e) {
        if (attempt == ATTEMPTS || e instanceof LaunchFailure) {
          throw e instanceof LaunchFailure failure ? failure : failed(e);
        }
        pause();
      }
    }
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setDataDirectory(home.database())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setDataDirectoryCustomizer(access::admitOnlyByPassword)
        .setConnectConfig("password", access.password())
        .setPort(port)
        .setPGStartupWait(Duration.ofSeconds(30))
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
        // The same order of text on every machine.
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("locale", "C")
        // The library's own defaults are for tests: they lose commits in a crash.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "200")
        .setServerConfig("shared_buffers", "256MB")
        .setServerConfig("max_wal_size", "2GB")
        // Connections come by TCP only; a socket in a shared folder would be one more door.
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("listen_addresses", "localhost");
  }

  private void checkRelease() {
    Path version = home.database().resolve("PG_VERSION");
    try {
      if (Files.exists(version) && !Files.readString(version).strip().equals(MAJOR)) {
        throw new LaunchFailure(
            "The data in %s is of PostgreSQL %s, but this release brings PostgreSQL %s; export it with the old release, or set HORARIUM_HOME to another folder."
                .formatted(home.database(), Files.readString(version).strip(), MAJOR));
      }
    } catch (IOException e) {
      throw new LaunchFailure(
          "The database in %s belongs to another user; run Horarium as that user, or set HORARIUM_HOME to a folder of your own."
              .formatted(home.database()),
          e);
    }
  }

  private LaunchFailure failed(Exception cause) {
    String reason = lastComplaint().orElseGet(cause::toString);
    return new LaunchFailure(
        "The embedded database does not start (%s); see %s, or set HORARIUM_DB_URL to a PostgreSQL of your own."
            .formatted(reason, log),
        cause);
  }

  private Optional<String> lastComplaint() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.stream()
          .filter(line -> line.contains("FATAL:") || line.contains("initdb: error:"))
          .reduce((first, second) -> second)
          .map(line -> line.replaceFirst("^.*(FATAL:|error:)\\s*", ""));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void release() {
    if (own != null) {
      try {
        own.close();
      } catch (IOException e) {
        // The lock ends with this process at the latest.
      }
      own = null;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure("The start was interrupted.", e);
    }
  }
}
