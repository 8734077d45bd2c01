package io.horarium.web.idm.crest;

import io.horarium.idm.filter.Filter;
import io.horarium.idm.filter.FilterMatcher;
import io.horarium.idm.filter.FilterParser;
import io.horarium.idm.filter.SortKey;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A query: what is asked for, which page of it, and the envelope of the answer
 * (contract/openidm-scheduler.md 6).
 *
 * @param filter everything for {@code query-all-ids}
 * @param idsOnly whether {@code query-all-ids} was asked
 * @param first index of the first result of the page
 * @param size most results of the page; 0 for all
 */
public record QueryAnswer(
    Filter filter, boolean idsOnly, List<SortKey> sortKeys, int first, int size) {

  /** What a client may ask of totals; they are always exact here. */
  private enum TotalPolicy {
    NONE,
    ESTIMATE,
    EXACT
  }

  /** Ids only. */
  public static final String ALL_IDS = "query-all-ids";

  /**
   * Reads the parameters.
   *
   * @throws CrestRefusal or {@code InvalidInput}: one of them cannot be read
   */
  public static QueryAnswer of(CrestRequest request) {
    Parameters parameters = request.parameters();
    Optional<String> queryId = parameters.get("_queryId");
    if (queryId.isPresent() && !queryId.get().equals(ALL_IDS)) {
      throw CrestRefusal.badRequest(
          "The query '"
              + (queryId.get().length() > 100 ? queryId.get().substring(0, 100) : queryId.get())
              + "' is not known; use "
              + ALL_IDS
              + " or a _queryFilter");
    }
    Filter filter =
        queryId.isPresent()
            ? new Filter.Always(true)
            : FilterParser.parse(parameters.get("_queryFilter").orElse(""));
    int size = Math.max(0, parameters.integer("_pageSize"));
    int offset = parameters.integer("_pagedResultsOffset");
    String cookie = parameters.get("_pagedResultsCookie").orElse("");
    parameters.oneOf("_totalPagedResultsPolicy", TotalPolicy.class);
    if (offset < 0) {
      throw CrestRefusal.badRequest("The parameter '_pagedResultsOffset' must not be negative");
    }
    if (offset > 0 && !cookie.isEmpty()) {
      throw CrestRefusal.badRequest(
          "The parameters _pagedResultsOffset and _pagedResultsCookie are mutually exclusive");
    }
    int first = cookie.matches("[0-9]{1,9}") ? Integer.parseInt(cookie) : offset;
    return new QueryAnswer(
        filter,
        queryId.isPresent(),
        SortKey.parse(parameters.get("_sortKeys").orElse(null)),
        first,
        size);
  }

  /** The envelope around one page of {@code total} results. */
  public Map<String, Object> envelope(
      List<Map<String, Object>> page, long total, FieldSelection fields) {
    int next = first + page.size();
    Map<String, Object> envelope = new LinkedHashMap<>();
    FieldSelection shown = idsOnly ? FieldSelection.IDS : fields;
    envelope.put("result", page.stream().map(shown::of).toList());
    envelope.put("resultCount", page.size());
    envelope.put(
        "pagedResultsCookie", size > 0 && next < total && !page.isEmpty() ? "" + next : null);
    envelope.put("totalPagedResultsPolicy", "EXACT");
    envelope.put("totalPagedResults", total);
    envelope.put("remainingPagedResults", -1);
    return envelope;
  }

  /** Does the whole query in memory, for short lists that are there anyway. */
  public Map<String, Object> over(List<Map<String, Object>> all, FieldSelection fields) {
    Comparator<Map<String, ?>> order =
        SortKey.order(sortKeys).thenComparing(item -> String.valueOf(item.get("_id")));
    List<Map<String, Object>> found =
        all.stream().filter(item -> FilterMatcher.matches(filter, item)).sorted(order).toList();
    List<Map<String, Object>> page =
        found.stream().skip(first).limit(size == 0 ? Long.MAX_VALUE : size).toList();
    return envelope(page, found.size(), fields);
  }
}
