package io.horarium.sync.value;

/**
 * Case and whitespace of texts, the same on every server: no culture, one character for one, as in
 * .NET's invariant culture, so {@code ß} stays {@code ß} and the dotted and dotless i of Turkish
 * stay what they are.
 */
public final class Letters {

  private static final int DOTTED_CAPITAL_I = 0x130;
  private static final int DOTLESS_SMALL_I = 0x131;

  private Letters() {}

  /** In capital letters. */
  public static String upper(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(upper(c)));
    return out.toString();
  }

  /** In small letters. */
  public static String lower(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(lower(c)));
    return out.toString();
  }

  /**
   * A capital at the start and after whitespace, {@code -} and {@code '}, else small letters
   * (contract/jim-sync.md 5.5, Capitalise).
   */
  public static String capitalise(String text) {
    var out = new StringBuilder(text.length());
    boolean start = true;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      out.appendCodePoint(start ? upper(c) : lower(c));
      start = isWhitespace(c) || c == '-' || c == '\'';
    }
    return out.toString();
  }

  /**
   * Small letters, but the first letter of every word as a capital (contract/jim-sync.md 5.2, case
   * normalisation Title). An apostrophe does not end a word, blanks and other marks do.
   */
  public static String title(String text) {
    var out = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      boolean letter = Character.isLetter(c);
      out.appendCodePoint(letter && !inWord ? Character.toTitleCase(lower(c)) : lower(c));
      if (letter) {
        inWord = true;
      } else if (c != '\'' && endsWord(c)) {
        inWord = false;
      }
    }
    return out.toString();
  }

  private static boolean endsWord(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Whether .NET calls it white space: other than Java's, with the no-break spaces. */
  public static boolean isWhitespace(int c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
  }

  /** Without whitespace at both ends. */
  public static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Whether there is nothing but whitespace. */
  public static boolean isBlank(String text) {
    return text.chars().allMatch(Letters::isWhitespace);
  }

  /** Every run of whitespace as one blank. */
  public static String collapse(String text) {
    var out = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      boolean wasBlank = blank;
      blank = isWhitespace(text.charAt(i));
      if (!blank) {
        out.append(text.charAt(i));
      } else if (!wasBlank) {
        out.append(' ');
      }
    }
    return out.toString();
  }

  private static int upper(int c) {
    return c == DOTLESS_SMALL_I ? c : Character.toUpperCase(c);
  }

  private static int lower(int c) {
    return c == DOTTED_CAPITAL_I ? c : Character.toLowerCase(c);
  }
}
