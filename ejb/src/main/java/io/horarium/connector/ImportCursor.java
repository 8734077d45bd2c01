package io.horarium.connector;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A forward reading of a source. {@code next() == null} asserts "that was everything"; every other
 * ending is an exception.
 */
public interface ImportCursor extends AutoCloseable {

  /** The source's high-water mark taken before the first read, when it has one; opaque text. */
  Optional<String> tokenAtStart();

  /** How many records are expected, for progress only; may be wrong or unknown. */
  OptionalLong expected();

  /**
   * The next record, or null when everything was read.
   *
   * @throws io.horarium.problem.RunFailure when the source could not be read to its end (cut,
   *     changed meanwhile, undecodable)
   */
  ImportRecord next();

  @Override
  void close();
}
