package io.horarium.connectedsystem;

/** Texts of sources on their way into columns. */
final class Texts {

  private Texts() {}

  /** At most {@code length} characters of it; null stays null. */
  static String shortened(String text, int length) {
    return text == null || text.length() <= length ? text : text.substring(0, length);
  }
}
