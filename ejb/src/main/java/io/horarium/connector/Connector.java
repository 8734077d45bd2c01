package io.horarium.connector;

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

  @Override
  void close();
}
