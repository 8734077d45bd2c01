package io.horarium.idm.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a query filter. Only the blank separates words; a word goes on to a blank or a
 * parenthesis; a quotation mark at the beginning of a word makes a text, in which a backslash takes
 * the next character as it is.
 */
final class FilterTokens {

  /** What a token is. */
  enum Kind {
    WORD,
    TEXT,
    OPEN,
    CLOSE,
    END
  }

  /**
   * One token.
   *
   * @param at where it begins, from 0
   */
  record Token(Kind kind, String text, int at) {

    /** Whether it is that word, in any case. */
    boolean is(String word) {
      return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
  }

  private final List<Token> tokens = new ArrayList<>();
  private int next;

  /**
   * Splits the whole filter.
   *
   * @throws FilterSyntax a text does not end, or holds a NUL character
   */
  FilterTokens(String filter) {
    int at = 0;
    while (at < filter.length()) {
      char first = filter.charAt(at);
      if (first == ' ') {
        at++;
      } else if (first == '(' || first == ')') {
        tokens.add(
            new Token(first == '(' ? Kind.OPEN : Kind.CLOSE, Character.toString(first), at++));
      } else if (first == '"' || first == '\'') {
        at = text(filter, at, first);
      } else {
        int end = at;
        while (end < filter.length() && " ()".indexOf(filter.charAt(end)) < 0) {
          end++;
        }
        tokens.add(new Token(Kind.WORD, checked(filter.substring(at, end), at), at));
        at = end;
      }
    }
    tokens.add(new Token(Kind.END, "", filter.length()));
  }

  private int text(String filter, int from, char quote) {
    StringBuilder text = new StringBuilder();
    for (int at = from + 1; at < filter.length(); at++) {
      char c = filter.charAt(at);
      if (c == quote) {
        tokens.add(new Token(Kind.TEXT, checked(text.toString(), from), from));
        return at + 1;
      }
      if (c == '\\') {
        at++;
        if (at == filter.length()) {
          break;
        }
        c = filter.charAt(at);
      }
      text.append(c);
    }
    throw new FilterSyntax(from, "the text that begins here does not end; add " + quote);
  }

  private static String checked(String text, int at) {
    if (text.indexOf('\0') >= 0) {
      throw new FilterSyntax(at, "there is a NUL character; remove it");
    }
    return text;
  }

  Token peek() {
    return tokens.get(next);
  }

  /** The next token; the end stays the end. */
  Token take() {
    Token token = tokens.get(next);
    if (token.kind() != Kind.END) {
      next++;
    }
    return token;
  }
}
