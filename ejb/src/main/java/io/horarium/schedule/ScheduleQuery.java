package io.horarium.schedule;

/**
 * Which schedules a list shows (contract/jim.md 4 and 7.2).
 *
 * @param search part of name or description in any case, or null for all
 * @param descending reverses the order; ties are always broken by id
 * @param offset rows to leave out first
 * @param limit most rows to return
 */
public record ScheduleQuery(String search, Sort sort, boolean descending, int offset, int limit) {

  /** What a list can be ordered by; schedules without the value come last. */
  public enum Sort {
    NAME("lower(s.name)"),
    IS_ENABLED("s.enabled"),
    LAST_RUN_TIME("s.lastRunAt"),
    NEXT_RUN_TIME("s.nextRunAt"),
    CREATED("s.created");

    private final String path;

    Sort(String path) {
      this.path = path;
    }

    String path() {
      return path;
    }

    /** The order with this wire name in any case; anything else, also null, is by creation. */
    public static Sort named(String wireName) {
      if (wireName != null) {
        for (Sort sort : values()) {
          if (sort.name().replace("_", "").equalsIgnoreCase(wireName.strip())) {
            return sort;
          }
        }
      }
      return CREATED;
    }
  }
}
