package io.horarium.idm.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.platform.Database;
import io.horarium.platform.Sql;
import io.horarium.testdb.TestDatabase;
import jakarta.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SQL and Java give filters and orders one meaning. */
class FilterSqlTest {

  private static final FilterSql TRANSLATOR = new FilterSql(at -> SqlField.json("d.doc", at));

  private final Database database = TestDatabase.database();

  @Provide
  Arbitrary<List<Map<String, Object>>> documents() {
    return Filters.documents().list().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<Filter> filters() {
    return Filters.filters();
  }

  @Provide
  Arbitrary<List<SortKey>> sortKeys() {
    return Filters.sortKeys();
  }

  @Property(tries = 200)
  void theDatabaseMatchesWhatMemoryMatches(
      @ForAll("documents") List<Map<String, Object>> documents,
      @ForAll("filters") Filter filter,
      @ForAll("sortKeys") List<SortKey> keys) {
    Comparator<Integer> order =
        Comparator.<Integer, Map<String, ?>>comparing(documents::get, SortKey.order(keys))
            .thenComparing(Comparator.naturalOrder());
    List<Integer> expected =
        IntStream.range(0, documents.size())
            .filter(number -> FilterMatcher.matches(filter, documents.get(number)))
            .boxed()
            .sorted(order)
            .toList();

    List<Integer> found =
        rows(documents)
            .then(" where ")
            .then(TRANSLATOR.condition(filter))
            .then(" order by ")
            .then(TRANSLATOR.order(keys, "d.number"))
            .list(database, row -> row.getInt(1) - 1);

    assertThat(found).isEqualTo(expected);
  }

  private static Sql rows(List<Map<String, Object>> documents) {
    return Sql.of(
        "select d.number from unnest(?::jsonb[]) with ordinality as d(doc, number)",
        documents.stream().map(FilterSqlTest::json).toList());
  }

  private static String json(Object value) {
    return Json.createObjectBuilder(plain((Map<?, ?>) value)).build().toString();
  }

  private static Map<String, Object> plain(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((name, value) -> copy.put((String) name, plain(value)));
    return copy;
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      return plain(map);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(plain(element)));
      return copy;
    }
    return value instanceof BigDecimal number && number.scale() < 0 ? number.setScale(0) : value;
  }
}
