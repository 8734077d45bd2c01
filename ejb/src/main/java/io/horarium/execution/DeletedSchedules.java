package io.horarium.execution;

import io.horarium.access.Initiator;
import io.horarium.platform.Database;
import io.horarium.schedule.ScheduleDeleting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Cancels the active executions of a schedule that is being deleted; what runs stops at its next
 * safe point.
 */
@ApplicationScoped
class DeletedSchedules {

  @Inject private Database database;
  @Inject private ExecutionStore executions;
  @Inject private Dispatcher dispatcher;
  @Inject private AfterCommit afterCommit;

  void deleting(@Observes ScheduleDeleting event) {
    List<UUID> active =
        database.list(
            "select id from horarium.execution where schedule_id = ? and completed_at is null",
            row -> row.getObject(1, UUID.class),
            event.scheduleId());
    for (UUID execution : active) {
      executions.cancel(execution, "The schedule was deleted");
      afterCommit.run(() -> dispatcher.cancelRequested(execution, Initiator.SCHEDULER));
    }
  }
}
