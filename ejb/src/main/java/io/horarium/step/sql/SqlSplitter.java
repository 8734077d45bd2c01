package io.horarium.step.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a script into statements as psql does: at semicolons outside of quotes ({@code 'x'},
 * {@code E'x\''}, {@code "x"}, {@code $tag$x$tag$}), comments ({@code --} and nested {@code /*}),
 * parentheses and the body of a function written as {@code BEGIN ATOMIC ... END}. Comments between
 * statements are dropped; a statement of nothing else is none.
 */
final class SqlSplitter {

  private final String text;
  private final List<SqlStatement> statements = new ArrayList<>();

  private int at;
  private int line = 1;
  private int begin = -1;
  private int beginLine;
  private int end;
  private int parentheses;
  private int blocks;
  private final List<String> words = new ArrayList<>();

  private SqlSplitter(String text) {
    this.text = text;
  }

  /**
   * The statements in their order.
   *
   * @throws IllegalArgumentException a quote or comment is not closed; the message goes after the
   *     name of the script
   */
  static List<SqlStatement> split(String text) {
    return new SqlSplitter(text.startsWith("\uFEFF") ? text.substring(1) : text).split();
  }

  private List<SqlStatement> split() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        move(1);
      } else if (text.startsWith("--", at)) {
        int newline = text.indexOf('\n', at);
        move((newline < 0 ? text.length() : newline) - at);
      } else if (text.startsWith("/*", at)) {
        comment();
      } else if (c == ';' && parentheses <= 0 && blocks == 0) {
        endStatement();
        move(1);
      } else {
        if (begin < 0) {
          begin = at;
          beginLine = line;
        }
        part(c);
        end = at;
      }
    }
    endStatement();
    return statements;
  }

  private void part(char c) {
    if (c == '\'') {
      quoted("'", false);
    } else if (c == '"') {
      quoted("\"", false);
    } else if (c == '$' && dollarTag() != null) {
      dollarQuoted(dollarTag());
    } else if (Character.isLetter(c) || c == '_') {
      word();
    } else if (Character.isDigit(c)) {
      skipWord();
    } else {
      parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
      move(1);
    }
  }

  private void word() {
    int from = at;
    skipWord();
    String word = text.substring(from, at).toUpperCase(Locale.ROOT);
    if (word.equals("E") && at < text.length() && text.charAt(at) == '\'') {
      quoted("'", true);
      return;
    }
    if (words.size() < 4) {
      words.add(word);
    }
    if (parentheses <= 0 && makesRoutine()) {
      if (word.equals("BEGIN") || (blocks > 0 && word.equals("CASE"))) {
        blocks++;
      } else if (word.equals("END") && blocks > 0) {
        blocks--;
      }
    }
  }

  /** Whether the statement makes a function or procedure: only there BEGIN opens a block. */
  private boolean makesRoutine() {
    int kind = words.size() > 2 && words.get(1).equals("OR") ? 3 : 1;
    return words.get(0).equals("CREATE")
        && words.size() > kind
        && (words.get(kind).equals("FUNCTION") || words.get(kind).equals("PROCEDURE"));
  }

  private void skipWord() {
    int to = at;
    while (to < text.length() && isWordPart(text.charAt(to))) {
      to++;
    }
    move(to - at);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private void quoted(String quote, boolean backslash) {
    int from = line;
    move(1);
    while (at < text.length()) {
      if (backslash && text.charAt(at) == '\\' && at + 1 < text.length()) {
        move(2);
      } else if (text.startsWith(quote + quote, at)) {
        move(2);
      } else if (text.startsWith(quote, at)) {
        move(1);
        return;
      } else {
        move(1);
      }
    }
    throw open("quote " + quote, from);
  }

  /** The whole opening mark, {@code $$} or {@code $tag$}, or null. */
  private String dollarTag() {
    int to = at + 1;
    while (to < text.length()
        && (text.charAt(to) == '_' || Character.isLetterOrDigit(text.charAt(to)))) {
      to++;
    }
    boolean isTag =
        to < text.length()
            && text.charAt(to) == '$'
            && !Character.isDigit(text.charAt(Math.min(at + 1, to)));
    return isTag ? text.substring(at, to + 1) : null;
  }

  private void dollarQuoted(String tag) {
    int from = line;
    int close = text.indexOf(tag, at + tag.length());
    if (close < 0) {
      throw open("quote " + tag, from);
    }
    move(close + tag.length() - at);
  }

  private void comment() {
    int from = line;
    int depth = 0;
    do {
      if (text.startsWith("/*", at)) {
        depth++;
        move(2);
      } else if (text.startsWith("*/", at)) {
        depth--;
        move(2);
      } else if (at < text.length()) {
        move(1);
      } else {
        throw open("comment", from);
      }
    } while (depth > 0);
  }

  private void move(int count) {
    for (int i = 0; i < count; i++) {
      if (text.charAt(at++) == '\n') {
        line++;
      }
    }
  }

  private void endStatement() {
    if (begin >= 0) {
      statements.add(
          new SqlStatement(
              statements.size() + 1,
              beginLine,
              text.substring(begin, end),
              String.join(" ", words.subList(0, Math.min(2, words.size())))));
    }
    begin = -1;
    parentheses = 0;
    blocks = 0;
    words.clear();
  }

  private static IllegalArgumentException open(String what, int line) {
    return new IllegalArgumentException(
        "has a " + what + " in line " + line + " that is not closed; close it");
  }
}
