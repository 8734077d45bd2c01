package io.horarium.idm.filter;

import io.horarium.idm.filter.Filter.Always;
import io.horarium.idm.filter.Filter.And;
import io.horarium.idm.filter.Filter.Comparison;
import io.horarium.idm.filter.Filter.Extended;
import io.horarium.idm.filter.Filter.Not;
import io.horarium.idm.filter.Filter.Operator;
import io.horarium.idm.filter.Filter.Or;
import io.horarium.idm.filter.Filter.Present;
import io.horarium.platform.Sql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Says a filter or an order in SQL, so that the database does the work and only the rows of the
 * page are read. Means the same as {@link FilterMatcher} and {@link SortKey#order}. Every value of
 * the filter travels as a parameter.
 */
public final class FilterSql {

  /**
   * The case and order of {@link FoldedText}, whatever the database's own locale is; PostgreSQL 17
   * and later.
   */
  private static final String FOLD = "lower((%s) collate pg_catalog.pg_c_utf8)";

  private static final String FOLDED_VALUE = FOLD.formatted("?::text");

  /** What PostgreSQL would take for an index although {@link Pointer} does not. */
  private static final Pattern ODD_INDEX = Pattern.compile("\\s*[+-]?\\d+");

  private final Function<Pointer, SqlField> fields;

  /**
   * A translator for one kind of documents.
   *
   * @param fields what stands where; asked for every pointer of a filter
   */
  public FilterSql(Function<Pointer, SqlField> fields) {
    this.fields = fields;
  }

  /** The filter as a condition that is true or false, never null. */
  public Sql condition(Filter filter) {
    if (filter instanceof Always always) {
      return Sql.of(always.value() ? "true" : "false");
    }
    if (filter instanceof Present present) {
      return present(fields.apply(present.field()));
    }
    if (filter instanceof Comparison comparison) {
      return comparison(
          fields.apply(comparison.field()), comparison.operator(), comparison.value());
    }
    if (filter instanceof Not not) {
      return Sql.of("not (").then(condition(not.negated())).then(")");
    }
    if (filter instanceof And and) {
      return joined(and.parts(), " and ");
    }
    if (filter instanceof Or or) {
      return joined(or.parts(), " or ");
    }
    if (filter instanceof Extended) {
      return Sql.of("false");
    }
    throw new IllegalArgumentException("No such filter: " + filter);
  }

  private Sql joined(List<Filter> parts, String word) {
    StringBuilder text = new StringBuilder("(");
    List<Object> values = new ArrayList<>();
    for (Filter part : parts) {
      Sql condition = condition(part);
      text.append(text.length() == 1 ? "" : word).append(condition.text());
      values.addAll(condition.parameters());
    }
    return new Sql(text.append(')').toString(), values);
  }

  private static Sql present(SqlField field) {
    return switch (field.kind()) {
      case TEXT, BOOLEAN, NUMBER -> Sql.of("(" + field.expression() + ") is not null");
      case CONTAINER -> Sql.of("(" + field.expression() + ")");
      case JSON -> Sql.of("coalesce(jsonb_typeof(").then(at(field)).then(") <> 'null', false)");
    };
  }

  private static Sql comparison(SqlField field, Operator operator, Object value) {
    return switch (field.kind()) {
      case TEXT ->
          value instanceof String
              ? never(texts(FOLD.formatted(field.expression()), operator, value))
              : Sql.of("false");
      case BOOLEAN ->
          value instanceof Boolean
              ? never(Sql.of(field.expression() + sign(operator) + "?", value))
              : Sql.of("false");
      case NUMBER ->
          value instanceof BigDecimal
              ? never(Sql.of(field.expression() + sign(operator) + "?::numeric", value))
              : Sql.of("false");
      case CONTAINER -> Sql.of("false");
      case JSON -> anyElement(field, element(operator, value));
    };
  }

  /** Null, which is what a comparison with nothing gives, counts as no. */
  private static Sql never(Sql condition) {
    return Sql.of("coalesce(").then(condition).then(", false)");
  }

  private static Sql texts(String folded, Operator operator, Object value) {
    return switch (operator) {
      case CO -> Sql.of("position(" + FOLDED_VALUE + " in " + folded + ") > 0", value);
      case SW -> Sql.of("starts_with(" + folded + ", " + FOLDED_VALUE + ")", value);
      default -> Sql.of(folded + sign(operator) + FOLDED_VALUE, value);
    };
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case EQ, CO, SW -> " = ";
      case LT -> " < ";
      case LE -> " <= ";
      case GT -> " > ";
      case GE -> " >= ";
    };
  }

  /** A test of the element {@code e.j}; a case keeps the casts from meeting other types. */
  private static Sql element(Operator operator, Object value) {
    if (value instanceof String) {
      return Sql.of("case when jsonb_typeof(e.j) = 'string' then ")
          .then(texts(FOLD.formatted("e.j #>> '{}'"), operator, value))
          .then(" end");
    }
    if (value instanceof Boolean) {
      return Sql.of(
          "case when jsonb_typeof(e.j) = 'boolean' then e.j::boolean" + sign(operator) + "? end",
          value);
    }
    return Sql.of(
        "case when jsonb_typeof(e.j) = 'number' then e.j::numeric"
            + sign(operator)
            + "?::numeric end",
        value);
  }

  private static Sql anyElement(SqlField field, Sql test) {
    return Sql.of("exists (select 1 from (select ")
        .then(at(field))
        .then(
            " as j) v cross join lateral jsonb_array_elements("
                + "case when jsonb_typeof(v.j) = 'array' then v.j else jsonb_build_array(v.j) end)"
                + " as e(j) where ")
        .then(test)
        .then(")");
  }

  /** The value at the field's path, SQL null when there is none. */
  private static Sql at(SqlField field) {
    StringBuilder text = new StringBuilder("(" + field.expression() + ")");
    List<Object> values = new ArrayList<>();
    for (String segment : field.path().segments()) {
      boolean odd = ODD_INDEX.matcher(segment).matches() && !Pointer.isIndex(segment);
      text.append(odd ? " -> ?::text" : " #> array[?::text]");
      values.add(segment);
    }
    return new Sql("(" + text + ")", values);
  }

  /**
   * Orders rows, without the words "order by": the keys and then {@code tieBreaker}.
   *
   * @param tieBreaker an order of its own that tells any two rows apart
   */
  public Sql order(List<SortKey> keys, String tieBreaker) {
    Sql order = Sql.of("");
    for (SortKey key : keys) {
      SqlField field = fields.apply(key.field());
      String direction = key.descending() ? " desc nulls last, " : " asc nulls first, ";
      switch (field.kind()) {
        case TEXT -> order = order.then(FOLD.formatted(field.expression()) + direction);
        case BOOLEAN, NUMBER -> order = order.then("(" + field.expression() + ")" + direction);
        case CONTAINER -> {
          // objects and lists have no order
        }
        case JSON -> order = order.then(jsonOrder(at(field), direction));
      }
    }
    return order.then(tieBreaker);
  }

  private static Sql jsonOrder(Sql value, String direction) {
    return Sql.of("case jsonb_typeof(")
        .then(value)
        .then(
            ") when 'boolean' then 1 when 'number' then 2 when 'string' then 3 end"
                + direction
                + "case when jsonb_typeof(")
        .then(value)
        .then(") = 'boolean' then ")
        .then(value)
        .then("::boolean end" + direction + "case when jsonb_typeof(")
        .then(value)
        .then(") = 'number' then ")
        .then(value)
        .then("::numeric end" + direction + "case when jsonb_typeof(")
        .then(value)
        .then(") = 'string' then lower((")
        .then(value)
        .then(" #>> '{}') collate pg_catalog.pg_c_utf8) end" + direction);
  }
}
