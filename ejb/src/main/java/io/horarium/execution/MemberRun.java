package io.horarium.execution;

import io.horarium.problem.RunFailure;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepType;
import io.horarium.step.StepWork;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * One attempt of this node at one member: what a partition of the batch job drives.
 *
 * <p>Its life: it waits (an item a quarter of a second, so that no transaction stays open) until
 * what it needs for itself is free, if anything, then hands out the items of its work. Every batch
 * carries the epoch of the lease. A cancelled member hands out one last item, whose writing records
 * that. After a failure the batch runtime rolls back, and the group settles the member in a
 * transaction of its own.
 */
public final class MemberRun {

  /** Items that are not the work's. */
  private enum Signal {
    WAIT,
    CANCEL
  }

  private static final long WAIT_NANOS = 250_000_000L;

  private final Member member;
  private final int epoch;
  private final StepType type;
  private final LeaseStore leases;
  private final MemberStore members;

  private volatile boolean cancelRequested;
  private volatile Throwable failure;
  private Set<Integer> holds;
  private StepWork work;
  private boolean admitted;
  private long admittedAt;
  private boolean askedBefore;
  private boolean over;
  private boolean signalled;

  MemberRun(Member member, int epoch, StepType type, LeaseStore leases, MemberStore members) {
    this.member = member;
    this.epoch = epoch;
    this.type = type;
    this.leases = leases;
    this.members = members;
  }

  public UUID executionId() {
    return member.executionId();
  }

  public int epoch() {
    return epoch;
  }

  public Member member() {
    return member;
  }

  /** Asks the work to stop at its next safe point. */
  public void cancel() {
    cancelRequested = true;
  }

  /** What ended the attempt before its time, or null. */
  public Throwable failure() {
    return failure;
  }

  /** The next item, or null at the end. */
  public Object next() {
    try {
      return nextItem();
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  private Object nextItem() {
    if (over) {
      return null;
    }
    signalled = true;
    if (cancelRequested) {
      if (work != null) {
        work.stop();
      }
      return Signal.CANCEL;
    }
    if (!admitted) {
      if (askedBefore) {
        LockSupport.parkNanos(WAIT_NANOS);
      }
      askedBefore = true;
      return Signal.WAIT;
    }
    if (work == null) {
      work = type.work(context());
      work.open(member.checkpoint());
    }
    signalled = false;
    if (member.timeoutSeconds() != null
        && System.nanoTime() - admittedAt > member.timeoutSeconds() * 1_000_000_000L) {
      throw new RunFailure(
          "The step ran longer than its timeout of "
              + member.timeoutSeconds()
              + " s and was stopped; raise timeoutSeconds of the step if this is its normal time.");
    }
    return work.next();
  }

  /** What is to be written for an item. */
  public Object process(Object item) {
    if (item instanceof Signal) {
      return item;
    }
    try {
      return work.process(item);
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  /** Whether the batch ends here, full or not. */
  public boolean chunkEnds() {
    return signalled || cancelRequested || work.chunkEnds();
  }

  /** Writes a batch and moves the checkpoint, in the transaction of the chunk. */
  public void write(List<Object> batch) {
    try {
      boolean lossIsHarmless = !signalled && work.repeatable();
      leases.fence(member.executionId(), epoch, lossIsHarmless);
      if (batch.get(batch.size() - 1) instanceof Signal signal) {
        act(signal);
      } else {
        work.write(batch);
        work.outcome()
            .ifPresentOrElse(this::end, () -> members.checkpoint(member.id(), work.checkpoint()));
      }
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  private void act(Signal signal) {
    if (signal == Signal.CANCEL) {
      type.discard(context());
      members.cancelled(member);
      over = true;
    } else {
      ask();
    }
  }

  /**
   * Begins at once, in the transaction that opens the attempt, when there is nothing to wait for.
   *
   * @throws io.horarium.problem.LeaseLost another node owns the execution
   */
  void begin() {
    try {
      holds = type.holds(context());
      if (holds.isEmpty()) {
        // Lost, it only begins again: what must not be done twice records that durably itself.
        leases.fence(member.executionId(), epoch, true);
        ask();
      }
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  private void ask() {
    if (holds == null) {
      holds = type.holds(context());
    }
    admitted = members.admit(member, holds);
    admittedAt = System.nanoTime();
    // Cancelled while it waited: nothing is left to do.
    over = !admitted && members.open(member.id()).isEmpty();
  }

  private void end(StepOutcome outcome) {
    // The end of a run must be on disk before anybody hears of it.
    leases.durable();
    members.end(member, outcome);
    over = true;
  }

  /** Frees what the attempt opened. Never throws. */
  public void close() {
    if (work != null) {
      work.close();
    }
  }

  /** Removes what a failed attempt must not leave behind; in the settling transaction. */
  void discard() {
    type.discard(context());
  }

  private StepContext context() {
    return new StepContext(
        member.id(),
        member.activityId(),
        member.stepType(),
        member.systemId(),
        member.runProfileId(),
        member.filePath(),
        member.overrideDeleteGuard(),
        member.batchSize(),
        member.timeoutSeconds(),
        member.settings(),
        member.retryOf(),
        () -> cancelRequested);
  }
}
