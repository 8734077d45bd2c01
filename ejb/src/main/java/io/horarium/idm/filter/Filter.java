package io.horarium.idm.filter;

import java.util.List;

/**
 * A query filter as read by {@link FilterParser} (contract/openidm-scheduler.md 6.3). What it means
 * is said once in Java ({@link FilterMatcher}) and once in SQL ({@link FilterSql}).
 */
public sealed interface Filter {

  /** Matches everything, or nothing. */
  record Always(boolean value) implements Filter {}

  /** The document has a value at that place, and it is not null. */
  record Present(Pointer field) implements Filter {}

  /**
   * Some value at that place compares as said; a value of another type never does.
   *
   * @param value a {@code String}, {@code BigDecimal} or {@code Boolean}
   */
  record Comparison(Pointer field, Operator operator, Object value) implements Filter {}

  /** An operator that is not known: it is well-formed, and nothing matches it. */
  record Extended(Pointer field, String operator, Object value) implements Filter {}

  /** What {@code negated} does not match. */
  record Not(Filter negated) implements Filter {}

  /** What every part matches. */
  record And(List<Filter> parts) implements Filter {

    public And {
      parts = List.copyOf(parts);
    }
  }

  /** What at least one part matches. */
  record Or(List<Filter> parts) implements Filter {

    public Or {
      parts = List.copyOf(parts);
    }
  }

  /** How to compare. Contains and starts-with mean equality for what is not text. */
  enum Operator {
    EQ,
    CO,
    SW,
    LT,
    LE,
    GT,
    GE
  }
}
