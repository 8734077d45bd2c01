package io.horarium.schedule;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Removes schedules whose time is over, on behalf of the scheduler: after their last firing, or
 * with the memory they lived in (contract/openidm-scheduler.md 3.4). Their executions stay, with a
 * copied name.
 */
@Stateless
@PermitAll
public class FinishedSchedules {

  private ScheduleRepository schedules;
  private ActivityStore activities;
  private Event<ScheduleDeleting> deleting;
  private Firing firing;

  protected FinishedSchedules() {}

  @Inject
  public FinishedSchedules(
      ScheduleRepository schedules,
      ActivityStore activities,
      Event<ScheduleDeleting> deleting,
      Firing firing) {
    this.schedules = schedules;
    this.activities = activities;
    this.deleting = deleting;
    this.firing = firing;
  }

  /** Removes one; does nothing if it is gone already. */
  public void remove(UUID id, String reason, Initiator by) {
    Schedule schedule = schedules.lockedIfThere(id).orElse(null);
    if (schedule == null) {
      return;
    }
    deleting.fire(new ScheduleDeleting(id));
    firing.removed(id);
    schedules.remove(schedule);
    activities.completed(
        ChangeRecord.ofSchedule(
            ActivityOperation.Delete, id, schedule.name(), new ChangeCause(by, reason)));
  }
}
