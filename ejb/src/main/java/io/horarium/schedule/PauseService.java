package io.horarium.schedule;

import io.horarium.access.Initiator;
import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ActivityTarget;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.platform.Clock;
import io.horarium.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Pauses schedules and lets them go on (contract/openidm-scheduler.md 5.3 and 5.4). A paused
 * schedule keeps its trigger and its next instant, but nothing is started; runs under way are not
 * touched. A pause survives restarts. What was missed meanwhile follows the misfire policy.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class PauseService {

  private ScheduleRepository schedules;
  private PauseStore pauses;
  private ActivityStore activities;
  private Firing firing;
  private Clock clock;

  protected PauseService() {}

  @Inject
  public PauseService(
      ScheduleRepository schedules,
      PauseStore pauses,
      ActivityStore activities,
      Firing firing,
      Clock clock) {
    this.schedules = schedules;
    this.pauses = pauses;
    this.activities = activities;
    this.firing = firing;
    this.clock = clock;
  }

  /**
   * Pauses one schedule; pausing twice does no harm.
   *
   * @throws NotFound no such schedule
   */
  public ScheduleSummary pause(UUID id, String reason, Initiator by) {
    return pause(id, true, reason, by);
  }

  /**
   * Lets one schedule go on.
   *
   * @throws NotFound no such schedule
   */
  public ScheduleSummary resume(UUID id, String reason, Initiator by) {
    return pause(id, false, reason, by);
  }

  private ScheduleSummary pause(UUID id, boolean on, String reason, Initiator by) {
    FieldLimitPolicy.checkReason(reason);
    firing.settle(id);
    if (!on) {
      firing.resumed(id);
    }
    Schedule schedule = schedules.locked(id);
    if (schedule.pause(on, clock.now())) {
      schedules.flush();
      firing.changed(schedule.placed());
    }
    activities.completed(
        ChangeRecord.ofSchedule(
            ActivityOperation.Update, id, schedule.name(), new ChangeCause(by, reason)));
    return schedule.summary();
  }

  /** Pauses every schedule, also those that are made later; returns how many were not paused. */
  public int pauseAll(String reason, Initiator by) {
    ChangeCause cause = new ChangeCause(by, reason);
    pauses.setAll(true);
    int paused = pauses.pauseAll();
    firing.allPaused(true);
    record("All schedules (paused)", cause);
    return paused;
  }

  /** Lets every schedule go on, also those paused one by one; returns how many were paused. */
  public int resumeAll(String reason, Initiator by) {
    ChangeCause cause = new ChangeCause(by, reason);
    pauses.setAll(false);
    List<UUID> paused = pauses.paused();
    for (UUID id : paused) {
      firing.settle(id);
      firing.resumed(id);
      pauses.resume(id);
    }
    firing.allPaused(false);
    record("All schedules (resumed)", cause);
    return paused.size();
  }

  /** Whether everything is paused. */
  public boolean allPaused() {
    return pauses.all();
  }

  private void record(String what, ChangeCause cause) {
    activities.completed(
        new ChangeRecord(
            ActivityTarget.Schedule,
            ActivityOperation.Update,
            what,
            null,
            cause,
            null,
            null,
            null));
  }
}
