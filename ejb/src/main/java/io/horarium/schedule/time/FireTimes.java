package io.horarium.schedule.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A set of instants at which something is due, perhaps without end. Instants are whole
 * milliseconds; each is in the set once.
 */
@FunctionalInterface
public interface FireTimes {

  /** Nothing is ever due. */
  FireTimes NEVER = base -> Optional.empty();

  /** The first instant strictly after {@code base}; empty when there is none. */
  Optional<Instant> after(Instant base);

  /** The first {@code limit} instants strictly after {@code base}, ascending. */
  default List<Instant> after(Instant base, int limit) {
    List<Instant> found = new ArrayList<>();
    Optional<Instant> next = after(base);
    while (next.isPresent() && found.size() < limit) {
      found.add(next.get());
      next = after(next.get());
    }
    return found;
  }

  /** Whatever one of the {@code parts} has; an instant that several have is there once. */
  static FireTimes union(List<FireTimes> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<FireTimes> copy = List.copyOf(parts);
    return base ->
        copy.stream()
            .map(part -> part.after(base).orElse(null))
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder());
  }

  /**
   * The instants of a window; both ends belong to it.
   *
   * @param start null: no beginning
   * @param end null: no end
   */
  default FireTimes between(Instant start, Instant end) {
    if (start == null && end == null) {
      return this;
    }
    return base -> {
      Instant from = start == null || !base.isBefore(start) ? base : start.minusNanos(1);
      return after(from).filter(instant -> end == null || !instant.isAfter(end));
    };
  }
}
