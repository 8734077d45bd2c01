package io.horarium.execution;

import io.horarium.platform.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Which executions a list shows, and in which order (contract/jim.md 4 and 11.2); ties are broken
 * by id.
 *
 * @param scheduleId only those of this schedule, or null
 * @param statuses only those in one of these states; empty for all
 */
public record ExecutionFilter(
    UUID scheduleId, Set<ExecutionStatus> statuses, Sort sort, boolean descending) {

  /** Columns a list can be ordered by. */
  public enum Sort {
    QUEUED_AT("e.queued_at"),
    STARTED_AT("e.started_at"),
    COMPLETED_AT("e.completed_at"),
    STATUS("e.status");

    private final String column;

    Sort(String column) {
      this.column = column;
    }

    /** By wire name in any case; anything else, also null, is by the time of queuing. */
    public static Sort named(String wireName) {
      if (wireName == null) {
        return QUEUED_AT;
      }
      return switch (wireName.strip().toLowerCase(Locale.ROOT)) {
        case "status" -> STATUS;
        case "startedat" -> STARTED_AT;
        case "completedat" -> COMPLETED_AT;
        default -> QUEUED_AT;
      };
    }
  }

  /** The where clause on {@code horarium.execution e}. */
  Sql where() {
    List<Sql> conditions = new ArrayList<>();
    conditions.add(Sql.of("e.kind = 'Schedule'"));
    if (scheduleId != null) {
      conditions.add(Sql.of("e.schedule_id = ?", scheduleId));
    }
    if (!statuses.isEmpty()) {
      conditions.add(Sql.of("e.status = any (?)", statuses.stream().map(Enum::name).toList()));
    }
    return Sql.where(conditions);
  }

  String order() {
    String direction = descending ? " desc" : " asc";
    return " order by " + sort.column + direction + " nulls last, e.id" + direction;
  }
}
