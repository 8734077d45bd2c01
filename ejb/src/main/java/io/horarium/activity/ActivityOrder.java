package io.horarium.activity;

import java.util.Locale;

/**
 * The order of a list of activities; ties are broken by id.
 *
 * @param sort what to order by
 */
public record ActivityOrder(Sort sort, boolean descending) {

  /** What JIM's module expects when it says nothing: the most recent first. */
  public static final ActivityOrder NEWEST_FIRST = new ActivityOrder(Sort.CREATED, true);

  /** Columns a list can be ordered by. */
  public enum Sort {
    CREATED("a.created"),
    STATUS("a.status"),
    TARGET_TYPE("a.target_type"),
    TARGET_NAME("lower(a.target_name)");

    private final String column;

    Sort(String column) {
      this.column = column;
    }

    /** By wire name in any case; anything else, also null, is by creation. */
    public static Sort named(String wireName) {
      if (wireName == null) {
        return CREATED;
      }
      return switch (wireName.strip().toLowerCase(Locale.ROOT)) {
        case "status" -> STATUS;
        case "targettype" -> TARGET_TYPE;
        case "targetname" -> TARGET_NAME;
        default -> CREATED;
      };
    }
  }

  String clause() {
    String direction = descending ? " desc" : " asc";
    return " order by " + sort.column + direction + " nulls last, a.id" + direction;
  }
}
