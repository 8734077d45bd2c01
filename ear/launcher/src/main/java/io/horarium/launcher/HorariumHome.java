package io.horarium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that holds everything Horarium keeps on this machine. Only its owner may look inside.
 * One launcher at a time may hold it.
 */
final class HorariumHome {

  private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_ONLY_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path root;
  private FileLock lock;

  private HorariumHome(Path root) {
    this.root = root;
  }

  /** Creates what is missing. */
  static HorariumHome open(Path root) {
    HorariumHome home = new HorariumHome(root);
    try {
      Files.createDirectories(root, attributes(OWNER_ONLY_FOLDER));
      for (Path folder :
          new Path[] {
            home.database(),
            home.databasePrograms(),
            home.server(),
            home.connectorFiles(),
            home.conf(),
            home.script()
          }) {
        Files.createDirectories(folder, attributes(OWNER_ONLY_FOLDER));
      }
      return home;
    } catch (IOException e) {
      throw new LaunchFailure(
          "The folder %s cannot be created or written (%s); set HORARIUM_HOME to a folder of your own."
              .formatted(root, e),
          e);
    }
  }

  /** Takes the folder for this process until it ends. */
  void lock() {
    try {
      FileChannel channel =
          FileChannel.open(
              root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new LaunchFailure(
            "Another Horarium already runs with the folder %s; stop it first, or set HORARIUM_HOME to another folder."
                .formatted(root));
      }
    } catch (IOException e) {
      throw new LaunchFailure(
          "The folder %s cannot be written (%s); it may belong to another user, so set HORARIUM_HOME to a folder of your own."
              .formatted(root, e),
          e);
    }
  }

  Path root() {
    return root;
  }

  /** PostgreSQL's data. */
  Path database() {
    return root.resolve("database");
  }

  /** PostgreSQL's programs, unpacked. */
  Path databasePrograms() {
    return root.resolve("postgresql");
  }

  /** The server's base folder: configuration, deployments, log, data. */
  Path server() {
    return root.resolve("server");
  }

  /** The only folder that connectors may read and write by default. */
  Path connectorFiles() {
    return root.resolve("connector-files");
  }

  /** Catalogues, schedules from files, secrets. */
  Path conf() {
    return root.resolve("conf");
  }

  /** Scripts that steps may name. */
  Path script() {
    return root.resolve("script");
  }

  /** The embedded database's password, if one was made. */
  Optional<String> databasePassword() {
    return readSecret(databasePasswordFile());
  }

  void databasePassword(String password) {
    writeSecret(databasePasswordFile(), password);
  }

  private Path databasePasswordFile() {
    return conf().resolve("database.password");
  }

  private static Optional<String> readSecret(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      throw new LaunchFailure(
          "The file %s cannot be read (%s); run Horarium as the user who owns it."
              .formatted(file, e),
          e);
    }
  }

  /** Never readable by others, not even for a moment, and whole or not at all. */
  static void writeSecret(Path file, String content) {
    try {
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.deleteIfExists(part);
      Files.createFile(part, attributes(OWNER_ONLY_FILE));
      Files.writeString(part, content + "\n");
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
