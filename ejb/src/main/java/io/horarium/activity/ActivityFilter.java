package io.horarium.activity;

import io.horarium.access.Initiator;
import io.horarium.platform.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which activities a list shows (contract/jim.md 15.4): those that pass every filter. Within one
 * filter one value is enough; an empty one, or null, lets everything pass.
 *
 * @param search part of target name, target context or name of the initiator, in any case
 * @param initiatedBy part of the name of the initiator, in any case
 * @param hasChildren true: executions of schedules; false: anything else
 * @param createdFrom inclusive
 * @param createdTo inclusive
 * @param connectedSystems exact names
 * @param runProfiles exact names
 * @param scheduleIds of the schedules that caused it
 * @param scheduled true: caused by an execution of a schedule; false: anything else
 */
public record ActivityFilter(
    String search,
    Set<ActivityTarget> targets,
    Set<Initiator.Type> initiatorTypes,
    Set<ActivityOperation> operations,
    Set<ActivityOutcome> outcomes,
    Set<ActivityStatus> statuses,
    UUID initiatedById,
    String initiatedBy,
    Boolean hasChildren,
    Instant createdFrom,
    Instant createdTo,
    Collection<String> connectedSystems,
    Collection<String> runProfiles,
    Boolean scheduled,
    Collection<UUID> scheduleIds) {

  /** Lets everything pass. */
  public static final ActivityFilter NONE =
      new ActivityFilter(
          null, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null, null, null,
          List.of(), List.of(), null, List.of());

  private static final String CHILD =
      "exists (select 1 from horarium.activity c where c.parent_activity_id = a.id)";

  private static final String SCHEDULED = "a.schedule_execution_id is not null";

  /** The where clause on {@code horarium.activity a}. */
  Sql where() {
    List<Sql> conditions = new ArrayList<>();
    // children of an execution are listed beside it, so that JIM's filters keep working (15.6)
    conditions.add(Sql.of("a.parent_activity_id is null or a.schedule_step_index is not null"));
    if (search != null) {
      conditions.add(
          Sql.of(
              "position(lower(?) in lower(concat_ws(chr(10), a.target_name, a.target_context,"
                  + " a.initiated_by_name))) > 0",
              search));
    }
    oneOf(conditions, "a.target_type", targets);
    oneOf(conditions, "a.initiated_by_type", initiatorTypes);
    oneOf(conditions, "a.target_operation_type", operations);
    oneOf(conditions, "a.status", statuses);
    if (!outcomes.isEmpty()) {
      conditions.add(
          Sql.of(
              outcomes.stream()
                  .map(outcome -> "a." + outcome.column() + " > 0")
                  .collect(Collectors.joining(" or "))));
    }
    if (initiatedById != null) {
      conditions.add(Sql.of("a.initiated_by_id = ?", initiatedById));
    }
    if (initiatedBy != null) {
      conditions.add(Sql.of("position(lower(?) in lower(a.initiated_by_name)) > 0", initiatedBy));
    }
    either(conditions, CHILD, hasChildren);
    if (createdFrom != null) {
      conditions.add(Sql.of("a.created >= ?", createdFrom));
    }
    if (createdTo != null) {
      conditions.add(Sql.of("a.created <= ?", createdTo));
    }
    anyOf(conditions, "a.target_context", connectedSystems);
    anyOf(conditions, "a.target_name", runProfiles);
    either(conditions, SCHEDULED, scheduled);
    if (!scheduleIds.isEmpty()) {
      // a change of the schedule carries its id, too, but was not caused by it
      conditions.add(Sql.of("a.scheduled_by_schedule_id = any (?) and " + SCHEDULED, scheduleIds));
    }
    return Sql.where(conditions);
  }

  private static void oneOf(List<Sql> conditions, String column, Set<? extends Enum<?>> names) {
    anyOf(conditions, column, names.stream().map(Enum::name).toList());
  }

  private static void anyOf(List<Sql> conditions, String column, Collection<?> values) {
    if (!values.isEmpty()) {
      conditions.add(Sql.of(column + " = any (?)", values));
    }
  }

  private static void either(List<Sql> conditions, String condition, Boolean wanted) {
    if (wanted != null) {
      conditions.add(Sql.of(wanted ? condition : "not (" + condition + ")"));
    }
  }
}
