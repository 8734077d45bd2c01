package io.horarium.connector;

import java.util.Locale;

/**
 * One opened conversation with a connected system: one run or one discovery, one thread. No threads
 * of its own.
 */
public interface Connector extends AutoCloseable {

  /**
   * The object types and attributes the system has now.
   *
   * @throws io.horarium.problem.RunFailure with a sentence for a person, when it cannot be found
   *     out
   */
  DiscoveredSchema discoverSchema();

  /**
   * Begins reading everything in scope.
   *
   * @param pageSize how many records the engine takes at a time; a hint for fetch sizes
   * @throws io.horarium.problem.RunFailure before anything is read, when the source does not fit
   *     the scope (file missing, column missing, no header)
   */
  ImportCursor openFull(ImportScope scope, int pageSize, StopSignal stop);

  /**
   * Whether the administrator wants a run to end at the first record or value that cannot be used.
   */
  default boolean stopsAtFirstError() {
    return false;
  }

  /** How the source writes numbers and dates; null: in the forms that every culture can read. */
  default Locale culture() {
    return null;
  }

  @Override
  void close();
}
