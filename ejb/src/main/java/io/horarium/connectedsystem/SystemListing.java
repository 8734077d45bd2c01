package io.horarium.connectedsystem;

import io.horarium.platform.Slice;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sorts, filters and cuts the list of connected systems (contract/jim.md 4). In memory: there are
 * some hundred systems at most, and counts are among the properties to sort by.
 *
 * @param sortBy name of a property of the header in any case; unknown or null: name
 * @param filter {@code property:operator:value}, or null; what is not understood is ignored
 */
public record SystemListing(
    String sortBy, boolean descending, String filter, int offset, int size) {

  private static final Map<String, Function<ConnectedSystemHeaderView, Comparable<?>>> PROPERTIES =
      Map.of(
          "id", ConnectedSystemHeaderView::id,
          "name", ConnectedSystemHeaderView::name,
          "description", ConnectedSystemHeaderView::description,
          "created", ConnectedSystemHeaderView::created,
          "status", header -> header.status().name(),
          "objectcount", ConnectedSystemHeaderView::objectCount,
          "connectorscount", ConnectedSystemHeaderView::connectorsCount,
          "pendingexportobjectscount", ConnectedSystemHeaderView::pendingExportObjectsCount,
          "connectorname", ConnectedSystemHeaderView::connectorName,
          "connectorid", ConnectedSystemHeaderView::connectorId);

  Slice<ConnectedSystemHeaderView> of(List<ConnectedSystemHeaderView> all) {
    List<ConnectedSystemHeaderView> matching =
        all.stream().filter(condition()).sorted(order()).toList();
    return new Slice<>(matching.stream().skip(offset).limit(size).toList(), matching.size());
  }

  private Comparator<ConnectedSystemHeaderView> order() {
    Function<ConnectedSystemHeaderView, Comparable<?>> property =
        PROPERTIES.getOrDefault(lower(sortBy), ConnectedSystemHeaderView::name);
    Comparator<ConnectedSystemHeaderView> byProperty =
        (a, b) -> compare(property.apply(a), property.apply(b));
    Comparator<ConnectedSystemHeaderView> directed =
        descending ? byProperty.reversed() : byProperty;
    return directed.thenComparing(ConnectedSystemHeaderView::id);
  }

  @SuppressWarnings("unchecked")
  private static int compare(Comparable<?> a, Comparable<?> b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? -1 : 1;
    }
    if (a instanceof String text && b instanceof String other) {
      return text.compareToIgnoreCase(other);
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  private Predicate<ConnectedSystemHeaderView> condition() {
    String[] parts = filter == null ? new String[0] : filter.split(":", 3);
    if (parts.length < 3 || !PROPERTIES.containsKey(lower(parts[0]))) {
      return header -> true;
    }
    var property = PROPERTIES.get(lower(parts[0]));
    String operator = lower(parts[1]);
    String wanted = parts[2];
    return header -> {
      Comparable<?> value = property.apply(header);
      if (value instanceof Number number) {
        return matches(number.longValue(), operator, wanted);
      }
      // An instant has no operators.
      return (value != null && !(value instanceof String))
          || matches(value == null ? "" : (String) value, operator, wanted);
    };
  }

  private static boolean matches(String value, String operator, String wanted) {
    String has = lower(value);
    String asked = lower(wanted);
    return switch (operator) {
      case "eq" -> has.equals(asked);
      case "ne" -> !has.equals(asked);
      case "contains" -> has.contains(asked);
      case "startswith" -> has.startsWith(asked);
      case "endswith" -> has.endsWith(asked);
      default -> true;
    };
  }

  private static boolean matches(long value, String operator, String wanted) {
    long asked;
    try {
      asked = Long.parseLong(wanted.strip());
    } catch (NumberFormatException e) {
      return true;
    }
    return switch (operator) {
      case "eq" -> value == asked;
      case "ne" -> value != asked;
      case "gt" -> value > asked;
      case "gte" -> value >= asked;
      case "lt" -> value < asked;
      case "lte" -> value <= asked;
      default -> true;
    };
  }

  private static String lower(String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
