package io.horarium.platform;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Settings of this node. {@code HORARIUM_DB_URL} is read from the system property {@code
 * horarium.db.url} first (embedding and tests), then from the environment variable. Blank counts as
 * not set.
 */
public final class Settings {

  private Settings() {}

  /**
   * The value of {@code variable} (an upper-case environment name), if set and not blank;
   * surrounding blanks removed.
   */
  public static Optional<String> get(String variable) {
    String property = System.getProperty(variable.toLowerCase(Locale.ROOT).replace('_', '.'));
    String value = property != null ? property : System.getenv(variable);
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  /**
   * A whole number between {@code min} and {@code max}; anything else stops the start with a
   * sentence that says so.
   */
  public static int number(String variable, int byDefault, int min, int max) {
    Optional<String> text = get(variable);
    if (text.isEmpty()) {
      return byDefault;
    }
    try {
      int value = Integer.parseInt(text.get());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, together with the range
    }
    throw new IllegalStateException(
        variable
            + " is '"
            + text.get()
            + "', but must be a whole number from "
            + min
            + " to "
            + max
            + ".");
  }

  /** The data directory: {@code HORARIUM_HOME}, else {@code .horarium} in the user's home. */
  public static Path home() {
    return get("HORARIUM_HOME")
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".horarium"))
        .toAbsolutePath()
        .normalize();
  }
}
