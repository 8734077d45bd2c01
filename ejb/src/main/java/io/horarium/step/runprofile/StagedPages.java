package io.horarium.step.runprofile;

import io.horarium.connectorspace.ImportStageStore.Staged;
import io.horarium.step.Phase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A phase that walks over staged rows of one kind by ord, a page a batch. Its cursor is the last
 * ord that was written.
 */
abstract class StagedPages implements Phase {

  private final ImportRun run;
  private final String op;
  private final Deque<Staged> page = new ArrayDeque<>();
  private long readTo;
  private long written;
  private boolean announced;

  StagedPages(ImportRun run, String op) {
    this.run = run;
    this.op = op;
  }

  @Override
  public final String resumeAt() {
    return run.resumeWithStage(key());
  }

  @Override
  public final void open(String cursor) {
    written = cursor == null ? 0 : Long.parseLong(cursor);
    readTo = written;
  }

  @Override
  public final Object next() {
    if (page.isEmpty()) {
      List<Staged> rows = run.stage().page(run.id(), op, readTo, run.batchSize());
      page.addAll(rows);
      readTo = rows.isEmpty() ? readTo : rows.get(rows.size() - 1).ord();
    }
    return page.poll();
  }

  @Override
  public final void write(List<Object> batch) {
    if (!announced) {
      announced = true;
      if (written == 0) {
        run.activities().expect(run.id(), run.stage().count(run.id(), op));
      }
    }
    List<Staged> rows = batch.stream().map(Staged.class::cast).toList();
    long last = rows.get(rows.size() - 1).ord();
    writeRows(rows);
    written = last;
  }

  @Override
  public final String cursor() {
    return Long.toString(written);
  }

  /** Does these rows, which are all of the kind between the first and the last. */
  abstract void writeRows(List<Staged> rows);

  final ImportRun importRun() {
    return run;
  }
}
