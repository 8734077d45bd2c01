package io.horarium.it.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a server's administrator lays into its home folder: programs, data sources, scripts. */
public final class Conf {

  /** Name of the data source that stands for the server's own database. */
  public static final String DATA_SOURCE = "own";

  private final Path home;
  private final List<String> programs = new ArrayList<>();

  private Conf(Path home) {
    this.home = home;
  }

  public static Conf in(Path home) {
    return new Conf(home);
  }

  /** That of the shared server of the tests. */
  public static Conf ofTestServer() {
    return in(Path.of(System.getProperty("it.home")))
        .dataSource(System.getProperty("it.db.url"), "postgres", null);
  }

  /**
   * Makes {@link #DATA_SOURCE}.
   *
   * @param secret as the catalogue says it, or null
   */
  public Conf dataSource(String url, String user, String secret) {
    write(
        home.resolve("conf").resolve("datasources.json"),
        "{\"dataSources\": [{\"name\": \"%s\", \"url\": \"%s\", \"user\": \"%s\"%s}]}"
            .formatted(
                DATA_SOURCE,
                url.replaceFirst("\\?.*", ""),
                user,
                secret == null ? "" : ", \"secret\": \"" + secret + "\""));
    return this;
  }

  /** A program that is a shell script of these lines; takes any arguments. */
  public Conf program(String name, String... lines) {
    return program(name, Map.of(), lines);
  }

  /** As {@link #program(String, String...)}, with numbers of its catalogue entry. */
  public Conf program(String name, Map<String, Integer> numbers, String... lines) {
    Path file = home.resolve("bin").resolve(name);
    write(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    executable(file);
    programs.add(
        "{\"name\": \"%s\", \"path\": \"%s\"%s}"
            .formatted(
                name,
                file,
                numbers.entrySet().stream()
                    .map(entry -> ", \"" + entry.getKey() + "\": " + entry.getValue())
                    .collect(Collectors.joining())));
    return this;
  }

  /** A script below the script root. */
  public Conf script(String name, String text) {
    write(home.resolve("script").resolve(name), text);
    return this;
  }

  /** What the server runs as PowerShell: says its arguments, warns on stderr. */
  public Conf powerShellStandIn() {
    Path file = home.resolve("bin").resolve("pwsh");
    write(
        file,
        """
        #!/bin/sh
        for argument in "$@"; do printf 'argument <%s>\\n' "$argument"; done
        echo "NO_COLOR=$NO_COLOR"
        echo 'WARNING: from the stand-in' >&2
        """);
    executable(file);
    return this;
  }

  /** Writes the catalogue; the server reads it when it is used next. */
  public Conf done() {
    write(
        home.resolve("conf").resolve("programs.json"),
        "{\"programs\": [" + String.join(",\n", programs) + "]}");
    return this;
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(part, text);
      Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void executable(Path file) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
