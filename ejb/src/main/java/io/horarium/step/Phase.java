package io.horarium.step;

import java.util.List;

/**
 * One stage of a {@link PhasedWork}: reading and writing never mix with those of another phase in
 * one batch.
 */
public interface Phase extends AutoCloseable {

  /** Stable key, for example {@code import.read}; part of the checkpoint and of the activity. */
  String key();

  /** Name for a person. */
  String name();

  /** Begins, or goes on from the cursor its last committed batch left. */
  default void open(String cursor) {}

  /** The next item, or null when the phase has no more; asked again it answers null again. */
  Object next();

  /**
   * Whether each item is a batch of its own, of up to the batch size of objects: for phases that do
   * something with all of it before the transaction begins its work, in {@link #process}.
   */
  default boolean itemIsBatch() {
    return false;
  }

  /** See {@link StepWork#process}. */
  default Object process(Object item) {
    return item;
  }

  /** See {@link StepWork#write}. */
  void write(List<Object> batch);

  /**
   * JSON text from which {@link #open} can go on after the batch just written; null: from its
   * beginning.
   */
  default String cursor() {
    return null;
  }

  /**
   * Whether the phase can go on in the middle; otherwise a new attempt begins with the phase named
   * here.
   */
  default String resumeAt() {
    return key();
  }

  @Override
  default void close() {}
}
