package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An OpenLDAP server of its own on a loopback port, with the accesslog overlay. Everybody but the
 * administrator may read 500 entries, over all pages of a search.
 */
final class SlapdProcess implements AutoCloseable {

  static final String BASE = "dc=example,dc=org";
  static final String USER = "cn=admin,dc=example,dc=org";
  static final String PASSWORD = "secret";

  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/sbin/slapd"), Path.of("/usr/lib/openldap/slapd"));
  private static final List<Path> MODULES =
      List.of(Path.of("/usr/lib/ldap"), Path.of("/usr/lib/openldap"));
  private static final Path SCHEMA = Path.of("/etc/ldap/schema");

  private final Process process;
  final int port;

  private SlapdProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Why there is no server to test with; empty when there is one. */
  static Optional<String> missing() {
    if (program().isEmpty()) {
      return Optional.of("slapd is not installed (Debian: apt-get install slapd)");
    }
    if (modules().isEmpty() || !Files.isRegularFile(SCHEMA.resolve("core.schema"))) {
      return Optional.of("the modules or schema files of slapd are not where Debian has them");
    }
    return Optional.empty();
  }

  private static Optional<Path> program() {
    return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
  }

  private static Optional<Path> modules() {
    return MODULES.stream().filter(m -> Files.exists(m.resolve("accesslog.la"))).findFirst();
  }

  static SlapdProcess start(Path folder) throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Files.createDirectory(folder.resolve("data"));
    Files.createDirectory(folder.resolve("log"));
    Path config = folder.resolve("slapd.conf");
    Files.writeString(
        config,
        """
        include %1$s/core.schema
        include %1$s/cosine.schema
        include %1$s/inetorgperson.schema
        modulepath %2$s
        moduleload back_mdb
        moduleload accesslog
        pidfile %3$s/pid
        sizelimit size.soft=500 size.hard=500 size.prtotal=500

        database mdb
        suffix cn=accesslog
        directory %3$s/log
        rootdn %4$s
        index reqStart,objectClass eq

        database mdb
        maxsize 1073741824
        suffix %5$s
        directory %3$s/data
        rootdn %4$s
        rootpw %6$s
        index objectClass,entryUUID eq
        overlay accesslog
        logdb cn=accesslog
        logops writes
        logold (objectClass=*)
        logsuccess TRUE
        """
            .formatted(SCHEMA, modules().orElseThrow(), folder, USER, BASE, PASSWORD));
    Path log = folder.resolve("slapd.out");
    Process process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "-f",
                config.toString(),
                "-h",
                "ldap://127.0.0.1:" + port,
                "-d",
                "0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    SlapdProcess slapd = new SlapdProcess(process, port);
    slapd.awaitAnswer(log);
    return slapd;
  }

  /** The server says nowhere that it listens, so it is asked until it answers. */
  private void awaitAnswer(Path log) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        connect().close();
        return;
      } catch (LDAPException e) {
        if (!process.isAlive() || System.nanoTime() > until) {
          close();
          try (Stream<String> lines = Files.lines(log)) {
            throw new IllegalStateException("slapd does not answer: " + lines.toList(), e);
          }
        }
        Thread.onSpinWait();
      }
    }
  }

  LDAPConnection connect() throws LDAPException {
    return new LDAPConnection("127.0.0.1", port, USER, PASSWORD);
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
