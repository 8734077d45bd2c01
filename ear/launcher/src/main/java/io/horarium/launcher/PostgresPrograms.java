package io.horarium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs PostgreSQL's programs. They refuse the root user, so for root each runs in a user namespace
 * of its own, as the embedded database's library does for its part.
 */
final class PostgresPrograms {

  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");

  private final Path folder;
  private final Path log;

  /**
   * @param folder where the library unpacks, once per release, a folder {@code PG-hash}
   * @param log takes what the programs print
   */
  PostgresPrograms(Path folder, Path log) {
    this.folder = folder;
    this.log = log;
  }

  /** Root needs user namespaces, and a container may forbid them. */
  static void checkUser() {
    if (isRoot() && !succeeds("unshare", "-U", "true")) {
      throw new LaunchFailure(
          "PostgreSQL does not run as root, and this machine forbids the user namespaces that would"
              + " help; start Horarium as another user, or set HORARIUM_DB_URL to a PostgreSQL of your own.");
    }
  }

  Path log() {
    return log;
  }

  /** Stops the postmaster of a data folder at once, but cleanly. */
  boolean stop(Path data) {
    return run(
        "", command("pg_ctl", "-D", data.toString(), "-m", "fast", "-t", "20", "-w", "stop"));
  }

  /** Runs one statement on a stopped data folder. No port is open meanwhile. */
  boolean single(Path data, String statement) {
    return run(
        statement + "\n", command("postgres", "--single", "-F", "-D", data.toString(), "postgres"));
  }

  private boolean run(String input, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      try (var stream = process.getOutputStream()) {
        stream.write(input.getBytes(StandardCharsets.UTF_8));
      }
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.add("unshare");
      command.add("-U");
    }
    command.add(newest().resolve("bin").resolve(WINDOWS ? program + ".exe" : program).toString());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private Path newest() {
    try (Stream<Path> releases = Files.list(folder)) {
      return releases
          .filter(release -> Files.exists(release.resolve(".exists")))
          .max((a, b) -> Long.compare(modified(a), modified(b)))
          .orElseThrow(() -> new IOException("no PostgreSQL in " + folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long modified(Path release) {
    return release.resolve(".exists").toFile().lastModified();
  }

  private static boolean isRoot() {
    return !WINDOWS && "root".equals(System.getProperty("user.name"));
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
