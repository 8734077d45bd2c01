package io.horarium.step.runprofile.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What connectors have answered and no transaction has settled yet, by run. The batch transaction
 * may be lost with the database; the answers are still true then, and the next attempt of the run
 * on this node settles them instead of calling again (contract/sync-engine.md 10.2). An attempt on
 * another node has to call again, with its exports in doubt.
 *
 * <p>What is kept here is a batch per run. It can do no harm when it is stale: exports are settled
 * only if nobody has touched them since.
 */
@ApplicationScoped
public class ExportAnswers {

  private static final int RUNS = 64;

  /** How far a run is with the target; null until it has sent something. */
  public enum Stage {
    /** Sent, but the target shows nothing of it before it is published. */
    UNPUBLISHED,
    /** What was sent may be visible in the target. */
    VISIBLE
  }

  private static final class Kept {
    private ExportBatch batch;
    private String failure;
    private Stage stage;
  }

  private final Map<UUID, Kept> runs =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Kept> eldest) {
          return size() > RUNS;
        }
      };

  /** Answers that are not settled yet. */
  public synchronized void keep(UUID runId, ExportBatch batch) {
    kept(runId).batch = batch;
  }

  /** The answers that are not settled yet, or null. */
  public synchronized ExportBatch unsettled(UUID runId) {
    Kept kept = runs.get(runId);
    return kept == null ? null : kept.batch;
  }

  /** The call for what is in the hands of the run failed as a whole. */
  public synchronized void callFailed(UUID runId, String error) {
    kept(runId).failure = error;
  }

  /** Why the last call failed as a whole, or null. */
  public synchronized String failure(UUID runId) {
    Kept kept = runs.get(runId);
    return kept == null ? null : kept.failure;
  }

  public synchronized void reached(UUID runId, Stage stage) {
    kept(runId).stage = stage;
  }

  /** How far the run is, or null when this node does not know. */
  public synchronized Stage stage(UUID runId) {
    Kept kept = runs.get(runId);
    return kept == null ? null : kept.stage;
  }

  /** The run is over. */
  public synchronized void forget(UUID runId) {
    runs.remove(runId);
  }

  private Kept kept(UUID runId) {
    return runs.computeIfAbsent(runId, id -> new Kept());
  }
}
