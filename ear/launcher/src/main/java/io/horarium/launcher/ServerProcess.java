package io.horarium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * The server's process. Java is started directly, not through the shell script, so that this
 * process's child is the server itself and a signal reaches it.
 */
final class ServerProcess {

  private static final int STOP_SECONDS = 25;

  private final Settings settings;
  private final ServerFiles files;
  private final Map<String, String> environment;
  private final ConsoleRelay relay;
  private Process process;

  /**
   * @param environment added to the environment of this process
   */
  ServerProcess(
      Settings settings, ServerFiles files, Map<String, String> environment, ConsoleRelay relay) {
    this.settings = settings;
    this.files = files;
    this.environment = new HashMap<>(environment);
    this.relay = relay;
  }

  /** Adds to the environment of the processes that are started from now on. */
  synchronized void tell(String variable, String value) {
    environment.put(variable, value);
  }

  /** Ends a server that outlived its launcher. */
  void endOrphan() {
    orphan()
        .ifPresent(
            handle -> {
              handle.destroy();
              if (!ended(handle.onExit())) {
                handle.destroyForcibly();
                ended(handle.onExit());
              }
            });
  }

  synchronized void start() {
    ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      process = builder.start();
      process.getOutputStream().close();
      Files.writeString(pidFile(), Long.toString(process.pid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    relay.follow(process.getInputStream());
  }

  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Waits for the end of the process and tells its exit code. */
  int awaitEnd() throws InterruptedException {
    Process current;
    synchronized (this) {
      current = process;
    }
    return current.waitFor();
  }

  /** Asks the server to end; insists after a while. */
  void stop() {
    Process current;
    synchronized (this) {
      current = process;
    }
    if (current == null) {
      return;
    }
    // Not Process.destroy(): it closes the console too, and with it go the server's last lines.
    current.toHandle().destroy();
    if (!ended(current.onExit())) {
      current.destroyForcibly();
      ended(current.onExit());
    }
  }

  private List<String> command() {
    StandaloneCommandBuilder builder =
        StandaloneCommandBuilder.of(files.server())
            .setBaseDirectory(files.base())
            .setJavaOptions(
                "-Xms64m",
                "-Xmx512m",
                "-Djava.awt.headless=true",
                // Before its own log settings are read, the server would colour the console.
                "-Dorg.jboss.logmanager.nocolor=true")
            // Later options win, so these come after the defaults.
            .addJavaOptions(settings.javaOptions());
    builder.addServerArgument("-Djboss.node.name=" + settings.nodeId());
    builder.addServerArgument("-Djboss.socket.binding.port-offset=" + settings.portOffset());
    return builder.build();
  }

  private Optional<ProcessHandle> orphan() {
    try {
      long pid = Long.parseLong(Files.readString(pidFile()).strip());
      // A stale file may name a process that has nothing to do with us.
      return ProcessHandle.of(pid)
          .filter(
              handle ->
                  handle
                      .info()
                      .arguments()
                      .map(arguments -> String.join(" ", arguments))
                      .orElse("")
                      .contains(files.base().toString()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Path pidFile() {
    return files.base().resolve("server.pid");
  }

  private static boolean ended(CompletableFuture<?> end) {
    try {
      end.get(STOP_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
