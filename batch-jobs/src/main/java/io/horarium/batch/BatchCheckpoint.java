package io.horarium.batch;

import io.horarium.execution.MemberRun;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.CheckpointAlgorithm;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * Ends a chunk when the batch is full or the work's phase changes. The batch size comes as a
 * property, because the runtime ignores item-count with an algorithm of our own (design 10.19).
 */
@Named
@Dependent
public class BatchCheckpoint implements CheckpointAlgorithm {

  /** A chunk's transaction includes the reading of its records from a source that may be slow. */
  static final int TRANSACTION_SECONDS = 3600;

  @Inject private StepContext step;
  @Inject @BatchProperty private String batchSize;

  private MemberRun run;
  private int size;
  private int items;

  @Override
  public int checkpointTimeout() {
    return TRANSACTION_SECONDS;
  }

  @Override
  public void beginCheckpoint() {
    items = 0;
    if (run == null) {
      run = (MemberRun) step.getTransientUserData();
      size = Integer.parseInt(batchSize);
    }
  }

  @Override
  public boolean isReadyToCheckpoint() {
    return ++items >= size || run.chunkEnds();
  }

  @Override
  public void endCheckpoint() {
    // nothing to do
  }
}
