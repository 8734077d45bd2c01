package io.horarium.activity;

import io.horarium.platform.CopyRows;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes activities. Counters are only ever incremented, and always in the transaction of the batch
 * they report, so that they are exact after a crash (contract/sync-engine.md 2.3, rule 7).
 */
@ApplicationScoped
public class ActivityStore {

  /** Key and name of one phase. */
  public record PhaseName(String key, String name) {}

  private static final int TEXT_LIMIT = 2000;
  private static final int SUMMARY_LIMIT = 500;

  private Database database;

  protected ActivityStore() {}

  @Inject
  public ActivityStore(Database database) {
    this.database = database;
  }

  /** Records a change that has just been made; joins the transaction that makes it. */
  public UUID completed(ChangeRecord change) {
    UUID id = Ids.next();
    database.update(
        """
        insert into horarium.activity (id, status, target_type, target_operation_type, target_name, target_context,
          initiated_by_type, initiated_by_id, initiated_by_name, change_reason, connected_system_id, run_profile_id,
          scheduled_by_schedule_id, scheduled_by_schedule_name, started_at, completed_at)
        values (?, 'Complete', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now(), now())""",
        id,
        change.target(),
        change.operation(),
        change.targetName(),
        change.targetContext(),
        change.cause().by().type(),
        change.cause().by().id(),
        change.cause().by().name(),
        change.cause().reason(),
        change.connectedSystemId(),
        change.runProfileId(),
        change.scheduleId(),
        change.scheduleId() == null ? null : change.targetName());
    return id;
  }

  /** A run profile is deleted: its activities stay and no longer name it (contract/jim.md 13.2). */
  public void forgetRunProfile(int runProfileId) {
    database.update(
        "update horarium.activity set run_profile_id = null where run_profile_id = ?",
        runProfileId);
  }

  /** As {@link #forgetRunProfile}, for all run profiles of a system. */
  public void forgetRunProfilesOf(int systemId) {
    database.update(
        "update horarium.activity set run_profile_id = null"
            + " where connected_system_id = ? and run_profile_id is not null",
        systemId);
  }

  /**
   * Records something that is going to run; it shows as InProgress from now on, as JIM shows queued
   * work.
   */
  public void begin(RunRecord run) {
    database.update(
        """
        insert into horarium.activity (id, parent_activity_id, status, target_type, target_operation_type, target_name,
          target_context, initiated_by_type, initiated_by_id, initiated_by_name, run_type, connected_system_id,
          run_profile_id, schedule_execution_id, schedule_step_index, scheduled_by_schedule_id, scheduled_by_schedule_name,
          message)
        values (?, ?, 'InProgress', ?, 'Execute', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'Queued')""",
        run.id(),
        run.parentId(),
        run.targetType(),
        run.targetName(),
        run.targetContext(),
        run.by().type(),
        run.by().id(),
        run.by().name(),
        run.runType(),
        run.connectedSystemId(),
        run.runProfileId(),
        run.executionId(),
        run.stepIndex(),
        run.scheduleId(),
        run.scheduleName());
  }

  /** Work on it begins; later attempts keep the first instant. */
  public void started(UUID activityId) {
    database.update(
        "update horarium.activity set started_at = coalesce(started_at, clock_timestamp()), message = 'Starting' where id = ?",
        activityId);
  }

