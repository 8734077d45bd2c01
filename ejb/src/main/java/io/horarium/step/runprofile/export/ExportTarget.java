package io.horarium.step.runprofile.export;

import io.horarium.connector.Connector;
import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportResult;
import io.horarium.connector.ExportSession;
import io.horarium.problem.Problem;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The target of one run: opened when there is something to send, not before. Knows what to do when
 * a call as a whole does not work (contract/sync-engine.md 4, level "batch", and 10.4).
 */
final class ExportTarget {

  /** How a run waits before it calls again. */
  @FunctionalInterface
  interface Pause {

    /** Waits, or returns at once when the run is being cancelled. */
    void before(int attempt, ExportRun run);

    /** One second, then three. */
    Pause SECONDS =
        (attempt, run) -> {
          for (int i = 0; i < (attempt == 2 ? 10 : 30) && !run.stopRequested(); i++) {
            LockSupport.parkNanos(100_000_000L);
          }
        };
  }

  private static final Logger LOG = Logger.getLogger(ExportTarget.class);
  private static final int CALLS = 3;
  private static final int FAILED_BATCHES_LIMIT = 20;

  private final ExportRun run;
  private final Pause pause;
  private Connector connector;
  private ExportSession session;
  private int failedInSuccession;

  ExportTarget(ExportRun run, Pause pause) {
    this.run = run;
    this.pause = pause;
  }

  /** Whether something was sent. */
  boolean opened() {
    return session != null;
  }

  /** Opens the target, if it is not open yet. */
  void open() {
    if (session == null) {
      connector = run.plan().openConnector();
      session = connector.openExport(run.plan().scope(), run.context().stop());
    }
  }

  /** Whether nothing has to confirm what was written; asks the target. */
  boolean confirmsItself() {
    return session != null && session.confirmsItself();
  }

  void publish() {
    session.publish();
  }

  /**
   * Carries the operations out.
   *
   * @return one result per operation
   * @throws RunFailure when the target cannot be written any more
   */
  List<ExportResult> execute(List<ExportOperation> operations) {
    open();
    List<ExportOperation> batch = operations;
    for (int call = 1; ; call++) {
      List<ExportResult> results = call(batch);
      boolean noneTaken =
          results.stream().allMatch(r -> r.status() == ExportResult.Status.RETRYABLE);
      if (!noneTaken || run.stopRequested()) {
        return results;
      }
      if (call == CALLS) {
        throw new RunFailure(
            "The target took nothing of a batch in "
                + CALLS
                + " calls: "
                + results.get(0).text()
                + " Run the export again when it does.");
      }
      pause.before(call + 1, run);
      batch = batch.stream().map(ExportTarget::inDoubt).toList();
    }
  }

  private List<ExportResult> call(List<ExportOperation> batch) {
    try {
      List<ExportResult> results = session.execute(batch);
      if (results.size() != batch.size()) {
        throw new IllegalStateException(
            "The connector answered " + results.size() + " of " + batch.size() + " operations.");
      }
      failedInSuccession = 0;
      return results;
    } catch (Problem e) {
      throw e;
    } catch (RuntimeException e) {
      return oneByOne(batch, e);
    }
  }

  /** One bad object must cost one error, not a batch. */
  private List<ExportResult> oneByOne(List<ExportOperation> batch, RuntimeException failure) {
    if (++failedInSuccession >= FAILED_BATCHES_LIMIT) {
      throw new RunFailure(
          FAILED_BATCHES_LIMIT
              + " calls of the connector in succession failed; the server's log has the reasons.",
          failure);
    }
    LOG.warnf(
        failure,
        "Activity %s: the connector failed at a batch; sending object by object",
        run.id());
    List<ExportResult> results = new ArrayList<>(batch.size());
    for (ExportOperation operation : batch) {
      try {
        results.add(session.execute(List.of(inDoubt(operation))).get(0));
      } catch (Problem e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.warnf(
            e, "Activity %s: the connector failed at object %s", run.id(), operation.objectId());
        results.add(
            ExportResult.retryable(
                "The connector failed at this object; the server's log has the reason."));
      }
    }
    return results;
  }

  private static ExportOperation inDoubt(ExportOperation operation) {
    return operation.inDoubt()
        ? operation
        : new ExportOperation(
            operation.kind(),
            operation.objectType(),
            operation.objectId(),
            operation.anchor(),
            operation.secondaryId(),
            operation.newSecondaryId(),
            operation.changes(),
            true);
  }

  void close() {
    closeQuietly(session);
    closeQuietly(connector);
    session = null;
    connector = null;
  }

  private static void closeQuietly(AutoCloseable closeable) {
    if (closeable != null) {
      try {
        closeable.close();
      } catch (Exception e) {
        LOG.warn("Closing the target of an export failed", e);
      }
    }
  }
}
