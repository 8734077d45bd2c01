package io.horarium.connector;

import java.util.List;

/** The writing of one export run; one thread. */
public interface ExportSession extends AutoCloseable {

  /**
   * Carries the operations out, in order.
   *
   * @param batch not empty; no two operations of one object
   * @return one result per operation, in the same order; also when the stop signal was given
   *     meanwhile: the operations not begun are RETRYABLE then
   * @throws io.horarium.problem.RunFailure when nothing more can be written at all; which
   *     operations of the batch were carried out is unknown then
   */
  List<ExportResult> execute(List<ExportOperation> batch);

  /**
   * Makes everything visible at once, with granularity RUN; otherwise does nothing. Called once,
   * after the last batch; not called when the run failed or was cancelled.
   *
   * @throws io.horarium.problem.RunFailure when it could not be done; the target is as it was
   */
  void publish();

  /**
   * Whether what was written needs no confirming import: nothing else writes the target and nobody
   * reads it back.
   */
  default boolean confirmsItself() {
    return false;
  }

  /** Ends the session; what was not published is dropped. */
  @Override
  void close();
}
