package io.horarium.sync.engine;

import java.util.Locale;

/**
 * A value by which a metaverse object is looked for.
 *
 * @param value in lower case unless the case matters
 */
public record KeyWant(int mvAttributeId, String value, boolean caseSensitive) {

  /** The want for a value as it stands in an object. */
  public static KeyWant of(int mvAttributeId, String value, boolean caseSensitive) {
    return new KeyWant(mvAttributeId, caseSensitive ? value : lower(value), caseSensitive);
  }

  /**
   * The one form in which values are compared without regard to case; not left to the database,
   * whose answer depends on its locale.
   */
  public static String lower(String value) {
    return value.toLowerCase(Locale.ROOT);
  }
}
