package io.horarium.schedule;

import io.horarium.access.Initiator;
import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.platform.Clock;
import io.horarium.platform.Ids;
import io.horarium.platform.Node;
import io.horarium.platform.Slice;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.step.StepTypes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Keeps schedules: one transaction per call, which holds the change and the activity that records
 * it (contract/jim.md 7 and 18).
 *
 * <p>A schedule and its trigger change together: a change that is refused leaves both as they were.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ScheduleService {

  private EntityManager entities;
  private ActivityStore activities;
  private StepReconciliation reconciliation;
  private RunProfileReferences references;
  private EndedExecutions endedExecutions;
  private Event<ScheduleDeleting> deleting;
  private Event<ScheduleSaved> saved;
  private BlackoutStore blackouts;
  private PauseStore pauses;
  private Firing firing;
  private Node node;
  private Clock clock;

  protected ScheduleService() {}

  @Inject
  public ScheduleService(
      EntityManager entities,
      ActivityStore activities,
      StepTypes types,
      RunProfileReferences references,
      EndedExecutions endedExecutions,
      Event<ScheduleDeleting> deleting,
      Event<ScheduleSaved> saved,
      BlackoutStore blackouts,
      PauseStore pauses,
      Firing firing,
      Node node,
      Clock clock) {
    this.entities = entities;
    this.activities = activities;
    this.reconciliation = new StepReconciliation(types);
    this.references = references;
    this.endedExecutions = endedExecutions;
    this.deleting = deleting;
    this.saved = saved;
    this.blackouts = blackouts;
    this.pauses = pauses;
    this.firing = firing;
    this.node = node;
    this.clock = clock;
  }

  /** One page of schedules; two queries. */
  public Slice<ScheduleSummary> list(ScheduleQuery query) {
    String where =
        """
         where :search = ''
            or locate(lower(:search), lower(s.name)) > 0
            or locate(lower(:search), lower(coalesce(s.description, ''))) > 0\
        """;
    String search = query.search() == null ? "" : query.search();
    long total =
        entities
            .createQuery("select count(s) from Schedule s" + where, Long.class)
            .setParameter("search", search)
            .getSingleResult();
    String direction = query.descending() ? " desc" : " asc";
    TypedQuery<Object[]> page =
        entities.createQuery(
            "select s, size(s.steps) from Schedule s"
                + where
                + " order by "
                + query.sort().path()
                + direction
                + " nulls last, s.id"
                + direction,
            Object[].class);
    List<ScheduleSummary> items =
        page.setParameter("search", search)
            .setFirstResult(query.offset())
            .setMaxResults(query.limit())
            .getResultStream()
            .map(row -> ((Schedule) row[0]).summary(((Number) row[1]).intValue()))
            .toList();
    return new Slice<>(items, total);
  }

  /**
   * One schedule.
   *
   * @throws NotFound no such schedule
   */
  public ScheduleDetail get(UUID id) {
    Schedule schedule = entities.find(Schedule.class, id);
    if (schedule == null) {
      throw new NotFound("Schedule", id);
    }
    return detail(schedule);
  }

  /** The id of the schedule with this key, if there is one. */
  public Optional<UUID> findByKey(String key) {
    return entities
        .createQuery("select s.id from Schedule s where s.key = :key", UUID.class)
        .setParameter("key", key)
        .getResultStream()
        .findFirst();
  }

  /**
   * Makes a schedule of {@code /api/v1}.
   *
   * @throws InvalidInput in the order of contract/jim.md 7.3; names the field
   * @throws Conflict name, key or the id of a step is taken
   */
  public ScheduleDetail create(ScheduleInput input, Initiator by) {
    return create(input, ScheduleOrigin.API, by);
  }

  /** As {@link #create(ScheduleInput, Initiator)}, for a schedule that comes from elsewhere. */
  public ScheduleDetail create(ScheduleInput input, ScheduleOrigin origin, Initiator by) {
    FieldLimitPolicy.check(input);
    Instant now = clock.now();
    Schedule schedule = new Schedule(Ids.next(), input.key(), input.name(), now);
    schedule.comesFrom(origin);
    schedule.pause(pauses.all(), now);
    apply(input, schedule, now);
    entities.persist(schedule);
    flush(schedule);
    firing.changed(schedule.placed());
    saved.fire(new ScheduleSaved(schedule.summary(), schedule.steps()));
    record(ActivityOperation.Create, schedule, by, input.changeReason());
    return detail(schedule);
  }

  /**
   * Replaces a schedule. Trigger type, pattern type and key that are null stay as they are; so does
   * what {@link StepReconciliation} keeps of its steps.
   *
   * @throws NotFound no such schedule
   * @throws InvalidInput in the order of contract/jim.md 7.3; names the field
   * @throws Conflict name, key or the id of a step is taken
   */
  public ScheduleDetail replace(UUID id, ScheduleInput input, Initiator by) {
    return replace(id, input, null, by);
  }

  /**
   * As {@link #replace(UUID, ScheduleInput, Initiator)}.
   *
   * @param origin where it comes from now; null: as it is
   */
  public ScheduleDetail replace(UUID id, ScheduleInput input, ScheduleOrigin origin, Initiator by) {
    FieldLimitPolicy.check(input);
    firing.settle(id);
    Schedule schedule = locked(id);
    Instant now = clock.now();
    // Edited by other means it no longer says what its file says: the next start reads that again.
    schedule.comesFrom(origin == null ? schedule.origin().withoutSource() : origin);
    apply(input, schedule, now);
    schedule.changed(now);
    flush(schedule);
    firing.changed(schedule.placed());
    saved.fire(new ScheduleSaved(schedule.summary(), schedule.steps()));
    record(ActivityOperation.Update, schedule, by, input.changeReason());
    return detail(schedule);
  }

  /**
   * Deletes a schedule with its steps and its ended executions. Active executions are cancelled
   * first, by the observers of {@link ScheduleDeleting}; activities stay.
   *
   * @throws NotFound no such schedule
   */
  public void delete(UUID id, String reason, Initiator by) {
    FieldLimitPolicy.checkReason(reason);
    Schedule schedule = locked(id);
    deleting.fire(new ScheduleDeleting(id));
    firing.removed(id);
    endedExecutions.delete(id);
    entities.remove(schedule);
    entities.flush();
    record(ActivityOperation.Delete, schedule, by, reason);
  }

  /**
   * Lets the trigger start the schedule; enabling twice does no harm.
   *
   * @throws NotFound no such schedule
   */
  public ScheduleSummary enable(UUID id, String reason, Initiator by) {
    return enable(id, true, reason, by);
  }

  /**
   * Keeps the trigger from starting the schedule; executions that run are not touched.
   *
   * @throws NotFound no such schedule
   */
  public ScheduleSummary disable(UUID id, String reason, Initiator by) {
    return enable(id, false, reason, by);
  }

  private ScheduleSummary enable(UUID id, boolean on, String reason, Initiator by) {
    FieldLimitPolicy.checkReason(reason);
    firing.settle(id);
    Schedule schedule = locked(id);
    if (schedule.enable(on)) {
      Instant now = clock.now();
      FiringCheckPolicy.check(schedule.trigger(), on, now);
      schedule.changed(now);
      if (on) {
        schedule.ownedBy(node);
      }
      schedule.arm(now);
      entities.flush();
      firing.changed(schedule.placed());
    }
    record(ActivityOperation.Update, schedule, by, reason);
    return schedule.summary();
  }

  private ScheduleDetail detail(Schedule schedule) {
    List<StepDetail> steps = schedule.steps();
    return new ScheduleDetail(schedule.summary(), steps, reconciliation.warnings(steps));
  }

  private Schedule locked(UUID id) {
    Schedule schedule = entities.find(Schedule.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (schedule == null) {
      throw new NotFound("Schedule", id);
    }
    return schedule;
  }

  private void apply(ScheduleInput input, Schedule schedule, Instant now) {
    FiringInput wanted = input.firing();
    Timing timing = TimingPolicy.complete(input.timing(), schedule.timing());
    FiringRules rules = FiringRulesPolicy.complete(wanted, schedule.rules(), timing.triggerType());
    FiringCheckPolicy.check(TriggerDefinition.of(timing, rules, null), input.enabled(), now);
    List<String> names = wanted.blackouts().or(schedule.blackouts(), List.of());
    names = names.stream().map(String::strip).distinct().sorted().toList();
    if (wanted.blackouts().present()) {
      blackouts.refuseUnknown(names);
    }
    List<StepDetail> steps = reconciliation.reconcile(input.steps(), schedule.steps());
    references.check(steps);
    refuseTaken(input, schedule, steps);
    TriggerDefinition before = schedule.enabled() ? schedule.trigger() : null;
    boolean moved = schedule.rules().persisted() != rules.persisted();
    schedule.describe(input.key(), input.name(), input.description());
    schedule.time(timing, rules);
    schedule.enable(input.enabled());
    schedule.refersTo(names);
    schedule.pause(wanted.paused().or(schedule.paused(), false), now);
    schedule.ownedBy(node);
    // A trigger that stays the same goes on: what a change of the steps must not do is skip a run.
    boolean same = !moved && input.enabled() && schedule.trigger().equals(before);
    if (!same) {
      schedule.arm(now);
    }
    schedule.replaceSteps(steps);
  }

  private void refuseTaken(ScheduleInput input, Schedule schedule, List<StepDetail> steps) {
    if (taken("name", input.name(), schedule.id())) {
      throw nameTaken(input.name());
    }
    if (input.key() != null && taken("key", input.key(), schedule.id())) {
      throw keyTaken(input.key());
    }
    if (!steps.isEmpty()) {
      List<UUID> elsewhere =
          entities
              .createQuery(
                  "select t.id from ScheduleStep t where t.id in :ids and t.schedule.id <> :own",
                  UUID.class)
              .setParameter("ids", steps.stream().map(StepDetail::id).toList())
              .setParameter("own", schedule.id())
              .getResultList();
      if (!elsewhere.isEmpty()) {
        throw new Conflict(
            "Step id " + elsewhere.get(0) + " belongs to another schedule; leave the id out.");
      }
    }
  }

  private boolean taken(String property, String value, UUID own) {
    return !entities
        .createQuery(
            "select s.id from Schedule s where s." + property + " = :value and s.id <> :own",
            UUID.class)
        .setParameter("value", value)
        .setParameter("own", own)
        .getResultList()
        .isEmpty();
  }

  /** Writes now, so that two callers who passed the checks at the same time meet here. */
  private void flush(Schedule schedule) {
    try {
      entities.flush();
    } catch (PersistenceException e) {
      throw refusal(e, schedule);
    }
  }

  private static RuntimeException refusal(PersistenceException e, Schedule schedule) {
    Throwable cause = e;
    while (cause != null && !(cause instanceof ConstraintViolationException)) {
      cause = cause.getCause();
    }
    String constraint =
        cause == null
            ? ""
            : String.valueOf(((ConstraintViolationException) cause).getConstraintName());
    return switch (constraint) {
      case "schedule_name_key" -> nameTaken(schedule.name());
      case "schedule_key_key" -> keyTaken(schedule.key());
      case "schedule_step_connected_system_id_fkey", "schedule_step_run_profile_id_fkey" ->
          InvalidInput.field(
              "steps",
              "steps refers to a connected system or run profile that was just deleted; read them"
                  + " again and choose another.");
      default -> e;
    };
  }

  private static Conflict nameTaken(String name) {
    return new Conflict("A schedule named '" + name + "' exists already; choose another name.");
  }

  private static Conflict keyTaken(String key) {
    return new Conflict(
        "A schedule with the key '" + key + "' exists already; choose another key.");
  }

  private void record(ActivityOperation operation, Schedule schedule, Initiator by, String reason) {
    activities.completed(
        ChangeRecord.ofSchedule(
            operation, schedule.id(), schedule.name(), new ChangeCause(by, reason)));
  }
}
