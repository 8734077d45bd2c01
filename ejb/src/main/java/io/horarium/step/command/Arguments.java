package io.horarium.step.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the arguments of a step into words by the quoting rules of the POSIX shell (Shell Command
 * Language 2.2), without any expansion: {@code $HOME}, {@code *} and {@code ;} are plain text,
 * because no shell ever sees them.
 */
final class Arguments {

  /** Characters a backslash takes their meaning from inside double quotes. */
  private static final String ESCAPED_IN_QUOTES = "$`\"\\";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private StringBuilder word;
  private int at;

  private Arguments(String text) {
    this.text = text;
  }

  /**
   * The words of {@code text}; none for null.
   *
   * @throws IllegalArgumentException a quote is not closed or nothing follows a backslash; the
   *     message goes after the name of the field
   */
  static List<String> split(String text) {
    return text == null ? List.of() : new Arguments(text).split();
  }

  private List<String> split() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> escaped();
        default -> append(c);
      }
    }
    endWord();
    return List.copyOf(words);
  }

  private void singleQuoted() {
    int end = text.indexOf('\'', at);
    if (end < 0) {
      throw open("single quote");
    }
    begin().append(text, at, end);
    at = end + 1;
  }

  private void doubleQuoted() {
    begin();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c == '\\' && at < text.length()) {
        char next = text.charAt(at);
        if (next == '\n') {
          at++;
          continue;
        }
        if (ESCAPED_IN_QUOTES.indexOf(next) >= 0) {
          c = next;
          at++;
        }
      }
      append(c);
    }
    throw open("double quote");
  }

  private void escaped() {
    if (at == text.length()) {
      throw new IllegalArgumentException("ends with a backslash; remove it or write two");
    }
    char c = text.charAt(at++);
    if (c != '\n') {
      append(c);
    }
  }

  private StringBuilder begin() {
    if (word == null) {
      word = new StringBuilder();
    }
    return word;
  }

  private void append(char c) {
    begin().append(c);
  }

  private void endWord() {
    if (word != null) {
      words.add(word.toString());
      word = null;
    }
  }

  private static IllegalArgumentException open(String quote) {
    return new IllegalArgumentException(
        "has a " + quote + " that is not closed; close it or write it with a backslash before it");
  }
}
