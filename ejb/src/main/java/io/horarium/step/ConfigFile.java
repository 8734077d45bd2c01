package io.horarium.step;

import io.horarium.problem.RunFailure;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * A JSON file below {@code HORARIUM_HOME/conf} that a person writes and may change while the server
 * runs: it is looked at whenever it is used, and read again when it has changed. A file with a
 * mistake stops what needs it, with a sentence that names the place, and nothing else.
 */
public final class ConfigFile<T> {

  private static final Logger LOG = Logger.getLogger(ConfigFile.class);

  /** What tells one state of the file from another; null: there is no file. */
  private record State(Object key, long modified, long size) {}

  private final Path file;
  private final Function<ConfigObject, T> reading;
  private final T missing;

  private State state;
  private boolean read;
  private T value;
  private String problem;

  /**
   * A file that need not exist.
   *
   * @param reading of the object in the file; throws {@link ConfigObject.Mistake}
   * @param missing the value without a file
   */
  public ConfigFile(Path file, Function<ConfigObject, T> reading, T missing) {
    this.file = file;
    this.reading = reading;
    this.missing = missing;
  }

  /** Where it lies. */
  public Path path() {
    return file;
  }

  /**
   * What the file says now.
   *
   * @throws RunFailure it cannot be read or has a mistake
   */
  public synchronized T get() {
    State now = look();
    if (!read || !Objects.equals(state, now)) {
      state = now;
      read = true;
      value = missing;
      problem = null;
      if (now != null) {
        load();
      }
    }
    if (problem != null) {
      throw new RunFailure(problem);
    }
    return value;
  }

  /** Reads the file, if there is one; a mistake is logged. */
  public void check() {
    try {
      get();
    } catch (RunFailure e) {
      LOG.debug("Steps that need the file will fail", e);
    }
  }

  private State look() {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new State(found.fileKey(), found.lastModifiedTime().toMillis(), found.size());
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      return new State(e.getClass(), 0, 0);
    }
  }

  private void load() {
    try (JsonReader json = Json.createReader(new StringReader(Files.readString(file)))) {
      ConfigObject object = new ConfigObject("", json.readObject());
      value = reading.apply(object);
      object.end();
    } catch (ConfigObject.Mistake e) {
      broken("has a mistake: " + e.getMessage());
    } catch (JsonException | IllegalStateException e) {
      broken("is not well-formed JSON with one object; check quotes, commas and brackets.");
    } catch (CharacterCodingException e) {
      broken("is not encoded in UTF-8; save it again as UTF-8.");
    } catch (IOException e) {
      broken("cannot be read by the server; check its owner and permissions.");
    }
  }

  private void broken(String what) {
    value = missing;
    problem = "The file " + file + " " + what;
    LOG.warn(problem);
  }
}
