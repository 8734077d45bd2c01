package io.horarium.step.sql;

import java.util.Locale;
import java.util.Set;

/**
 * One statement of a script.
 *
 * @param number from 1
 * @param line of the script it begins at, from 1
 * @param text without the semicolon
 * @param words its first words in upper case, at most two
 */
record SqlStatement(int number, int line, String text, String words) {

  private static final int SHOWN = 200;

  private static final Set<String> DATA =
      Set.of("SELECT", "WITH", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE");

  /**
   * Whether it only reads or changes rows: then it can run in a transaction of its own, in which
   * its answer is read piece by piece instead of as a whole.
   */
  boolean isOnRows() {
    return DATA.contains(first());
  }

  boolean beginsTransaction() {
    return first().equals("BEGIN") || first().equals("START");
  }

  /** Whether it begins or ends a transaction; savepoints do not. */
  boolean controlsTransaction() {
    return beginsTransaction()
        || Set.of("COMMIT", "END", "ABORT").contains(first())
        || words.equals("PREPARE TRANSACTION")
        || (first().equals("ROLLBACK") && !words.equals("ROLLBACK TO"));
  }

  private String first() {
    int blank = words.indexOf(' ');
    return (blank < 0 ? words : words.substring(0, blank)).toUpperCase(Locale.ROOT);
  }

  /** The statement on one short line. */
  String shown() {
    String line = text.strip().replaceAll("\\s+", " ").replace('\0', ' ');
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
