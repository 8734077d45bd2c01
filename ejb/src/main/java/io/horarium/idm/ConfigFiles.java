package io.horarium.idm;

import io.horarium.platform.Settings;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotAvailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The configuration documents of this node, {@code HORARIUM_HOME/conf/NAME.json}. The id {@code
 * schedule/NAME} is the file {@code schedule-NAME.json} (contract/openidm-scheduler.md 9).
 */
@ApplicationScoped
public class ConfigFiles {

  private static final String SCHEDULE = "schedule-";
  private static final String SUFFIX = ".json";
  private static final int LONGEST_NAME = 180;

  /** No character that means something in a path or on some platform. */
  private static final Pattern NAME = Pattern.compile("[^/\\\\:*?\"<>|\\x00-\\x1f]+");

  private final Path folder;

  /** Those of this server. */
  public ConfigFiles() {
    this(Settings.home().resolve("conf"));
  }

  /** Those in a folder. */
  public ConfigFiles(Path folder) {
    this.folder = folder;
  }

  /** Names of the schedules that lie here, sorted. */
  public List<String> schedules() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, SCHEDULE + "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        names.add(name.substring(SCHEDULE.length(), name.length() - SUFFIX.length()));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw unreadable(e);
    }
    names.sort(null);
    return names;
  }

  /** The text of a schedule's document, if there is one. */
  public Optional<String> schedule(String name) {
    return isName(name) ? read(SCHEDULE + name) : Optional.empty();
  }

  /** The text of another document, if there is one. */
  public Optional<String> other(String name) {
    return read(name);
  }

  private Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(folder.resolve(name + SUFFIX)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Writes a schedule's document, whole or not at all. */
  void putSchedule(String name, String text) {
    checkName(name);
    put(SCHEDULE + name, text);
  }

  /** Writes another document, whole or not at all. */
  void put(String name, String text) {
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "config", ".part");
      Files.writeString(part, text);
      Files.move(
          part,
          folder.resolve(name + SUFFIX),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Removes a schedule's document. */
  void removeSchedule(String name) {
    try {
      Files.deleteIfExists(folder.resolve(SCHEDULE + name + SUFFIX));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Refuses what cannot be the name of a file.
   *
   * @throws InvalidInput names the problem
   */
  static void checkName(String name) {
    if (!isName(name)) {
      throw InvalidInput.request(
          "The name of a schedule in the configuration must have 1 to "
              + LONGEST_NAME
              + " characters, none of them / \\ : * ? \" < > |");
    }
  }

  private static boolean isName(String name) {
    return name.length() <= LONGEST_NAME && NAME.matcher(name).matches();
  }

  private NotAvailable unreadable(IOException e) {
    return new NotAvailable("The folder " + folder + " cannot be read or written just now.", e);
  }
}
