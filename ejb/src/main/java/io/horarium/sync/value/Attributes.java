package io.horarium.sync.value;

import java.util.List;

/**
 * The attributes of one object, as expressions and scoping criteria look them up.
 *
 * <p>Values are {@code String} (Text, and Reference as the target's guid), {@code Integer}
 * (Number), {@code Long} (LongNumber), {@code BigDecimal} (Decimal), {@code Instant} (DateTime),
 * {@code Boolean}, {@code UUID} (Guid) and {@code byte[]} (Binary).
 */
@FunctionalInterface
public interface Attributes {

  /** An object without any value. */
  Attributes NONE = name -> List.of();

  /**
   * The values of an attribute in canonical order, never null and without nulls; empty when there
   * is no value or no such attribute.
   *
   * @param name in any case (contract/jim-sync.md 5.4)
   */
  List<Object> values(String name);
}
