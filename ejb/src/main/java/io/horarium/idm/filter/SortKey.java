package io.horarium.idm.filter;

import io.horarium.problem.InvalidInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * By what a list is ordered (contract/openidm-scheduler.md 6.2): nothing and null first, then false
 * before true, then numbers, then texts without regard to case; objects and lists count as nothing.
 * Descending turns all of it round.
 */
public record SortKey(Pointer field, boolean descending) {

  /** More keys are refused. */
  private static final int MOST = 20;

  /**
   * Reads {@code _sortKeys}: pointers separated by commas, each with a plus or minus sign or
   * without. Absent or empty gives none.
   *
   * @throws InvalidInput an empty key, a malformed pointer, too many
   */
  public static List<SortKey> parse(String text) {
    List<SortKey> keys = new ArrayList<>();
    if (text == null || text.isBlank()) {
      return keys;
    }
    for (String part : text.split(",", -1)) {
      String key = part.strip();
      boolean signed = key.startsWith("-") || key.startsWith("+");
      String field = signed ? key.substring(1) : key;
      if (field.isEmpty() || field.indexOf('\0') >= 0 || keys.size() == MOST) {
        throw refusal(text);
      }
      try {
        keys.add(new SortKey(Pointer.parse(field), key.startsWith("-")));
      } catch (IllegalArgumentException e) {
        throw refusal(text);
      }
    }
    return keys;
  }

  private static InvalidInput refusal(String text) {
    return InvalidInput.field(
        "_sortKeys",
        "The value '"
            + (text.length() > 200 ? text.substring(0, 200) + "…" : text)
            + "' for parameter '_sortKeys' could not be parsed as a comma separated list of sort"
            + " keys; write at most "
            + MOST
            + " fields such as _id,-type.");
  }

  /** The order of documents by these keys. */
  public static Comparator<Map<String, ?>> order(List<SortKey> keys) {
    return (document, other) -> {
      for (SortKey key : keys) {
        int order = compare(key.field().in(document), key.field().in(other));
        if (order != 0) {
          return key.descending() ? -order : order;
        }
      }
      return 0;
    };
  }

  private static int compare(Object value, Object other) {
    int byType = Integer.compare(rank(value), rank(other));
    if (byType != 0) {
      return byType;
    }
    if (value instanceof Boolean bool) {
      return Boolean.compare(bool, (Boolean) other);
    }
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).compareTo(new BigDecimal(other.toString()));
    }
    if (value instanceof String text) {
      return FoldedText.compare(FoldedText.of(text), FoldedText.of((String) other));
    }
    return 0;
  }

  private static int rank(Object value) {
    if (value instanceof Boolean) {
      return 1;
    }
    if (value instanceof Number) {
      return 2;
    }
    return value instanceof String ? 3 : 0;
  }
}
