package io.horarium.step.script;

/**
 * What a running script does, as its process tells.
 *
 * @param kind what it is
 * @param level of a line: a log level, {@code out} for standard output, {@code notice} for the host
 * @param text of a line; the message of a failure; of a result its JSON text, or null for none
 * @param script where a failure happened, or null
 * @param line of the script, from 1, or 0 when unknown
 * @param column of the line, from 1, or 0 when unknown
 */
record ScriptEvent(Kind kind, String level, String text, String script, int line, int column) {

  enum Kind {
    /** The process is up. */
    READY,
    LINE,
    RESULT,
    /** The text is not a program. */
    SYNTAX,
    /** The script threw. */
    THROWN,
    OUT_OF_TIME,
    OUT_OF_STATEMENTS,
    OUT_OF_MEMORY,
    /** The process ended, or does not do what it should. */
    HOST_LOST
  }

  static ScriptEvent of(Kind kind, String text) {
    return new ScriptEvent(kind, null, text, null, 0, 0);
  }

  /** Whether the script is over with it. */
  boolean last() {
    return kind != Kind.LINE && kind != Kind.READY;
  }

  /** Whether the process can take another script afterwards. */
  boolean hostReusable() {
    return kind == Kind.RESULT || kind == Kind.SYNTAX || kind == Kind.THROWN;
  }

  /** The message with its place: {@code sync.js, line 3, column 7: x is not defined}. */
  String located() {
    StringBuilder place = new StringBuilder();
    if (script != null) {
      place.append(script);
      if (line > 0) {
        place.append(", line ").append(line);
      }
      if (column > 0) {
        place.append(", column ").append(column);
      }
      place.append(": ");
    }
    return place.append(text).toString();
  }
}
