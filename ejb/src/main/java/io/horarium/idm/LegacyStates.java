package io.horarium.idm;

import java.util.List;

/**
 * The numbers by which version 1.0 calls the states of triggers (contract/openidm-scheduler.md 8).
 */
public final class LegacyStates {

  private static final List<String> NAMES =
      List.of("NORMAL", "PAUSED", "COMPLETE", "ERROR", "BLOCKED");

  private LegacyStates() {}

  /** The number of a state; -1 for null and NONE. */
  public static int of(String state) {
    return state == null ? -1 : NAMES.indexOf(state);
  }

  /** The same for a column. */
  static String sql(String column) {
    return "coalesce(array_position(array['"
        + String.join("','", NAMES)
        + "'], "
        + column
        + ") - 1, -1)";
  }
}