  /**
   * A phase begins: the ones before it are over, the progress counters start again. Going on in the
   * middle of a phase after a crash changes nothing.
   */
  public void beginPhase(UUID activityId, int index, List<PhaseName> phases) {
    database.update(
        """
        insert into horarium.activity_phase (activity_id, ord, key, name, status)
        select ?, p.ord - 1, p.key, p.name, 'Pending'
        from unnest(?::text[], ?::text[]) with ordinality as p(key, name, ord)
        on conflict do nothing""",
        activityId,
        phases.stream().map(PhaseName::key).toList(),
        phases.stream().map(PhaseName::name).toList());
    int begun =
        database.update(
            """
            update horarium.activity_phase
            set status = case when ord = ? then 'Active' when ord > ? then 'Pending' when started is null then 'Skipped'
                  else 'Completed' end,
                started = case when ord = ? then clock_timestamp() when ord > ? then null else started end,
                ended = case when ord < ? and started is not null then coalesce(ended, clock_timestamp()) end
            where activity_id = ? and not exists (
              select 1 from horarium.activity_phase p where p.activity_id = ? and p.ord = ? and p.status = 'Active')""",
            index,
            index,
            index,
            index,
            index,
            activityId,
            activityId,
            index);
    if (begun > 0) {
      database.update(
          "update horarium.activity set message = ?, objects_processed = 0, objects_to_process = 0 where id = ?",
          phases.get(index).name(),
          activityId);
    }
  }

  /** Adds to counters; the map may be empty. */
  public void add(UUID activityId, Map<Counter, Long> counts) {
    StringBuilder set = new StringBuilder();
    List<Object> parameters = new ArrayList<>();
    counts.forEach(
        (counter, count) -> {
          if (count != 0) {
            set.append(set.isEmpty() ? "" : ", ");
            set.append(counter.column()).append(" = ").append(counter.column()).append(" + ?");
            parameters.add(count);
          }
        });
    if (set.isEmpty()) {
      return;
    }
    parameters.add(activityId);
    database.update("update horarium.activity set " + set + " where id = ?", parameters.toArray());
  }

  /** Adds items in their order and counts them as processed; those with an error as errors too. */
  public void addItems(UUID activityId, List<NewItem> items) {
    if (items.isEmpty()) {
      return;
    }
    database.update(
        """
        insert into horarium.activity_item (activity_id, external_id, display_name, object_type, change_type, error_type,
          error_text, outcome_summary)
        select ?, n.external_id, n.display_name, n.object_type, n.change_type, n.error_type, left(n.error_text, 2000),
          left(n.outcome_summary, 500)
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
          as n(external_id, display_name, object_type, change_type, error_type, error_text, outcome_summary, ord)
        order by n.ord""",
        activityId,
        column(items, NewItem::externalId),
        column(items, NewItem::displayName),
        column(items, NewItem::objectType),
        column(items, NewItem::changeType),
        column(items, NewItem::errorType),
        column(items, NewItem::errorText),
        column(items, NewItem::outcomeSummary));
    long errors = items.stream().filter(item -> item.errorType() != null).count();
    add(activityId, Map.of(Counter.OBJECTS_PROCESSED, (long) items.size(), Counter.ERRORS, errors));
  }

  /** Adds items in their order, and counts nothing. */
  public void copyItems(UUID activityId, List<ObjectItem> items) {
    if (items.isEmpty()) {
      return;
    }
    var rows = new CopyRows();
    for (ObjectItem item : items) {
      rows.column(activityId).column(item.csoId()).column(item.mvoId());
      rows.column(item.externalId()).column(item.displayName()).column(item.objectType());
      rows.column(item.changeType()).column(item.errorType()).column(clip(item.errorText()));
      rows.column(clip(item.outcomeSummary(), SUMMARY_LIMIT)).endRow();
    }
    database.copy(
        """
        copy horarium.activity_item (activity_id, cso_id, mvo_id, external_id, display_name, object_type, change_type, error_type,
          error_text, outcome_summary) from stdin""",
        rows);
  }

  private static List<String> column(List<NewItem> items, Function<NewItem, String> value) {
    return items.stream().map(value).collect(Collectors.toCollection(ArrayList::new));
  }

  /** How many objects the present phase expects; 0 = unknown. */
  public void expect(UUID activityId, long objects) {
    database.update(
        "update horarium.activity set objects_to_process = ? where id = ?", objects, activityId);
  }

