package io.horarium.schedule;

import java.util.function.Function;

/**
 * A property of a request that may have been left out, which is not the same as null: on a step
 * matched by its id an absent property keeps its stored value and null clears it (contract/jim.md
 * 8.2).
 *
 * @param present whether the property was there
 * @param value null when absent, or when given as null
 */
public record Given<T>(boolean present, T value) {

  /** The property was left out. */
  public static <T> Given<T> absent() {
    return new Given<>(false, null);
  }

  /** The property was given, perhaps as null. */
  public static <T> Given<T> of(T value) {
    return new Given<>(true, value);
  }

  /** The value given, else {@code stored}. */
  public T or(T stored) {
    return present ? value : stored;
  }

  /** As {@link #or}, for properties without null: there null means {@code cleared}. */
  public T or(T stored, T cleared) {
    if (!present) {
      return stored;
    }
    return value == null ? cleared : value;
  }

  /** Another reading of the value; null stays null. */
  public <U> Given<U> map(Function<T, U> reading) {
    return new Given<>(present, value == null ? null : reading.apply(value));
  }
}
