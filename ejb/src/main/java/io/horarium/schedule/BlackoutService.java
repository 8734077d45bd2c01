package io.horarium.schedule;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ActivityTarget;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.schedule.time.BlackoutWindow;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/** Keeps blackouts; every change is recorded as an activity. A change counts from now on. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class BlackoutService {

  private static final int MOST_WINDOWS = 200;

  private BlackoutStore store;
  private ActivityStore activities;

  protected BlackoutService() {}

  @Inject
  public BlackoutService(BlackoutStore store, ActivityStore activities) {
    this.store = store;
    this.activities = activities;
  }

  /** All of them, by name. */
  public List<Blackout> list() {
    return store.all();
  }

  /**
   * One of them.
   *
   * @throws NotFound no such blackout
   */
  public Blackout get(String name) {
    return store.find(name).orElseThrow(() -> new NotFound("Blackout", name));
  }

  /**
   * Makes one.
   *
   * @throws InvalidInput it contradicts itself; names the field
   * @throws Conflict the name is taken
   */
  public Blackout create(Blackout blackout, ChangeCause cause) {
    check(blackout);
    if (!store.add(blackout)) {
      throw new Conflict(
          "A blackout named '" + blackout.name() + "' exists already; choose another name.");
    }
    record(ActivityOperation.Create, blackout.name(), cause);
    return blackout;
  }

  /**
   * Replaces one.
   *
   * @throws InvalidInput it contradicts itself; names the field
   * @throws NotFound no such blackout
   */
  public Blackout replace(Blackout blackout, ChangeCause cause) {
    check(blackout);
    if (!store.replace(blackout)) {
      throw new NotFound("Blackout", blackout.name());
    }
    record(ActivityOperation.Update, blackout.name(), cause);
    return blackout;
  }

  /**
   * Deletes one.
   *
   * @throws NotFound no such blackout
   * @throws Conflict schedules refer to it
   */
  public void delete(String name, ChangeCause cause) {
    List<String> users = store.users(name);
    if (!users.isEmpty()) {
      throw new Conflict(
          "Blackout '"
              + name
              + "' is used by '"
              + String.join("', '", users)
              + "'; take it out of these schedules first.");
    }
    if (!store.delete(name)) {
      throw new NotFound("Blackout", name);
    }
    record(ActivityOperation.Delete, name, cause);
  }

  private void record(ActivityOperation operation, String name, ChangeCause cause) {
    activities.completed(
        new ChangeRecord(ActivityTarget.Blackout, operation, name, null, cause, null, null, null));
  }

  private static void check(Blackout blackout) {
    String name = blackout.name();
    if (name == null || name.isBlank() || name.length() > 100 || name.contains(",")) {
      throw InvalidInput.field(
          "name", "name must be a text of 1 to 100 characters without a comma.");
    }
    if (blackout.description() != null && blackout.description().length() > 1000) {
      throw InvalidInput.field(
          "description", "description is too long; shorten it to at most 1000 characters.");
    }
    try {
      ZoneId.of(blackout.timeZone());
    } catch (DateTimeException e) {
      throw InvalidInput.field(
          "timeZone", "timeZone must be a time zone such as Europe/London, UTC or +02:00.");
    }
    if (blackout.windows().isEmpty() || blackout.windows().size() > MOST_WINDOWS) {
      throw InvalidInput.field("windows", "windows must hold 1 to " + MOST_WINDOWS + " windows.");
    }
    for (int i = 0; i < blackout.windows().size(); i++) {
      check("windows[" + i + "]", blackout.windows().get(i));
    }
  }

  private static void check(String field, BlackoutWindow window) {
    if ((window.startTime() == null) != (window.endTime() == null)) {
      throw InvalidInput.field(
          field, field + " has only one of startTime and endTime; give both or none.");
    }
    if (window.yearly() && (window.firstDay() == null || window.lastDay() == null)) {
      throw InvalidInput.field(
          field, field + " is yearly without firstDay and lastDay; give both.");
    }
    if (!window.yearly()
        && window.firstDay() != null
        && window.lastDay() != null
        && window.lastDay().isBefore(window.firstDay())) {
      throw InvalidInput.field(field, field + " ends before it begins; correct lastDay.");
    }
    if (window.firstDay() == null
        && window.lastDay() == null
        && window.daysOfWeek().isEmpty()
        && window.startTime() == null) {
      throw InvalidInput.field(
          field, field + " says nothing; give days, days of the week or times.");
    }
  }
}
