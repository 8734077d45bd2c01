package io.horarium.idm.filter;

/** Why and where a text is not a query filter. {@link FilterParser} makes the refusal of it. */
final class FilterSyntax extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int at;

  FilterSyntax(int at, String problem) {
    super(problem, null, false, false);
    this.at = at;
  }

  /** Index of the character, from 0. */
  int at() {
    return at;
  }
}
