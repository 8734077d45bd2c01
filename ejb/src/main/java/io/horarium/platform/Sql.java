package io.horarium.platform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of a statement together with the values of its question marks, for statements whose
 * conditions depend on the request: a condition can never lose its value, and a value never becomes
 * text. {@link Database} runs it and says which values it takes.
 *
 * @param text with one question mark per parameter
 * @param parameters in the order of the question marks; may hold nulls
 */
public record Sql(String text, List<Object> parameters) {

  /** A part of a statement; brings its own white space. */
  public static Sql of(String text, Object... parameters) {
    return new Sql(text, Arrays.asList(parameters));
  }

  /** This part followed by {@code next}. */
  public Sql then(Sql next) {
    return new Sql(
        text + next.text, Stream.of(parameters, next.parameters).flatMap(List::stream).toList());
  }

  /** This part followed by {@code next}. */
  public Sql then(String next, Object... more) {
    return then(of(next, more));
  }

  /** A where clause that holds all {@code conditions}; nothing at all when there are none. */
  public static Sql where(List<Sql> conditions) {
    if (conditions.isEmpty()) {
      return of("");
    }
    List<Object> values = new ArrayList<>();
    conditions.forEach(condition -> values.addAll(condition.parameters));
    return new Sql(
        conditions.stream()
            .map(condition -> "(" + condition.text + ")")
            .collect(Collectors.joining(" and ", " where ", "")),
        values);
  }

  /** All rows, in the order of the statement. */
  public <T> List<T> list(Database database, Database.Row<T> row) {
    return database.list(text, row, parameters.toArray());
  }

  /** The number the statement answers with, for example a count. */
  public long number(Database database) {
    return database.number(text, parameters.toArray());
  }
}
