package io.horarium.fire;

import io.horarium.access.Initiator;
import io.horarium.execution.ExecutionService;
import io.horarium.execution.RunOverrides;
import io.horarium.execution.StartedRun;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.problem.InvalidInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Adds the executions that are asked for, but nobody works on them. */
final class StartedRuns implements ExecutionService {

  final List<Instant> instants = new ArrayList<>();
  String refusal;

  private final Database database;

  StartedRuns(Database database) {
    this.database = database;
  }

  @Override
  public UUID fireSchedule(UUID scheduleId, Instant scheduledFor, String onlyNode, Initiator by) {
    if (refusal != null) {
      throw InvalidInput.request(refusal);
    }
    instants.add(scheduledFor);
    UUID id = Ids.next();
    database.update(
        """
        insert into horarium.execution (id, kind, schedule_id, status, total_groups, initiated_by_type,
          scheduled_for, only_node)
        values (?, 'Schedule', ?, 'Queued', 1, 'System', ?, ?)""",
        id,
        scheduleId,
        scheduledFor,
        onlyNode);
    return id;
  }

  /** Everything that was started has ended. */
  void end() {
    database.update(
        "update horarium.execution set status = 'Complete', started_at = now(), completed_at = now(), closed_at = now()");
  }

  @Override
  public UUID runSchedule(UUID scheduleId, Initiator by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StartedRun runProfile(
      int systemId, int runProfileId, RunOverrides overrides, Initiator by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cancel(UUID executionId, Initiator by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cancelTask(UUID taskId, Initiator by) {
    throw new UnsupportedOperationException();
  }
}
