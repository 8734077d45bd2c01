package io.horarium.idm.filter;

import io.horarium.idm.filter.Filter.Always;
import io.horarium.idm.filter.Filter.And;
import io.horarium.idm.filter.Filter.Comparison;
import io.horarium.idm.filter.Filter.Not;
import io.horarium.idm.filter.Filter.Operator;
import io.horarium.idm.filter.Filter.Or;
import io.horarium.idm.filter.Filter.Present;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary documents and filters that have a chance to match them. */
final class Filters {

  private static final List<String> NAMES =
      List.of("a", "b", "Ab", "list", "0", "1", "-1", "+1", " 1", "ünï", "q'uote", "");

  private Filters() {}

  private static Arbitrary<Object> scalars() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, texts().map(text -> (Object) text)),
        Tuple.of(3, numbers().map(number -> (Object) number)),
        Tuple.of(2, Arbitraries.of(true, false).map(bool -> (Object) bool)));
  }

  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            "a",
            "A",
            "ab",
            "aB",
            "Abc",
            "liveSync",
            "LIVESYNC",
            "é",
            "É",
            "ß",
            "İ",
            "ı",
            "Σ",
            "ς",
            "%",
            "_",
            "\\",
            "\"",
            "'",
            "\uE000",
            "\uD83D\uDE00",
            " x ",
            "10",
            "9"),
        Arbitraries.strings().withChars("aAbBéÉ 1_").ofMaxLength(3));
  }

  private static Arbitrary<BigDecimal> numbers() {
    return Arbitraries.of("0", "1", "-1", "1.0", "1.5", "1000", "9007199254740993", "0.1", "1e3")
        .map(BigDecimal::new);
  }

  private static Arbitrary<Object> values(int depth) {
    if (depth == 0) {
      return scalars();
    }
    return Arbitraries.frequencyOf(
        Tuple.of(6, scalars()),
        Tuple.of(1, Arbitraries.just(NULL)),
        Tuple.of(
            2, values(depth - 1).list().ofMaxSize(3).map(list -> (Object) new ArrayList<>(list))),
        Tuple.of(2, objects(depth - 1).map(object -> (Object) object)));
  }

  /** Stands for null, which combinators do not like. */
  private static final Object NULL = new Object();

  private static Arbitrary<Map<String, Object>> objects(int depth) {
    return Arbitraries.maps(Arbitraries.of(NAMES), values(depth)).ofMaxSize(4);
  }

  static Arbitrary<Map<String, Object>> documents() {
    return objects(3)
        .map(
            object -> {
              @SuppressWarnings("unchecked")
              Map<String, Object> clean = (Map<String, Object>) withNulls(object);
              return clean;
            });
  }

  private static Object withNulls(Object value) {
    if (value == NULL) {
      return null;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Filters::withNulls).collect(Collectors.toCollection(ArrayList::new));
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((name, element) -> copy.put((String) name, withNulls(element)));
      return copy;
    }
    return value;
  }

  static Arbitrary<Pointer> pointers() {
    return Arbitraries.of(NAMES).list().ofMinSize(1).ofMaxSize(3).map(Pointer::new);
  }

  static Arbitrary<Filter> filters() {
    return filters(3);
  }

  private static Arbitrary<Filter> filters(int depth) {
    Arbitrary<Filter> test =
        Combinators.combine(pointers(), Arbitraries.of(Operator.values()), scalars())
            .as(Comparison::new);
    Arbitrary<Filter> leaf =
        Arbitraries.frequencyOf(
            Tuple.of(8, test),
            Tuple.of(3, pointers().map(Present::new)),
            Tuple.of(1, Arbitraries.of(true, false).map(Always::new)));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<List<Filter>> parts = filters(depth - 1).list().ofMinSize(2).ofMaxSize(3);
    return Arbitraries.frequencyOf(
        Tuple.of(3, leaf),
        Tuple.of(1, filters(depth - 1).map(Not::new)),
        Tuple.of(1, parts.map(And::new)),
        Tuple.of(1, parts.map(Or::new)));
  }

  static Arbitrary<List<SortKey>> sortKeys() {
    return Combinators.combine(pointers(), Arbitraries.of(true, false))
        .as(SortKey::new)
        .list()
        .ofMaxSize(2);
  }
}
