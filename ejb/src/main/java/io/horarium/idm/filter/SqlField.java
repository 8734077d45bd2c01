package io.horarium.idm.filter;

/**
 * What stands at one place of a document, as SQL.
 *
 * @param expression null where the document has nothing there; brings no parameters of its own but
 *     those of {@code path}
 * @param kind which type the expression has
 * @param path the rest of the pointer below a {@link Kind#JSON} expression, else the whole document
 */
public record SqlField(String expression, Kind kind, Pointer path) {

  /** Types of expressions. */
  public enum Kind {
    TEXT,
    BOOLEAN,
    NUMBER,
    /** {@code jsonb}; SQL null counts as missing. */
    JSON,
    /** An object or list of which only the presence matters: a condition that is never null. */
    CONTAINER
  }

  /** Nothing is ever there. */
  public static final SqlField NOTHING = container("false");

  private static SqlField of(String expression, Kind kind) {
    return new SqlField(expression, kind, Pointer.parse(""));
  }

  /** A text. */
  public static SqlField text(String expression) {
    return of(expression, Kind.TEXT);
  }

  /** True or false. */
  public static SqlField bool(String expression) {
    return of(expression, Kind.BOOLEAN);
  }

  /** A number. */
  public static SqlField number(String expression) {
    return of(expression, Kind.NUMBER);
  }

  /** An object or list that is there when {@code condition} holds. */
  public static SqlField container(String condition) {
    return of(condition, Kind.CONTAINER);
  }

  /** The place {@code path} inside of a document of type {@code jsonb}. */
  public static SqlField json(String expression, Pointer path) {
    return new SqlField(expression, Kind.JSON, path);
  }
}
