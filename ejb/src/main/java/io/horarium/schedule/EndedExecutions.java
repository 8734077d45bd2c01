package io.horarium.schedule;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** What goes with a schedule when it is deleted (contract/jim.md 7.3). */
@ApplicationScoped
public class EndedExecutions {

  private Database database;

  protected EndedExecutions() {}

  @Inject
  public EndedExecutions(Database database) {
    this.database = database;
  }

  /**
   * Deletes the executions of a schedule. One that was cancelled a moment ago and whose members are
   * still on their way to a safe point stays, without its schedule: the engine needs its rows.
   */
  public void delete(UUID scheduleId) {
    database.update(
        """
        delete from horarium.execution e
         where e.schedule_id = ? and e.completed_at is not null and not exists
           (select 1 from horarium.step_execution s
             where s.execution_id = e.id and s.completed_at is null)""",
        scheduleId);
  }
}
