package io.horarium.execution;

import io.horarium.access.Initiator;
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

  @Inject private ExecutionQueueStore queue;
  @Inject private ExecutionStore executions;
  @Inject private Dispatcher dispatcher;
  @Inject private AfterCommit afterCommit;

  void deleting(@Observes ScheduleDeleting event) {
    List<UUID> active = queue.holdActive(event.scheduleId());
    for (UUID execution : active) {
      executions.cancel(execution, "The schedule was deleted");
      afterCommit.run(() -> dispatcher.cancelRequested(execution, Initiator.SCHEDULER));
    }
  }
}
