package io.horarium.idm.filter;

/**
 * Text as filters and sort keys compare it: without regard to case, by code points. The same as
 * {@code lower(...)} and the order of PostgreSQL's collation {@code pg_c_utf8}.
 */
final class FoldedText {

  private FoldedText() {}

  static String of(String text) {
    return text.codePoints()
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** By code points, which is not the order of {@code String} beyond the basic plane. */
  static int compare(String folded, String other) {
    int at = 0;
    while (at < folded.length() && at < other.length()) {
      int mine = folded.codePointAt(at);
      int its = other.codePointAt(at);
      if (mine != its) {
        return Integer.compare(mine, its);
      }
      at += Character.charCount(mine);
    }
    return Integer.compare(folded.length(), other.length());
  }
}
