package io.horarium.idm.filter;

import io.horarium.idm.filter.Filter.Always;
import io.horarium.idm.filter.Filter.And;
import io.horarium.idm.filter.Filter.Comparison;
import io.horarium.idm.filter.Filter.Extended;
import io.horarium.idm.filter.Filter.Not;
import io.horarium.idm.filter.Filter.Operator;
import io.horarium.idm.filter.Filter.Or;
import io.horarium.idm.filter.Filter.Present;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Says which documents a filter matches, in memory (contract/openidm-scheduler.md 6.3). For small
 * lists that are in memory anyway, and the oracle for {@link FilterSql}. A document is made of
 * maps, lists, texts, numbers, booleans and null.
 */
public final class FilterMatcher {

  private FilterMatcher() {}

  /** Whether {@code filter} matches {@code document}. */
  public static boolean matches(Filter filter, Map<String, ?> document) {
    if (filter instanceof Always always) {
      return always.value();
    }
    if (filter instanceof Present present) {
      return present.field().in(document) != null;
    }
    if (filter instanceof Comparison comparison) {
      return values(comparison.field().in(document)).stream()
          .anyMatch(value -> compares(value, comparison.operator(), comparison.value()));
    }
    if (filter instanceof Not not) {
      return !matches(not.negated(), document);
    }
    if (filter instanceof And and) {
      return and.parts().stream().allMatch(part -> matches(part, document));
    }
    if (filter instanceof Or or) {
      return or.parts().stream().anyMatch(part -> matches(part, document));
    }
    if (filter instanceof Extended) {
      return false;
    }
    throw new IllegalArgumentException("No such filter: " + filter);
  }

  /** A list matches if one of its elements does. */
  private static List<?> values(Object value) {
    return value instanceof List<?> list ? list : Arrays.asList(value);
  }

  private static boolean compares(Object value, Operator operator, Object wanted) {
    if (value instanceof String text && wanted instanceof String other) {
      String folded = FoldedText.of(text);
      String foldedOther = FoldedText.of(other);
      return switch (operator) {
        case CO -> folded.contains(foldedOther);
        case SW -> folded.startsWith(foldedOther);
        default -> holds(operator, FoldedText.compare(folded, foldedOther));
      };
    }
    if (value instanceof Number number && wanted instanceof BigDecimal other) {
      return holds(operator, new BigDecimal(number.toString()).compareTo(other));
    }
    if (value instanceof Boolean bool && wanted instanceof Boolean other) {
      return holds(operator, Boolean.compare(bool, other));
    }
    return false;
  }

  private static boolean holds(Operator operator, int comparison) {
    return switch (operator) {
      case EQ, CO, SW -> comparison == 0;
      case LT -> comparison < 0;
      case LE -> comparison <= 0;
      case GT -> comparison > 0;
      case GE -> comparison >= 0;
    };
  }
}
