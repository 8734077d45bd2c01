package io.horarium.step.command;

import io.horarium.problem.RunFailure;
import io.horarium.step.ConfigObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A program that steps may run: an entry of the catalogue (design.md 10.5).
 *
 * @param path absolute
 * @param checksum SHA-256 of the file in lower-case hexadecimal, or null if it may change
 * @param folder it starts in, absolute, or null
 * @param timeout of one run, or null
 * @param exitCodes that mean success; never empty
 */
record Program(
    String name,
    Path path,
    String checksum,
    ArgumentTemplate arguments,
    EnvironmentRule environment,
    Path folder,
    Duration timeout,
    Set<Integer> exitCodes) {

  static Program read(ConfigObject entry) {
    String name = entry.requiredText("name", "give the name steps call the program by");
    String checksum = entry.text("checksum");
    if (checksum != null && !checksum.matches("[0-9A-Fa-f]{64}")) {
      throw entry.mistake(
          "checksum", "must be the SHA-256 of the program in 64 hexadecimal digits");
    }
    Path path = absolute(entry, "path", entry.requiredText("path", "give the program's file"));
    String folder = entry.text("folder");
    Integer timeout = entry.number("timeoutSeconds", 1, 86_400);
    List<Integer> exitCodes = entry.numbers("exitCodes", 0, 255);
    Program program =
        new Program(
            name.strip(),
            path,
            checksum == null ? null : checksum.toLowerCase(Locale.ROOT),
            ArgumentTemplate.read(entry),
            environment(entry.object("environment")),
            folder == null ? null : absolute(entry, "folder", folder),
            timeout == null ? null : Duration.ofSeconds(timeout),
            exitCodes == null || exitCodes.isEmpty() ? Set.of(0) : Set.copyOf(exitCodes));
    entry.end();
    return program;
  }

  private static EnvironmentRule environment(ConfigObject given) {
    if (given == null) {
      return EnvironmentRule.DEFAULT;
    }
    List<String> pass = given.texts("pass");
    Map<String, String> set = given.textsByName("set");
    given.end();
    for (String name : set.keySet()) {
      if (name.isEmpty() || name.indexOf('=') >= 0) {
        throw given.mistake("set", "holds '" + name + "', which cannot be the name of a variable");
      }
    }
    return new EnvironmentRule(pass == null ? EnvironmentRule.DEFAULT.pass() : pass, set);
  }

  private static Path absolute(ConfigObject entry, String property, String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException e) {
      // said below
    }
    throw entry.mistake(property, "must be an absolute path");
  }

  /**
   * Checks that the file is the program meant. It could be exchanged right afterwards by somebody
   * who may write there; the checksum is against the wrong version, not against such a person.
   *
   * @throws RunFailure it is missing or another one
   */
  void verify() {
    exists();
    if (checksum != null && !checksum.equals(sha256())) {
      throw new RunFailure(
          "Program '"
              + name
              + "' at "
              + path
              + " is not the one of the catalogue: its SHA-256 differs. Install the right version,"
              + " or correct checksum in programs.json after checking the new one.");
    }
  }

  /**
   * Checks that there is something to run.
   *
   * @throws RunFailure there is not
   */
  void exists() {
    if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
      throw new RunFailure(
          "Program '"
              + name
              + "' is not at "
              + path
              + ", or the server may not run it; install it or correct programs.json.");
    }
  }

  private String sha256() {
    try (InputStream file = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[65_536];
      for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new RunFailure(
          "Program '" + name + "' at " + path + " cannot be read to check its SHA-256.", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
