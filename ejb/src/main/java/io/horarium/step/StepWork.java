package io.horarium.step;

import java.util.List;
import java.util.Optional;

/**
 * The work of one member of a step group, in the form a chunk step can drive: items are read one by
 * one and written batch by batch. One instance does one attempt, on one thread; after a crash a new
 * instance goes on from the checkpoint that the last committed batch left (design: section 4).
 *
 * <p>Order of calls: {@link #open}, then until the work has ended {@link #next}, {@link #process}
 * and, when {@link #chunkEnds} or the batch is full, {@link #write} followed by {@link
 * #checkpoint}; at last {@link #close}, also after a failure.
 */
public interface StepWork extends AutoCloseable {

  /** Begins or goes on. */
  void open(Checkpoint from);

  /**
   * The next item, or null when the work has ended (then {@link #outcome} is present).
   *
   * @throws io.horarium.problem.RunFailure when the work cannot go on
   */
  Object next();

  /**
   * Whether the batch must be written before the next item may be read, because the phase changes.
   */
  boolean chunkEnds();

  /**
   * What is to be written for the item; called on the reading thread, outside of any database work.
   */
  default Object process(Object item) {
    return item;
  }

  /**
   * Does a batch: every changed row, the counters that report it and nothing else. Runs inside the
   * batch's transaction, which the caller commits together with the checkpoint.
   */
  void write(List<Object> batch);

  /** Where a later attempt has to go on once the batch just written is committed. */
  Checkpoint checkpoint();

  /** How the work ended; empty until the last batch is written. */
  Optional<StepOutcome> outcome();

  /**
   * Whether a committed batch may be lost in a crash of the database, because the work then does it
   * again from an earlier checkpoint without anyone noticing. Saves waiting for the disk at every
   * commit.
   */
  default boolean repeatable() {
    return false;
  }

  /**
   * Ends what goes on outside of this server, for example a process: called on the work's own
   * thread before it is recorded as cancelled, so that nothing runs any more when a person reads
   * that. Never throws; {@link #close} follows.
   */
  default void stop() {}

  /** Frees what was opened. Never throws. */
  @Override
  void close();
}
