package io.horarium.step;

import io.horarium.testdb.TestTransactions;
import java.util.ArrayList;
import java.util.List;

/**
 * Drives a {@link StepWork} as the batch runtime does: chunk by chunk, each with its checkpoint in
 * one transaction.
 */
public final class ChunkDriver {

  /** Thrown to roll a chunk back, as a killed server would. */
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final TestTransactions transactions;
  private final int batchSize;
  private Checkpoint committed = Checkpoint.START;
  private int chunks;
  private int killAt = Integer.MAX_VALUE;

  public ChunkDriver(TestTransactions transactions, int batchSize) {
    this.transactions = transactions;
    this.batchSize = batchSize;
  }

  /** Rolls the chunk with this number (from 1) back instead of committing it. */
  public ChunkDriver killedAt(int chunk) {
    killAt = chunk;
    return this;
  }

  /** Number of chunks committed. */
  public int chunks() {
    return chunks;
  }

  /** Runs the work to its end; later calls go on from the last committed checkpoint. */
  public StepOutcome run(StepWork work) {
    try (work) {
      work.open(committed);
      boolean more = true;
      while (more) {
        boolean[] ended = new boolean[1];
        Checkpoint[] reached = new Checkpoint[1];
        transactions.run(
            () -> {
              List<Object> batch = new ArrayList<>();
              do {
                Object item = work.next();
                if (item == null) {
                  ended[0] = true;
                  break;
                }
                batch.add(work.process(item));
              } while (batch.size() < batchSize && !work.chunkEnds());
              if (!batch.isEmpty()) {
                work.write(batch);
                reached[0] = work.checkpoint();
              }
              if (chunks + 1 == killAt) {
                throw new Killed();
              }
            });
        if (reached[0] != null) {
          committed = reached[0];
          chunks++;
        }
        more = !ended[0];
      }
      return work.outcome().orElseThrow();
    }
  }
}
