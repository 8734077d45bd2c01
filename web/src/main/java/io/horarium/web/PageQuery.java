package io.horarium.web;

import io.horarium.problem.InvalidInput;

/**
 * Which page of a list is asked for (contract/jim.md 4).
 *
 * @param page from 1
 * @param pageSize 1 to 100
 */
public record PageQuery(int page, int pageSize) {

  /** The most items on a page. */
  public static final int MAX_SIZE = 100;

  private static final int MAX_DEPTH = 1_000_000;

  /**
   * Reads {@code page} and {@code pageSize}. A page below 1 becomes 1, a size above 100 becomes
   * 100, one below 1 becomes {@code defaultSize}.
   *
   * @throws InvalidInput not a number, or more than 1,000,000 rows deep (keyed {@code page})
   */
  public static PageQuery of(RequestQuery query, int defaultSize) {
    return of(query.integer("page"), query.integer("pageSize"), defaultSize);
  }

  /** As {@link #of(RequestQuery, int)}, but a page size below 1 is refused. */
  public static PageQuery strict(RequestQuery query, int defaultSize) {
    Integer size = query.integer("pageSize");
    if (size != null && size < 1) {
      throw InvalidInput.field("pageSize", "pageSize is " + size + ", but must be from 1 to 100.");
    }
    return of(query.integer("page"), size, defaultSize);
  }

  static PageQuery of(Integer page, Integer pageSize, int defaultSize) {
    int number = page == null || page < 1 ? 1 : page;
    int size = pageSize == null || pageSize < 1 ? defaultSize : Math.min(pageSize, MAX_SIZE);
    if ((number - 1L) * size > MAX_DEPTH) {
      throw InvalidInput.field(
          "page",
          "page "
              + number
              + " lies more than "
              + MAX_DEPTH
              + " rows deep; narrow the list with a filter instead.");
    }
    return new PageQuery(number, size);
  }

  /** How many rows come before this page. */
  public int offset() {
    return (page - 1) * pageSize;
  }
}
