package io.horarium.launcher;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Starts Horarium and stays in the foreground.
 *
 * <p>Usage: {@code Launcher SERVER EAR}, the folder of the provisioned server and the application.
 * Everything else is said by environment variables, see {@link Settings}.
 */
public final class Launcher {

  private final PrintStream out;

  private Launcher(PrintStream out) {
    this.out = out;
  }

  /** Ends with status 0 after an asked-for stop, with 1 and one sentence if it cannot go on. */
  public static void main(String[] arguments) {
    int status = new Launcher(System.out).launch(arguments);
    // Also under Maven, whose own report would only bury the sentence.
    System.exit(status);
  }

  private int launch(String[] arguments) {
    try {
      if (arguments.length != 2) {
        throw new LaunchFailure("Two arguments are needed: the server's folder and the EAR file.");
      }
      Settings settings = Settings.read(System.getProperties(), System.getenv());
      run(settings, Path.of(arguments[0]), Path.of(arguments[1]));
      return 0;
    } catch (LaunchFailure e) {
      out.println();
      out.println(e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private void run(Settings settings, Path wildfly, Path ear) throws InterruptedException {
    HorariumHome home = HorariumHome.open(settings.home());
    home.lock();
    ServerFiles files = new ServerFiles(wildfly, ear, home.server());
    Optional<EmbeddedDatabase> database =
        settings.database().isPresent()
            ? Optional.empty()
            : Optional.of(new EmbeddedDatabase(home, settings.databasePort()));
    ConsoleRelay relay = new ConsoleRelay(out);
    ServerProcess server =
        new ServerProcess(settings, files, environment(settings, database), relay);
    Readiness readiness = new Readiness(settings.httpPort(), server, files);
    Supervisor supervisor = new Supervisor(database, server, readiness, out);

    server.endOrphan();
    checkPorts(settings);
    settings.database().ifPresent(OwnDatabase::check);
    files.prepare();
    Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop"));
    try {
      if (database.isPresent()) {
        out.println("Starting the embedded PostgreSQL in " + home.database());
        database.get().start();
      }
      startServer(settings, files, server, supervisor, relay);
      supervisor.supervise();
    } finally {
      supervisor.stop();
    }
  }

  private void startServer(
      Settings settings,
      ServerFiles files,
      ServerProcess server,
      Supervisor supervisor,
      ConsoleRelay relay)
      throws InterruptedException {
    out.println("Starting the server");
    Banner banner = new Banner(settings);
    Optional<String> madePassword =
        new ManagementUser(files.configuration()).prepare(settings.adminPassword());
    // The application's first user gets the same one. Another node's users keep theirs.
    madePassword.ifPresent(password -> server.tell("HORARIUM_FIRST_ADMIN_PASSWORD", password));
    try {
      supervisor.start();
    } catch (LaunchFailure e) {
      // Only their hashes are kept, so this is the only chance to tell them.
      out.print(banner.secrets(relay.takeFirstKey(), madePassword));
      throw e;
    }
    out.print(banner.text(relay.takeFirstKey(), madePassword));
  }

  /** What the server's process needs to know. */
  private static Map<String, String> environment(
      Settings settings, Optional<EmbeddedDatabase> embedded) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HORARIUM_HOME", settings.home().toString());
    environment.put("HORARIUM_NODE_ID", settings.nodeId());
    OwnDatabase database =
        settings.database().or(() -> embedded.map(EmbeddedDatabase::access)).orElseThrow();
    environment.put("HORARIUM_DB_URL", database.url());
    environment.put("HORARIUM_DB_USER", database.user());
    environment.put("HORARIUM_DB_PASSWORD", database.password());
    return environment;
  }

  private static void checkPorts(Settings settings) {
    String remedy = "set HORARIUM_PORT_OFFSET to shift every port of Horarium, for example to 100";
    Ports.check(settings.httpPort(), "the REST interface", remedy);
    Ports.check(settings.httpsPort(), "the encrypted REST interface", remedy);
    Ports.check(settings.managementPort(), "the console", remedy);
  }
}
