package io.horarium.activity;

import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Writes activities. */
@ApplicationScoped
public class ActivityStore {

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
        insert into horarium.activity (id, status, target_type, target_operation_type, target_name,
          target_context, initiated_by_type, initiated_by_id, initiated_by_name, change_reason,
          connected_system_id, scheduled_by_schedule_id, scheduled_by_schedule_name, started_at,
          completed_at)
        values (?, 'Complete', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now(), now())""",
        id,
        change.targetType(),
        change.operation(),
        change.targetName(),
        change.targetContext(),
        change.by().type(),
        change.by().id(),
        change.by().name(),
        change.reason(),
        change.connectedSystemId(),
        change.scheduleId(),
        change.scheduleId() == null ? null : change.targetName());
    return id;
  }
}
