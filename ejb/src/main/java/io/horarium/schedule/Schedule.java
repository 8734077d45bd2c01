package io.horarium.schedule;

import io.horarium.platform.Node;
import io.horarium.problem.InvalidInput;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A named, ordered sequence of steps and what starts it (seed 000, contract/jim.md 7).
 *
 * <p>A schedule is created by an administrator, disabled unless asked otherwise. It may be changed
 * as a whole, enabled and disabled at any time; executions work on a copy and do not notice. Being
 * started moves {@code lastRunAt} only; {@code lastUpdated} tells when its definition changed.
 * Deleting it takes its steps and its ended executions along; activities stay and keep its name.
 *
 * <p>Steps with the same index form a group and run together; groups run in ascending index, gaps
 * mean nothing. The order of steps inside a group is the one they were given in.
 */
@Entity
@Table(name = "schedule")
public class Schedule {

  /** One batch step is laid out per group, and there are so many (design.md section 4). */
  static final int MOST_GROUPS = 128;

  private static final Comparator<StepDetail> RUNNING_ORDER =
      Comparator.comparingInt(StepDetail::stepIndex).thenComparingInt(StepDetail::position);

  @Id private UUID id;

  @Column(length = 200, nullable = false, unique = true)
  private String key;

  @Column(length = 200, nullable = false, unique = true)
  private String name;

  @Column(length = 1000)
  private String description;

  @Enumerated(EnumType.STRING)
  @Column(name = "trigger_type", length = 10, nullable = false)
  private TriggerType triggerType = TriggerType.Manual;

  @Column(name = "cron_expression", length = 4000)
  private String cronExpression;

  @Enumerated(EnumType.STRING)
  @Column(name = "pattern_type", length = 20, nullable = false)
  private PatternType patternType = PatternType.SpecificTimes;

  @Column(name = "days_of_week", length = 50)
  private String daysOfWeek;

  @Column(name = "run_times", length = 200)
  private String runTimes;

  @Column(name = "interval_value")
  private Integer intervalValue;

  @Enumerated(EnumType.STRING)
  @Column(name = "interval_unit", length = 10)
  private IntervalUnit intervalUnit;

  @Column(name = "interval_window_start", length = 10)
  private String intervalWindowStart;

  @Column(name = "interval_window_end", length = 10)
  private String intervalWindowEnd;

  private boolean enabled;

  // written by the engine only
  @Column(name = "last_run_at", updatable = false)
  private Instant lastRunAt;

  @Column(name = "next_run_at")
  private Instant nextRunAt;

  @Embedded private FiringRules rules = FiringRules.OF_THE_API;

  private boolean paused;

  @Column(name = "paused_at")
  private Instant pausedAt;

  // names, sorted, with a comma between two; null for none
  @Column(length = 2000)
  private String blackouts;

  @Enumerated(EnumType.STRING)
  @Column(length = 10, nullable = false)
  private ScheduleOrigin.Kind origin = ScheduleOrigin.Kind.Api;

  @Column(name = "remove_after_last", nullable = false)
  private boolean removedAfterLast;

  private String source;

  @Column(name = "owner_node", length = 100)
  private String ownerNode;

  @Column(name = "owner_incarnation")
  private UUID ownerIncarnation;

  // since when the present trigger counts
  @Column(name = "armed_at")
  private Instant armedAt;

  // every instant due up to here has its row in the ledger
  @Column(name = "known_until")
  private Instant knownUntil;

  @Column(updatable = false, nullable = false)
  private Instant created;

  @Column(name = "last_updated")
  private Instant lastUpdated;

  @OneToMany(mappedBy = "schedule", cascade = CascadeType.ALL, orphanRemoval = true)
  @OrderBy("stepIndex, position")
  private List<ScheduleStep> steps = new ArrayList<>();

  /** For JPA. */
  protected Schedule() {}

  /**
   * A new schedule, Manual, disabled and without steps.
   *
   * @param key null: its id
   */
  Schedule(UUID id, String key, String name, Instant created) {
    this.id = id;
    this.key = key == null ? id.toString() : key;
    this.name = name;
    this.created = created;
  }

  UUID id() {
    return id;
  }

  String key() {
    return key;
  }

  String name() {
    return name;
  }

  /** What the schedule is called; null as {@code key} keeps the present one. */
  void describe(String newKey, String newName, String newDescription) {
    key = newKey == null ? key : newKey;
    name = newName;
    description = newDescription;
  }

  /** When the schedule runs, and how it fires. */
  void time(Timing timing, FiringRules newRules) {
    triggerType = timing.triggerType();
    patternType = timing.patternType();
    cronExpression = timing.cronExpression();
    daysOfWeek = timing.daysOfWeek();
    runTimes = timing.runTimes();
    intervalValue = timing.intervalValue();
    intervalUnit = timing.intervalUnit();
    intervalWindowStart = timing.intervalWindowStart();
    intervalWindowEnd = timing.intervalWindowEnd();
    rules = newRules;
  }

