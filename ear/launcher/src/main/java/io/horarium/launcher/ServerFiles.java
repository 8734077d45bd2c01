package io.horarium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The server's base folder in the home folder. The provisioned server itself is only read, so that
 * it can be shared and replaced.
 */
final class ServerFiles {

  private static final String CONFIGURATION = "standalone.xml";
  private static final String PROVISIONED = "standalone.provisioned.xml";
  private static final List<String> USERS =
      List.of("mgmt-users.properties", "mgmt-groups.properties");

  private final Path server;
  private final Path ear;
  private final Path base;

  ServerFiles(Path server, Path ear, Path base) {
    this.server = server;
    this.ear = ear;
    this.base = base;
  }

  Path server() {
    return server;
  }

  Path base() {
    return base;
  }

  Path configuration() {
    return base.resolve("configuration");
  }

  Path log() {
    return base.resolve("log").resolve("server.log");
  }

  /** Brings the release's configuration and application into the base folder. */
  void prepare() {
    if (!Files.isDirectory(server) || !Files.isRegularFile(ear)) {
      throw new LaunchFailure(
          "The server or the application is not built (%s, %s); build with mvn -DskipTests package first."
              .formatted(server, ear));
    }
    try {
      Files.createDirectories(configuration());
      Files.createDirectories(deployments());
      Files.createDirectories(base.resolve("log"));
      copyConfiguration();
      deploy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the deployment scanner left if it could not deploy; its first line. */
  Optional<String> deploymentFailure() {
    Path marker = deployments().resolve(ear.getFileName() + ".failed");
    try {
      return Files.exists(marker)
          ? Files.readAllLines(marker).stream().findFirst().or(() -> Optional.of("no reason given"))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Changes made in the console stay until a release brings another configuration; then they are
   * put aside. Users stay always.
   */
  private void copyConfiguration() throws IOException {
    Path from = server.resolve("standalone").resolve("configuration");
    Path known = configuration().resolve(PROVISIONED);
    if (Files.exists(known) && Files.mismatch(known, from.resolve(CONFIGURATION)) == -1) {
      return;
    }
    Path current = configuration().resolve(CONFIGURATION);
    if (Files.exists(current)) {
      Files.move(
          current,
          configuration().resolve("standalone.before-upgrade.xml"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = configuration().resolve(file.getFileName());
        if (!(USERS.contains(file.getFileName().toString()) && Files.exists(target))) {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    Files.copy(from.resolve(CONFIGURATION), known, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Markers of an earlier start would make the scanner believe that there is nothing to do. */
  private void deploy() throws IOException {
    try (Stream<Path> files = Files.list(deployments())) {
      for (Path file :
          files
              .filter(path -> path.getFileName().toString().startsWith(ear.getFileName() + "."))
              .toList()) {
        Files.delete(file);
      }
    }
    Files.copy(ear, deployments().resolve(ear.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path deployments() {
    return base.resolve("deployments");
  }
}
