package io.horarium.fire;

import io.horarium.access.Initiator;
import io.horarium.access.Roles;
import io.horarium.execution.ExecutionService;
import io.horarium.fire.FirePolicy.Decision;
import io.horarium.fire.FirePolicy.Situation;
import io.horarium.fire.FireStore.Load;
import io.horarium.fire.FireStore.NewFire;
import io.horarium.platform.Node;
import io.horarium.schedule.Blackout;
import io.horarium.schedule.BlackoutStore;
import io.horarium.schedule.time.FireTimes;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Accounts for what is due: finds every instant of a schedule between its watermark and now,
 * decides each, writes the rows, creates the executions and moves the watermark, all in one
 * transaction that holds the schedule. So each instant has one row whoever comes first, a firing of
 * Quartz, the auditor or a change of the schedule; and it does not matter if one of them is lost.
 */
@Stateless
@RunAs(Roles.ADMINISTRATOR)
@PermitAll
public class FireTransaction {

  private static final Logger LOG = Logger.getLogger(FireTransaction.class);

  /** Instants of one transaction. */
  private static final int PORTION = 1000;

  /** A node whose clock is ahead by no more than this is believed. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  /** How late something may be without anybody being told. */
  private static final Duration ON_TIME = Duration.ofSeconds(5);

  private FireStore store;
  private BlackoutStore blackouts;
  private ExecutionService executions;
  private SchedulerSettings settings;
  private Node node;

  protected FireTransaction() {}

  @Inject
  public FireTransaction(
      FireStore store,
      BlackoutStore blackouts,
      ExecutionService executions,
      SchedulerSettings settings,
      Node node) {
    this.store = store;
    this.blackouts = blackouts;
    this.executions = executions;
    this.settings = settings;
    this.node = node;
  }

  /**
   * What was done.
   *
   * @param rows how many instants were accounted for
   * @param knownUntil watermark of a schedule in memory after it
   * @param nextAt what is due next, or null
   * @param more whether there are further instants in the past
   * @param madeUp whether a run makes up for the instants so far
   * @param gone whether this node has nothing to do with the schedule any more
   */
  public record Accounted(
      int rows, Instant knownUntil, Instant nextAt, boolean more, boolean madeUp, boolean gone) {

    static final Accounted GONE = new Accounted(0, null, null, false, false, true);
  }

  /**
   * Accounts for what is due, in a transaction of its own.
   *
   * @param hint instant that Quartz says is due, or null
   * @param memory watermark of a schedule that lives in memory; null for persisted ones
   * @param madeUp see {@link Accounted}
   * @param refusal why executions cannot be created, or null
   * @throws io.horarium.problem.Problem an execution cannot be created; nothing is written
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Accounted account(
      UUID scheduleId, Instant hint, Instant memory, boolean madeUp, String refusal) {
    return run(scheduleId, hint, memory, madeUp, refusal);
  }

  /** Accounts for what is due of a persisted schedule, in the transaction of the caller. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void settle(UUID scheduleId) {
    Accounted done = Accounted.GONE;
    do {
      done = run(scheduleId, null, null, done.madeUp(), null);
    } while (done.more());
  }

  private Accounted run(
      UUID scheduleId, Instant hint, Instant memory, boolean madeUp, String refusal) {
    FireSubject subject = store.lock(scheduleId).orElse(null);
    if (subject == null || subject.persisted() != (memory == null) || notMine(subject)) {
      return Accounted.GONE;
    }
    Instant known = memory == null ? subject.knownUntil() : memory;
    if (subject.trigger().armedAt() == null || !subject.enabled()) {
      return disabled(subject, hint, known);
    }
    if (known == null || known.isBefore(subject.trigger().armedAt())) {
      // A trigger that was made anew begins anew.
      known = subject.trigger().armedAt().minusMillis(1);
    }
    Instant until = subject.now();
    if (hint != null && hint.isAfter(until) && hint.isBefore(until.plus(CLOCK_TOLERANCE))) {
      until = hint;
    }
    FireTimes times = subject.trigger().times();
    List<Instant> due = due(times, known, until);
    if (due.isEmpty()) {
      return new Accounted(0, known, times.after(known).orElse(null), false, madeUp, false);
    }
    Instant last = due.get(due.size() - 1);
    Instant next = times.after(last).orElse(null);
    List<NewFire> fires = carryOut(subject, decide(subject, due, madeUp), refusal);
    store.add(scheduleId, memory != null, subject.now(), fires);
    if (memory == null) {
      store.known(scheduleId, last, next);
    } else {
      store.next(scheduleId, next);
    }
    boolean more = next != null && !next.isAfter(until);
    boolean ran = madeUp || fires.stream().anyMatch(fire -> fire.outcome() == FireOutcome.Started);
    return new Accounted(due.size(), last, next, more, more && ran, false);
  }

  /** A schedule in memory belongs to one process, unless it comes from a file. */
  private boolean notMine(FireSubject subject) {
    return subject.ownerIncarnation() != null
        && !subject.ownerIncarnation().equals(node.incarnation());
  }

