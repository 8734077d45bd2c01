package io.horarium.connector;

import java.util.Map;
import java.util.Optional;

/**
 * The settings of one connected system by setting name, defaults already filled in. Values are
 * String, Integer or Boolean by the type of the setting; an absent or blank text is not in the map.
 * Holds secrets in clear: never log it.
 */
public record SettingValues(Map<String, Object> values) {

  public SettingValues {
    values = Map.copyOf(values);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable((String) values.get(name));
  }

  public Optional<Integer> number(String name) {
    return Optional.ofNullable((Integer) values.get(name));
  }

  /** A check box; not set is false. */
  public boolean checked(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  @Override
  public String toString() {
    return "SettingValues" + values.keySet();
  }
}
