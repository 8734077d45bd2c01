package io.horarium.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person can say about a start.
 *
 * <p>Each setting {@code HORARIUM_X_Y} is read from the system property {@code horarium.x.y} first,
 * as the application does, then from the environment. Blank means absent.
 *
 * @param home folder of everything that is kept
 * @param database a PostgreSQL of one's own; absent means the embedded one
 * @param portOffset added to every port, 0 to 10000
 * @param nodeId name of this node, unique among the nodes on one database
 * @param adminPassword password of the console's user; absent means keep the known one or make one
 * @param javaOptions further options of the server's JVM, in order
 */
record Settings(
    Path home,
    Optional<OwnDatabase> database,
    int portOffset,
    String nodeId,
    Optional<String> adminPassword,
    List<String> javaOptions) {

  static final int HTTP_PORT = 8080;
  static final int HTTPS_PORT = 8443;
  static final int MANAGEMENT_PORT = 9990;
  static final int DATABASE_PORT = 54329;

  private static final int MAX_OFFSET = 10_000;

  /**
   * The limit of a transaction node identifier is 23 bytes; the name is part of a schema's name.
   */
  private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,22}");

  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  Settings {
    javaOptions = List.copyOf(javaOptions);
  }

  static Settings read(Properties properties, Map<String, String> environment) {
    Source source = new Source(properties, environment);
    Path home =
        source
            .get("HORARIUM_HOME")
            .map(Path::of)
            .orElseGet(() -> Path.of(properties.getProperty("user.home"), ".horarium"));
    return new Settings(
        home.toAbsolutePath().normalize(),
        source
            .get("HORARIUM_DB_URL")
            .map(
                url ->
                    new OwnDatabase(
                        url,
                        source.get("HORARIUM_DB_USER").orElse("postgres"),
                        source.get("HORARIUM_DB_PASSWORD").orElse("postgres"))),
        offset(source.get("HORARIUM_PORT_OFFSET").orElse("0")),
        nodeId(source.get("HORARIUM_NODE_ID").orElse("node1")),
        source.get("HORARIUM_ADMIN_PASSWORD"),
        arguments(source.get("HORARIUM_JAVA_OPTS").orElse("")));
  }

  int httpPort() {
    return HTTP_PORT + portOffset;
  }

  int httpsPort() {
    return HTTPS_PORT + portOffset;
  }

  int managementPort() {
    return MANAGEMENT_PORT + portOffset;
  }

  int databasePort() {
    return DATABASE_PORT + portOffset;
  }

  private static int offset(String text) {
    try {
      int offset = Integer.parseInt(text);
      if (offset >= 0 && offset <= MAX_OFFSET) {
        return offset;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below.
    }
    throw new LaunchFailure(
        "HORARIUM_PORT_OFFSET is \"%s\", but must be a whole number from 0 to %d."
            .formatted(text, MAX_OFFSET));
  }

  private static String nodeId(String text) {
    if (NODE_ID.matcher(text).matches()) {
      return text;
    }
    throw new LaunchFailure(
        "HORARIUM_NODE_ID is \"%s\", but must be 1 to 23 letters, digits, dots, dashes or underscores."
            .formatted(text));
  }

  /** Splits at white space; quotes of either kind keep a piece together. */
  private static List<String> arguments(String text) {
    List<String> arguments = new ArrayList<>();
    Matcher matcher = ARGUMENT.matcher(text);
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          arguments.add(matcher.group(group));
        }
      }
    }
    return arguments;
  }

  private record Source(Properties properties, Map<String, String> environment) {

    Optional<String> get(String name) {
      String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
      return Optional.ofNullable(properties.getProperty(property))
          .or(() -> Optional.ofNullable(environment.get(name)))
          .map(String::strip)
          .filter(text -> !text.isEmpty());
    }
  }
}
