package io.horarium.platform;

/**
 * Reads JSON of a known shape from a text, piece by piece and without a tree: for documents of
 * which a run reads hundreds of thousands. Not for what people wrote.
 */
public final class JsonScanner {

  private final String json;
  private int at;

  public JsonScanner(String json) {
    this.json = json;
  }

  /** Passes one of {@code {}[]:,}; white space before it does not matter. */
  public void expect(char wanted) {
    if (!skipIf(wanted)) {
      throw unexpected("'" + wanted + "'");
    }
  }

  /** Passes the character if it comes next. */
  public boolean skipIf(char wanted) {
    skipBlanks();
    if (at < json.length() && json.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** After an element: passes a comma and answers true, or the end and answers false. */
  public boolean nextOf(char end) {
    if (skipIf(',')) {
      return true;
    }
    expect(end);
    return false;
  }

  /** A text. */
  public String text() {
    expect('"');
    int close = at;
    while (close < json.length()) {
      char c = json.charAt(close);
      if (c == '"') {
        String text = json.substring(at, close);
        at = close + 1;
        return text;
      }
      if (c == '\\') {
        return escaped(close);
      }
      close++;
    }
    throw unexpected("the end of a text");
  }

  /**
   * A text, of which the caller guesses what it is: the guess itself is answered then, which saves
   * making the same name again for every document.
   */
  public String text(String guess) {
    skipBlanks();
    int end = at + 1 + guess.length();
    if (end < json.length()
        && json.charAt(end) == '"'
        && json.charAt(at) == '"'
        && json.startsWith(guess, at + 1)) {
      at = end + 1;
      return guess;
    }
    return text();
  }

  /** A text that is a whole number of digits. */
  public int numberText() {
    expect('"');
    int number = number();
    expect('"');
    return number;
  }

  /** A text or null. */
  public String textOrNull() {
    skipBlanks();
    if (json.startsWith("null", at)) {
      at += 4;
      return null;
    }
    return text();
  }

  /** A whole number of 32 bits. */
  public int number() {
    skipBlanks();
    int start = at;
    if (at < json.length() && json.charAt(at) == '-') {
      at++;
    }
    while (at < json.length() && Character.isDigit(json.charAt(at))) {
      at++;
    }
    try {
      return Integer.parseInt(json, start, at, 10);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Expected a number at " + start + " of a document.", e);
    }
  }

  /** Passes a text, a number or null, whatever it is. */
  public void skipScalar() {
    skipBlanks();
    if (at < json.length() && json.charAt(at) == '"') {
      text();
      return;
    }
    while (at < json.length() && ",}] \n\r\t".indexOf(json.charAt(at)) < 0) {
      at++;
    }
  }

  private String escaped(int firstEscape) {
    StringBuilder text = new StringBuilder(json.length() - at < 64 ? 64 : 128);
    text.append(json, at, firstEscape);
    int i = firstEscape;
    while (i < json.length()) {
      char c = json.charAt(i++);
      if (c == '"') {
        at = i;
        return text.toString();
      }
      if (c != '\\') {
        text.append(c);
        continue;
      }
      if (i >= json.length()) {
        break;
      }
      char escape = json.charAt(i++);
      switch (escape) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'u' -> {
          if (i + 4 > json.length()) {
            throw unexpected("four hexadecimal digits");
          }
          text.append((char) Integer.parseInt(json, i, i + 4, 16));
          i += 4;
        }
        default -> text.append(escape);
      }
    }
    throw unexpected("the end of a text");
  }

  private void skipBlanks() {
    while (at < json.length() && json.charAt(at) <= ' ') {
      at++;
    }
  }

  private IllegalArgumentException unexpected(String wanted) {
    return new IllegalArgumentException("Expected " + wanted + " at " + at + " of a document.");
  }
}
