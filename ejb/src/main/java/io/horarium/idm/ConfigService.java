package io.horarium.idm;

import io.horarium.access.Initiator;
import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ActivityTarget;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.schedule.ScheduleOrigin;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The configuration documents of the IDM dialect (contract/openidm-scheduler.md 9 and 10). The
 * document of a schedule and its job change together; the other way round nothing is written back.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ConfigService {

  private ConfigFiles files;
  private JobService jobs;
  private JobStore store;
  private Placeholders placeholders;
  private ActivityStore activities;

  protected ConfigService() {}

  @Inject
  public ConfigService(
      ConfigFiles files,
      JobService jobs,
      JobStore store,
      Placeholders placeholders,
      ActivityStore activities) {
    this.files = files;
    this.jobs = jobs;
    this.store = store;
    this.placeholders = placeholders;
    this.activities = activities;
  }

  /** Names of the schedules that have a document, on this node or another, sorted. */
  public List<String> schedules() {
    var names = new TreeSet<>(files.schedules());
    names.addAll(store.fromFiles());
    return List.copyOf(names);
  }

  /** The document of a schedule as it was written. */
  public Optional<String> schedule(String name) {
    return files.schedule(name).or(() -> store.source(name));
  }

  /** Another document as it was written. */
  public Optional<String> other(String name) {
    return files.other(name);
  }

  /**
   * Writes the document of a schedule, and makes its job what it says.
   *
   * @param text an object
   * @return whether there was none before
   * @throws InvalidInput it cannot be a job; nothing is stored
   * @throws Conflict there is one although there must not be
   * @throws NotFound there is none although there must be
   */
  public boolean putSchedule(
      String name, String text, JobService.Condition condition, Initiator by) {
    ConfigFiles.checkName(name);
    store.hold(name);
    boolean known = schedule(name).isPresent();
    if (known && condition == JobService.Condition.ABSENT) {
      throw new Conflict("The configuration already exists");
    }
    if (!known && condition == JobService.Condition.PRESENT) {
      throw new NotFound("Configuration", name);
    }
    apply(name, text, by);
    files.putSchedule(name, text);
    return !known;
  }

  /**
   * Makes a job what a document says, without writing the document.
   *
   * @return false when it is so already
   * @throws InvalidInput it cannot be a job
   */
  public boolean apply(String name, String text, Initiator by) {
    if (store.source(name).filter(text::equals).isPresent()) {
      return false;
    }
    jobs.put(
        name,
        JobReader.read(placeholders.resolved(parse(text)), false),
        JobService.Condition.NONE,
        new ScheduleOrigin(ScheduleOrigin.Kind.File, text, false),
        by);
    return true;
  }

  private static JsonObject parse(String text) {
    try {
      return Invocation.parse(text);
    } catch (JsonException e) {
      throw InvalidInput.request(
          "It is not well-formed JSON with one object; check quotes, commas and brackets.");
    }
  }

  /**
   * Removes the document of a schedule and its job; answers with the document.
   *
   * @throws NotFound there is none
   */
  public String deleteSchedule(String name, Initiator by) {
    store.hold(name);
    String text = schedule(name).orElseThrow(() -> new NotFound("Configuration", name));
    if (store.source(name).isPresent()) {
      jobs.delete(name, by);
    }
    files.removeSchedule(name);
    return text;
  }

  /** Writes another document. */
  public void put(String name, String text, Initiator by) {
    boolean known = files.other(name).isPresent();
    files.put(name, text);
    activities.completed(
        new ChangeRecord(
            ActivityTarget.Schedule,
            known ? ActivityOperation.Update : ActivityOperation.Create,
            "Configuration " + name,
            null,
            new ChangeCause(by, null),
            null,
            null,
            null));
  }
}
