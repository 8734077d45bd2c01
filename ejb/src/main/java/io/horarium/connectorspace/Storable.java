package io.horarium.connectorspace;

/** Which texts PostgreSQL's text and jsonb can hold. */
public final class Storable {

  private Storable() {}

  /** No NUL character, and surrogates only in pairs. */
  public static boolean text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
