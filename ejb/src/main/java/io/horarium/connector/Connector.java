package io.horarium.connector;

import io.horarium.problem.RunFailure;
import java.util.List;
import java.util.Locale;

/**
 * One opened conversation with a connected system: one run or one discovery, one thread. No threads
 * of its own. What its {@link ConnectorDescriptor.Capabilities} deny fails with a {@link
 * RunFailure} that says so.
 */
public interface Connector extends AutoCloseable {

  /**
   * Connects and logs in, if the system has such a thing.
   *
   * @return what was seen; may be empty
   * @throws RunFailure with a sentence for a person, when it does not work
   */
  default List<SystemFact> test() {
    return List.of();
  }

  /**
   * The object types and attributes the system has now.
   *
   * @throws RunFailure with a sentence for a person, when it cannot be found out
   */
  DiscoveredSchema discoverSchema();

  /**
   * The partitions with their containers; not empty.
   *
   * @throws RunFailure when they cannot be found out, or the system has none
   */
  default List<DiscoveredPartition> discoverPartitions() {
    throw new RunFailure("The connector has no partitions; leave them out.");
  }

  /**
   * Begins reading everything in scope.
   *
   * @param pageSize how many records the engine takes at a time; a hint for fetch sizes
   * @throws RunFailure before anything is read, when the source does not fit the scope (file
   *     missing, column missing, no header)
   */
  ImportCursor openFull(ImportScope scope, int pageSize, StopSignal stop);

  /**
   * Begins reading what has changed in scope since a token was taken.
   *
   * @param since a token that a cursor of this system gave for the same scope
   * @throws TokenExpired the changes since then are no longer known
   * @throws RunFailure when the source cannot tell changes, or does not fit the scope
   */
  default ImportCursor openDelta(ImportScope scope, String since, int pageSize, StopSignal stop)
      throws TokenExpired {
    throw new RunFailure("The connector cannot tell what has changed; run a Full Import instead.");
  }

  /**
   * Begins an export.
   *
   * @throws RunFailure before anything is written, when the target cannot be written at all
   */
  default ExportSession openExport(ImportScope scope, StopSignal stop) {
    throw new RunFailure("The connector cannot export; use it for imports only.");
  }

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