  FiringRules rules() {
    return rules;
  }

  ScheduleOrigin origin() {
    return new ScheduleOrigin(origin, source, removedAfterLast);
  }

  /** Where it comes from. */
  void comesFrom(ScheduleOrigin from) {
    origin = from.kind();
    source = from.source();
    removedAfterLast = from.removedAfterLast();
  }

  /**
   * Saved by this process: one that is not persisted lives in its memory and ends with it, one from
   * a file belongs to the node that has the file.
   */
  void ownedBy(Node node) {
    boolean inMemory = !rules.persisted() && origin != ScheduleOrigin.Kind.File;
    ownerNode = inMemory || origin == ScheduleOrigin.Kind.File ? node.id() : null;
    ownerIncarnation = inMemory ? node.incarnation() : null;
  }

  /** Refers to these blackouts from now on. */
  void refersTo(List<String> names) {
    blackouts = names.isEmpty() ? null : String.join(",", names);
  }

  List<String> blackouts() {
    return blackouts == null ? List.of() : List.of(blackouts.split(","));
  }

  boolean enabled() {
    return enabled;
  }

  boolean paused() {
    return paused;
  }

  /** Pauses or goes on; tells whether that changed anything. */
  boolean pause(boolean on, Instant at) {
    boolean changed = paused != on;
    if (changed) {
      paused = on;
      pausedAt = on ? at : null;
    }
    return changed;
  }

  /** What decides when it is due, as it stands. */
  TriggerDefinition trigger() {
    return TriggerDefinition.of(timing(), rules, armedAt);
  }

  /**
   * Gives it a new trigger that counts from now on, or none when it is Manual, disabled or has
   * nothing left to do.
   */
  void arm(Instant now) {
    if (!enabled || triggerType == TriggerType.Manual) {
      armedAt = null;
      nextRunAt = null;
      return;
    }
    Instant from = now.truncatedTo(ChronoUnit.MILLIS);
    // What the ledger has already is not due again.
    armedAt = knownUntil == null || knownUntil.isBefore(from) ? from : knownUntil.plusMillis(1);
    knownUntil = armedAt.minusMillis(1);
    nextRunAt = trigger().times().after(knownUntil).orElse(null);
  }

  /** The trigger as it is to be placed. */
  PlacedTrigger placed() {
    return summary().placed();
  }

  Timing timing() {
    return new Timing(
        triggerType,
        patternType,
        cronExpression,
        daysOfWeek,
        runTimes,
        intervalValue,
        intervalUnit,
        intervalWindowStart,
        intervalWindowEnd);
  }

  /** Enables or disables; tells whether that changed anything. */
  boolean enable(boolean on) {
    boolean changed = enabled != on;
    enabled = on;
    return changed;
  }

  /**
   * Makes these its steps: those whose id it has change, those not named go, the others come.
   *
   * @throws InvalidInput more groups than {@value #MOST_GROUPS}
   */
  void replaceSteps(List<StepDetail> wanted) {
    long groups = wanted.stream().mapToInt(StepDetail::stepIndex).distinct().count();
    if (groups > MOST_GROUPS) {
      throw InvalidInput.field(
          "steps",
          "steps has "
              + groups
              + " different values of stepIndex; use at most "
              + MOST_GROUPS
              + ", steps with the same value run together.");
    }
    Map<UUID, ScheduleStep> stored =
        steps.stream().collect(Collectors.toMap(ScheduleStep::id, Function.identity()));
    List<ScheduleStep> kept = new ArrayList<>();
    for (StepDetail detail : wanted) {
      ScheduleStep step = stored.get(detail.id());
      if (step == null) {
        step = new ScheduleStep(this, detail.id());
      }
      step.become(detail);
      kept.add(step);
    }
    // the collection itself stays: JPA finds the orphans by it
    steps.clear();
    steps.addAll(kept);
  }

  /** Ordered by index, then by position. */
  List<StepDetail> steps() {
    return steps.stream().map(ScheduleStep::detail).sorted(RUNNING_ORDER).toList();
  }

  /** The definition has changed. */
  void changed(Instant at) {
    lastUpdated = at;
  }

  ScheduleSummary summary(int stepCount) {
    return new ScheduleSummary(
        id,
        key,
        name,
        description,
        timing(),
        enabled,
        lastRunAt,
        nextRunAt,
        stepCount,
        created,
        lastUpdated,
        rules,
        paused,
        blackouts(),
        origin(),
        armedAt);
  }

  ScheduleSummary summary() {
    return summary(steps.size());
  }
}
