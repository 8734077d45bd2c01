package io.horarium.idm;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores what jobs say beyond their schedules; joins the transaction of the caller. */
@ApplicationScoped
public class JobStore {

  private Database database;

  protected JobStore() {}

  @Inject
  public JobStore(Database database) {
    this.database = database;
  }

  /** Lets one transaction at a time change the job with this id, also while there is none. */
  void hold(String key) {
    database.first("select pg_advisory_xact_lock(hashtextextended(?, 5))", row -> 1, "job " + key);
  }

  /** The schedule with this key. */
  Optional<UUID> scheduleId(String key) {
    return database.first(
        "select id from horarium.schedule where key = ?", row -> row.getObject(1, UUID.class), key);
  }

  /** The schedule with this key, which nobody else changes until the transaction ends. */
  Optional<UUID> heldSchedule(String key) {
    return database.first(
        "select id from horarium.schedule where key = ? for update",
        row -> row.getObject(1, UUID.class),
        key);
  }

  boolean nameIsTaken(String name) {
    return database.number("select count(*) from horarium.schedule where name = ?", name) > 0;
  }

  Optional<JobDocument> document(UUID scheduleId) {
    return database.first(
        "select document from horarium.idm_job where schedule_id = ?",
        row -> JobDocument.parse(row.getString(1)),
        scheduleId);
  }

  void put(UUID scheduleId, JobDocument document) {
    database.update(
        """
        insert into horarium.idm_job (schedule_id, document) values (?, ?)
        on conflict (schedule_id) do update set document = excluded.document
         where idm_job.document <> excluded.document""",
        scheduleId,
        document.text());
  }

  /** Keys of the schedules that were made from a document, on whatever node it lies. */
  List<String> fromFiles() {
    return database.list(
        "select key from horarium.schedule where origin = 'File' order by key",
        row -> row.getString(1));
  }

  /** The document that the schedule with this key was made from. */
  Optional<String> source(String key) {
    return database.first(
        "select source from horarium.schedule where origin = 'File' and key = ?",
        row -> row.getString(1),
        key);
  }

  /**
   * Whether a schedule starts, by its steps and those of the schedules that they start, the one
   * that a step under way belongs to.
   */
  boolean starts(UUID scheduleId, UUID stepExecutionId) {
    return database.number(
            """
            with recursive started (id) as (
              select ?::uuid
              union
              select next.id from started
                join horarium.schedule_step t on t.schedule_id = started.id and t.step_type = 'Schedule'
                join horarium.schedule next on next.key = t.script_context::jsonb ->> 'schedule')
            select count(*) from started
              join horarium.execution e on e.schedule_id = started.id
              join horarium.step_execution m on m.execution_id = e.id
             where m.id = ?""",
            scheduleId,
            stepExecutionId)
        > 0;
  }
}
