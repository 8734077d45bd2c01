package io.horarium.launcher;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the server and the embedded database running until a stop is asked for. What dies without
 * being asked is started again, within {@link RestartLimit}.
 */
final class Supervisor {

  /** The server's exit codes when its console or command line asked it to end, or to restart. */
  private static final int EXIT_ASKED = 0;

  private static final int EXIT_RESTART = 10;

  private final Optional<EmbeddedDatabase> database;
  private final ServerProcess server;
  private final Readiness readiness;
  private final PrintStream out;
  private final Clock clock = Clock.systemUTC();
  private final CountDownLatch stopping = new CountDownLatch(1);

  Supervisor(
      Optional<EmbeddedDatabase> database,
      ServerProcess server,
      Readiness readiness,
      PrintStream out) {
    this.database = database;
    this.server = server;
    this.readiness = readiness;
    this.out = out;
  }

  /** The first start of both. Returns when the application can take work. */
  void start() throws InterruptedException {
    watchDatabase();
    server.start();
    if (!readiness.await()) {
      throw new LaunchFailure(
          "The server ended before the application was ready; its log says why.");
    }
  }

  /** Returns when the server was asked to end. */
  void supervise() throws InterruptedException {
    RestartLimit limit = new RestartLimit();
    while (true) {
      int code = server.awaitEnd();
      if (isStopping() || code == EXIT_ASKED) {
        return;
      }
      if (code != EXIT_RESTART) {
        Duration pause =
            limit
                .died(clock.instant())
                .orElseThrow(
                    () ->
                        new LaunchFailure(
                            "The server died %d times within %d minutes and is not started again; its log says why."
                                .formatted(RestartLimit.DEATHS, RestartLimit.WINDOW.toMinutes())));
        out.printf(
            "The server died (exit code %d); it is started again in %d s.%n",
            code, pause.toSeconds());
        if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      server.start();
      if (readiness.await()) {
        out.println("Horarium is ready again.");
      }
    }
  }

  /** Ends the server, then the database. Safe to call more than once. */
  void stop() {
    synchronized (stopping) {
      stopping.countDown();
      server.stop();
      database.ifPresent(EmbeddedDatabase::stop);
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void watchDatabase() {
    database.ifPresent(
        embedded -> {
          Thread thread = new Thread(() -> keepRunning(embedded), "database-watch");
          thread.setDaemon(true);
          thread.start();
        });
  }

  private void keepRunning(EmbeddedDatabase embedded) {
    RestartLimit limit = new RestartLimit();
    while (true) {
      embedded.ended().join();
      synchronized (stopping) {
        if (isStopping()) {
          return;
        }
        if (limit.died(clock.instant()).isEmpty()) {
          out.println(
              "The embedded database died too often and is not started again; its log says why.");
          return;
        }
        out.println("The embedded database died; it is started again.");
        try {
          embedded.startAgain();
          out.println("The embedded database runs again.");
        } catch (LaunchFailure e) {
          out.println(e.getMessage());
        }
      }
    }
  }
}
