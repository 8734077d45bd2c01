package io.horarium.it.testkit;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An OpenLDAP server of the tests' own, with access log and referential integrity. */
final class OpenLdap implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
  private static final Path MODULES = Path.of("/usr/lib/ldap");
  private static final Path SCHEMA = Path.of("/etc/ldap/schema");

  private final Process process;
  private final int port;

  private OpenLdap(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Why there is none to test with; empty when there is one. */
  static Optional<String> missing() {
    return Files.isExecutable(PROGRAM)
            && Files.exists(MODULES.resolve("refint.la"))
            && Files.isRegularFile(SCHEMA.resolve("inetorgperson.schema"))
        ? Optional.empty()
        : Optional.of("slapd is not installed as Debian has it (apt-get install slapd)");
  }

  static OpenLdap start(Path folder) {
    try {
      int free = freePort();
      Files.createDirectory(folder.resolve("data"));
      Files.createDirectory(folder.resolve("log"));
      Path config = folder.resolve("slapd.conf");
      Files.writeString(config, configuration(folder));
      Process process =
          new ProcessBuilder(
                  PROGRAM.toString(),
                  "-f",
                  config.toString(),
                  "-h",
                  "ldap://127.0.0.1:" + free,
                  "-d",
                  "0")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("slapd.out").toFile())
              .start();
      return new OpenLdap(process, free);
    } catch (IOException e) {
      throw new IllegalStateException("slapd did not start", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String configuration(Path folder) {
    return """
        include %1$s/core.schema
        include %1$s/cosine.schema
        include %1$s/inetorgperson.schema
        modulepath %2$s
        moduleload back_mdb
        moduleload accesslog
        moduleload refint
        pidfile %3$s/pid
        sizelimit unlimited

        database mdb
        suffix cn=accesslog
        directory %3$s/log
        dbnosync
        maxsize 1073741824
        rootdn %4$s
        index reqStart,objectClass eq

        database mdb
        suffix %5$s
        directory %3$s/data
        dbnosync
        maxsize 1073741824
        rootdn %4$s
        rootpw %6$s
        index objectClass,entryUUID,uid,manager eq
        overlay refint
        refint_attributes manager
        overlay accesslog
        logdb cn=accesslog
        logops writes
        logold (objectClass=*)
        logsuccess TRUE
        """
        .formatted(SCHEMA, MODULES, folder, Directory.USER, Directory.SUFFIX, Directory.PASSWORD);
  }

  int port() {
    return port;
  }

  /** As its administrator; it says nowhere that it listens, so it is asked until it answers. */
  LDAPConnection connection() {
    return Await.until(
        "slapd",
        Duration.ofMinutes(1),
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("slapd ended with code " + process.exitValue());
          }
          try {
            return Optional.of(
                new LDAPConnection("127.0.0.1", port, Directory.USER, Directory.PASSWORD));
          } catch (LDAPException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