  /**
   * Takes back what reading counted and listed, because it begins again. What was applied in an
   * earlier attempt stays counted: it will be found unchanged by this run, and is not counted
   * again.
   */
  public void restartReading(UUID activityId) {
    database.update(
        "delete from horarium.activity_item where activity_id = ? and change_type = 'NotSet'",
        activityId);
    database.update(
        """
        update horarium.activity set objects_to_process = 0, objects_processed = 0, objects_read = 0, unchanged = 0,
          deletes_withheld = 0, warning_message = null,
          errors = (select count(*) from horarium.activity_item where activity_id = ? and error_type is not null)
        where id = ?""",
        activityId,
        activityId);
  }

  /**
   * The counters a run judges itself by.
   *
   * @param exported creates, updates and deletes that were sent
   * @param unconfirmed of the errors, those of exports that were not found: the objects were read
   */
  public record Tally(
      long read,
      long added,
      long updated,
      long deleted,
      long unchanged,
      long errors,
      long unhandled,
      long exported,
      long unconfirmed,
      boolean warned) {}

  /** Reads the counters of a run. */
  public Tally tally(UUID activityId) {
    return database
        .first(
            """
            select objects_read, added, updated, deleted, unchanged, errors, warning_message is not null,
              case when errors = 0 then 0 else (select count(*) from horarium.activity_item i
                where i.activity_id = a.id and i.error_type = 'UnhandledError') end,
              exported + deprovisioned, pending_exports_retrying + pending_exports_failed
            from horarium.activity a where id = ?""",
            row ->
                new Tally(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(8),
                    row.getLong(9),
                    row.getLong(10),
                    row.getBoolean(7)),
            activityId)
        .orElseThrow();
  }

  /**
   * The objects that failed in a run.
   *
   * @param unnamed items with an error and without an external id, so that nobody can find them
   */
  public record FailedObjects(Set<FailedObject> objects, long unnamed) {}

  /** One of them, by what names it in its system. */
  public record FailedObject(String objectType, String externalId) {}

  /** Reads the failed objects of a run that has ended. */
  public FailedObjects failedObjects(UUID activityId) {
    Set<FailedObject> objects = new HashSet<>();
    List<Boolean> unnamed = new ArrayList<>();
    database.list(
        """
        select object_type, external_id from horarium.activity_item
        where activity_id = ? and error_type is not null""",
        row ->
            (row.getString(1) != null && row.getString(2) != null)
                ? objects.add(new FailedObject(row.getString(1), row.getString(2)))
                : unnamed.add(true),
        activityId);
    return new FailedObjects(objects, unnamed.size());
  }

  /** Shows the whole run again, after its phases showed theirs. */
  public void showWhole(UUID activityId) {
    database.update(
        "update horarium.activity set objects_processed = objects_read, objects_to_process = objects_read where id = ?",
        activityId);
  }

  /** Adds a sentence to the warnings. */
  public void warn(UUID activityId, String warning) {
    database.update(
        """
        update horarium.activity set warning_message = left(coalesce(warning_message || ' ', '') || ?, 2000)
        where id = ?""",
        warning,
        activityId);
  }

  /**
   * Its end. The phase under way is completed, or failed if the activity failed; later phases were
   * skipped.
   */
  public void end(UUID activityId, String status, String message, String error) {
    database.update(
        """
        with phases as (
          update horarium.activity_phase
          set status = case when started is null then 'Skipped' when ended is null and ? then 'Failed' else 'Completed' end,
              ended = case when started is not null then coalesce(ended, clock_timestamp()) end
          where activity_id = ?)
        update horarium.activity set status = ?, message = ?, error_message = ?, completed_at = clock_timestamp()
        where id = ? and completed_at is null""",
        !status.startsWith("Complete"),
        activityId,
        status,
        clip(message),
        clip(error),
        activityId);
  }

  private static String clip(String text) {
    return clip(text, TEXT_LIMIT);
  }

  private static String clip(String text, int limit) {
    return text == null || text.length() <= limit ? text : text.substring(0, limit);
  }
}
