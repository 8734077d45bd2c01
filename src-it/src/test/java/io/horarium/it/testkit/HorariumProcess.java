package io.horarium.it.testkit;

import io.horarium.launcher.Launcher;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Horarium of its own, as people start it: the launcher, which starts PostgreSQL and the server
 * and starts again what dies. Nothing is shared with the server of the other tests but the
 * provisioned files, which are only read.
 */
public final class HorariumProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final String PASSWORD = "of-the-tests-1";
  private static final int HTTP_PORT = 8080;
  private static final int DATABASE_PORT = 54329;

  private final Path home;
  private final int portOffset;
  private final Process launcher;

  private HorariumProcess(Path home, int portOffset, Process launcher) {
    this.home = home;
    this.portOffset = portOffset;
    this.launcher = launcher;
  }

  /**
   * Starts and waits until the application is ready.
   *
   * @param home made if it is not there; what it holds is used again
   */
  public static HorariumProcess start(Path home, int portOffset) {
    HorariumProcess started = launch(home, portOffset, Map.of());
    started.awaitReady();
    return started;
  }

  /**
   * Starts and does not wait.
   *
   * @param environment beside what every start is given
   */
  public static HorariumProcess launch(Path home, int portOffset, Map<String, String> environment) {
    return launch(home, portOffset, environment, System.getProperty("it.ear"));
  }

  /** As above, with another application than the one that was built. */
  public static HorariumProcess launch(
      Path home, int portOffset, Map<String, String> environment, String ear) {
    try {
      Files.createDirectories(home);
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              Launcher.class.getName(),
              System.getProperty("it.server"),
              ear);
      builder
          .environment()
          .putAll(
              Map.of(
                  "HORARIUM_HOME",
                  home.toString(),
                  "HORARIUM_PORT_OFFSET",
                  Integer.toString(portOffset),
                  "HORARIUM_INFRASTRUCTURE_API_KEY",
                  TestServer.API_KEY,
                  "HORARIUM_ADMIN_PASSWORD",
                  PASSWORD));
      builder.environment().keySet().removeAll(List.of("HORARIUM_DB_URL", "HORARIUM_FILE_ROOTS"));
      builder.environment().putAll(environment);
      File log = home.resolve("launcher.log").toFile();
      Process process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      return new HorariumProcess(home, portOffset, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when the application can take work. */
  public void awaitReady() {
    JimClient anonymous = JimClient.at(HTTP_PORT + portOffset, null);
    Await.untilTrue(
        "Horarium to be ready, see " + home.resolve("launcher.log"),
        START_LIMIT,
        () -> {
          if (!launcher.isAlive()) {
            throw new AssertionError("The launcher ended, see " + home.resolve("launcher.log"));
          }
          try {
            return anonymous.send("GET", "health/ready", null).status() == 200;
          } catch (jakarta.ws.rs.ProcessingException notYet) {
            return false;
          }
        });
  }

  /** An administrator. */
  public JimClient client() {
    return JimClient.at(HTTP_PORT + portOffset, TestServer.API_KEY);
  }

  public Database database() {
    return Database.at(
        "jdbc:postgresql://localhost:%d/horarium".formatted(DATABASE_PORT + portOffset),
        "postgres",
        firstLine(home.resolve("conf").resolve("database.password")));
  }

  public Management management() {
    return Management.at(portOffset, "openidm-admin", PASSWORD);
  }

  /** What it keeps. */
  public Path home() {
    return home;
  }

  /** Where connectors may read. */
  public Path files() {
    return home.resolve("connector-files");
  }

  /** The server's process. */
  public ProcessHandle server() {
    return process(home.resolve("server").resolve("server.pid"));
  }

  /** SIGKILL for the server; returns when it is gone. */
  public void killServer() {
    kill(List.of(server()));
  }

  /** SIGSTOP for the server: it lives, and does nothing at all until it is woken. */
  public void freezeServer() {
    signal("STOP");
  }

  /** SIGCONT for the server. */
  public void wakeServer() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(server().pid())).start().waitFor();
      if (code != 0) {
        throw new AssertionError("kill -" + name + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGKILL for PostgreSQL's main process and its children; returns when they are gone. */
  public void killDatabase() {
    ProcessHandle postmaster = process(home.resolve("database").resolve("postmaster.pid"));
    kill(Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList());
  }

  /** Ends everything as Ctrl-C does. */
  @Override
  public void close() {
    launcher.destroy();
    try {
      if (!launcher.waitFor(90, TimeUnit.SECONDS)) {
        throw new AssertionError("The launcher did not end within 90 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void kill(List<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
    Await.untilTrue(
        "the killed processes to be gone",
        Duration.ofSeconds(20),
        () -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  private static ProcessHandle process(Path pidFile) {
    return Await.until(
        "the process of " + pidFile,
        Duration.ofSeconds(30),
        () ->
            Optional.of(firstLine(pidFile))
                .filter(text -> text.matches("\\d+"))
                .flatMap(text -> ProcessHandle.of(Long.parseLong(text))));
  }

  private static String firstLine(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
