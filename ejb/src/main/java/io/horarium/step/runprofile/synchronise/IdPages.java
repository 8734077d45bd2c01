package io.horarium.step.runprofile.synchronise;

import io.horarium.step.Phase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * A phase that walks over rows by id, a page a batch. Its cursor is the last id that was written;
 * the rows themselves are loaded with the batch, so that nothing is read in one transaction and
 * believed in the next.
 */
abstract class IdPages implements Phase {

  private final SyncRun run;
  private final Deque<UUID> page = new ArrayDeque<>();
  private UUID readTo;
  private UUID written;

  IdPages(SyncRun run) {
    this.run = run;
  }

  @Override
  public final void open(String cursor) {
    written = cursor == null ? null : UUID.fromString(cursor.replace("\"", ""));
    readTo = written;
    page.clear();
  }

  @Override
  public final Object next() {
    if (page.isEmpty()) {
      List<UUID> ids = page(readTo, run.batchSize());
      page.addAll(ids);
      readTo = ids.isEmpty() ? readTo : ids.get(ids.size() - 1);
    }
    return page.poll();
  }

  @Override
  public final void write(List<Object> batch) {
    if (written == null) {
      begin();
    }
    List<UUID> ids = batch.stream().map(UUID.class::cast).toList();
    writeRows(ids);
    written = ids.get(ids.size() - 1);
  }

  @Override
  public final String cursor() {
    return written == null ? null : "\"" + written + "\"";
  }

  final SyncRun run() {
    return run;
  }

  /** Before the first batch, in its transaction. */
  void begin() {
    // nothing to announce
  }

  /** The next ids after one, or from the beginning, ascending. */
  abstract List<UUID> page(UUID after, int size);

  /** Does these. */
  abstract void writeRows(List<UUID> ids);
}