  private Accounted disabled(FireSubject subject, Instant hint, Instant known) {
    boolean late =
        hint != null
            && subject.persisted()
            && !subject.enabled()
            && known != null
            && hint.isAfter(known)
            && !hint.isAfter(subject.now());
    if (late) {
      store.add(
          subject.id(),
          false,
          subject.now(),
          List.of(new NewFire(hint, FireOutcome.Disabled, null, null)));
      store.known(subject.id(), hint, null);
    }
    return Accounted.GONE;
  }

  private static List<Instant> due(FireTimes times, Instant known, Instant until) {
    List<Instant> due = new ArrayList<>();
    Instant next = times.after(known).orElse(null);
    while (next != null && !next.isAfter(until) && due.size() < PORTION) {
      due.add(next);
      next = times.after(next).orElse(null);
    }
    return due;
  }

  private List<Decision> decide(FireSubject subject, List<Instant> due, boolean madeUp) {
    Load load = store.load(subject.id(), subject.persisted() ? null : node.id());
    List<Blackout> named = blackouts.named(subject.blackouts());
    Duration threshold = settings.misfireThreshold();
    Integer grace = subject.misfireGraceSeconds();
    return FirePolicy.decide(
        due,
        new Situation(
            subject.now(),
            subject.enabled(),
            subject.paused(),
            load.hasSteps(),
            subject.makesUp(),
            subject.concurrent(),
            subject.trigger().burst(),
            load.active(),
            load.waiting(),
            madeUp,
            threshold,
            grace == null ? threshold : Duration.ofSeconds(grace),
            instant -> covering(named, instant)));
  }

  private static Optional<String> covering(List<Blackout> named, Instant instant) {
    return named.stream().filter(b -> b.covers(instant)).map(Blackout::name).findFirst();
  }

  private List<NewFire> carryOut(FireSubject subject, List<Decision> decisions, String refusal) {
    List<NewFire> fires = new ArrayList<>();
    int dropped = 0;
    for (Decision decision : decisions) {
      if (decision.outcome() == FireOutcome.Started && refusal != null) {
        fires.add(new NewFire(decision.scheduledFor(), FireOutcome.Refused, null, refusal));
      } else if (decision.outcome() == FireOutcome.Started) {
        fires.add(started(subject, decision));
      } else {
        dropped++;
        fires.add(
            new NewFire(decision.scheduledFor(), decision.outcome(), null, decision.detail()));
      }
    }
    if (dropped > 0) {
      LOG.debugf(
          "Schedule '%s': %s due instants started nothing, the first at %s (%s)",
          subject.name(), dropped, decisions.get(0).scheduledFor(), decisions.get(0).outcome());
    }
    return fires;
  }

  private NewFire started(FireSubject subject, Decision decision) {
    UUID execution =
        executions.fireSchedule(
            subject.id(),
            decision.scheduledFor(),
            subject.persisted() ? null : node.id(),
            Initiator.SCHEDULER);
    Duration late = Duration.between(decision.scheduledFor(), subject.now());
    LOG.logf(
        subject.logLevel().level(),
        late.compareTo(ON_TIME) > 0
            ? "Schedule '%s' starts for %s, late (execution %s)"
            : "Schedule '%s' starts for %s (execution %s)",
        subject.name(),
        decision.scheduledFor(),
        execution);
    return new NewFire(decision.scheduledFor(), FireOutcome.Started, execution, decision.detail());
  }

  /**
   * Makes up for what went by while the schedule was paused, with one run, if its policy says so.
   * Called while it still counts as paused, after {@link #settle}.
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void resumed(UUID scheduleId) {
    FireSubject subject = store.lock(scheduleId).orElse(null);
    if (subject == null || !subject.paused() || !subject.enabled() || !subject.makesUp()) {
      return;
    }
    Instant since = subject.pausedAt() == null ? subject.now() : subject.pausedAt();
    int missed = store.paused(scheduleId, since);
    Load load = store.load(scheduleId, subject.persisted() ? null : node.id());
    boolean blocked = !subject.concurrent() && load.waiting() > 0;
    if (missed == 0 || !load.hasSteps() || blocked) {
      return;
    }
    UUID execution =
        executions.fireSchedule(
            scheduleId, since, subject.persisted() ? null : node.id(), Initiator.SCHEDULER);
    store.madeUp(
        scheduleId,
        since,
        execution,
        "after a pause; it makes up for " + missed + (missed == 1 ? " instant" : " instants"));
  }
}
