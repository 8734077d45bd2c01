package io.horarium.step.sql;

import io.horarium.problem.RunFailure;
import io.horarium.step.ConfigObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A database that steps may use: an entry of the catalogue (design.md 10.5).
 *
 * @param url of JDBC, without user and password
 * @param secret where the password is: {@code env:NAME}, or {@code file:PATH} below the folder of
 *     the catalogue; null for none
 * @param statementTimeoutSeconds null for none
 */
record SourceEntry(
    String name, String url, String user, String secret, Integer statementTimeoutSeconds) {

  private static final Pattern CREDENTIALS =
      Pattern.compile("//[^/?]*@|[?&](user|password|sslpassword)=", Pattern.CASE_INSENSITIVE);

  static SourceEntry read(ConfigObject entry) {
    String name = entry.requiredText("name", "give the name steps call the data source by").strip();
    String url =
        entry.requiredText("url", "give a URL such as jdbc:postgresql://host:5432/database");
    if (!url.startsWith("jdbc:postgresql:")) {
      throw entry.mistake(
          "url", "must begin with jdbc:postgresql:, this version knows no other databases");
    }
    if (CREDENTIALS.matcher(url).find()) {
      throw entry.mistake(
          "url", "holds a user or password; give them as user and secret, which are not shown");
    }
    String secret = entry.text("secret");
    if (secret != null && !secret.startsWith("env:") && !secret.startsWith("file:")) {
      throw entry.mistake(
          "secret",
          "must say where the password is, env:NAME or file:PATH, and not be the password itself");
    }
    SourceEntry source =
        new SourceEntry(
            name,
            url,
            entry.text("user"),
            secret,
            entry.number("statementTimeoutSeconds", 1, 86_400));
    entry.end();
    return source;
  }

  /** The URL without its parameters. */
  String shownUrl() {
    int question = url.indexOf('?');
    return question < 0 ? url : url.substring(0, question);
  }

  /**
   * The password, or null.
   *
   * @param folder of the catalogue
   * @throws RunFailure it is not where the entry says
   */
  String password(Path folder) {
    if (secret == null) {
      return null;
    }
    if (secret.startsWith("env:")) {
      String variable = secret.substring("env:".length());
      return Optional.ofNullable(System.getenv(variable))
          .orElseThrow(
              () ->
                  failure(
                      "the server has no variable "
                          + variable
                          + "; set it and start the server again"));
    }
    String file = secret.substring("file:".length());
    try {
      Path path = folder.resolve(file).toRealPath();
      if (!path.startsWith(folder.toRealPath())) {
        throw failure("the file " + file + " lies outside " + folder + "; move it there");
      }
      return Files.readString(path).strip();
    } catch (IOException | InvalidPathException e) {
      throw failure("the file " + file + " cannot be read below " + folder + "; check it");
    }
  }

  private RunFailure failure(String reason) {
    return new RunFailure("The password of data source '" + name + "' is missing: " + reason + ".");
  }
}
