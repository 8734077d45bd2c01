package io.horarium.platform;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sorts, filters and cuts a list of records by any of their components (contract/jim.md 4). In
 * memory: meant for lists of configuration, which have some hundred entries at most.
 *
 * @param sortBy name of a component in any case; unknown or null: the list's own
 * @param filter {@code property:operator:value}, or null; what is not understood is ignored
 */
public record RecordListing(
    String sortBy, boolean descending, String filter, int offset, int size) {

  /**
   * The page of those that pass the filter.
   *
   * @param all in an order that breaks ties, for example by id
   * @param byDefault the component to sort by when the caller names none
   */
  public <T extends Record> Slice<T> of(Class<T> type, List<T> all, String byDefault) {
    List<T> matching = all.stream().filter(condition(type)).sorted(order(type, byDefault)).toList();
    return new Slice<>(matching.stream().skip(offset).limit(size).toList(), matching.size());
  }

  private <T extends Record> Comparator<T> order(Class<T> type, String byDefault) {
    Function<T, Comparable<?>> property =
        property(type, sortBy).or(() -> property(type, byDefault)).orElseThrow();
    Comparator<T> byProperty = (a, b) -> compare(property.apply(a), property.apply(b));
    return descending ? byProperty.reversed() : byProperty;
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

  private <T extends Record> Predicate<T> condition(Class<T> type) {
    String[] parts = filter == null ? new String[0] : filter.split(":", 3);
    if (parts.length < 3) {
      return record -> true;
    }
    String operator = lower(parts[1]);
    String wanted = parts[2];
    return property(type, parts[0])
        .<Predicate<T>>map(property -> record -> matches(property.apply(record), operator, wanted))
        .orElse(record -> true);
  }

  private static boolean matches(Comparable<?> value, String operator, String wanted) {
    if (value instanceof Number number) {
      return matches(number.longValue(), operator, wanted);
    }
    if (value == null || value instanceof String) {
      return matches(value == null ? "" : (String) value, operator, wanted);
    }
    // An instant has no operators; of a constant, a flag or an id only the whole text counts.
    boolean comparable =
        !(value instanceof Instant) && (operator.equals("eq") || operator.equals("ne"));
    return !comparable || matches(value.toString(), operator, wanted);
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

  private static <T extends Record> Optional<Function<T, Comparable<?>>> property(
      Class<T> type, String name) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.getName().equalsIgnoreCase(name))
        .findFirst()
        .map(component -> record -> value(component, record));
  }

  private static Comparable<?> value(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record) instanceof Comparable<?> value ? value : null;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Cannot read " + component, e);
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
