package io.horarium.step.runprofile;

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
  private final Deque<Long> page = new ArrayDeque<>();
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
      List<Long> ords = run.stage().page(run.id(), op, readTo, run.batchSize());
      page.addAll(ords);
      readTo = ords.isEmpty() ? readTo : ords.get(ords.size() - 1);
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
    long first = (Long) batch.get(0);
    long last = (Long) batch.get(batch.size() - 1);
    write(first, last, batch);
    written = last;
  }

  @Override
  public final String cursor() {
    return Long.toString(written);
  }

  /** Does the rows of the kind from {@code first} to {@code last}; {@code ords} lists them. */
  abstract void write(long first, long last, List<Object> ords);

  final ImportRun importRun() {
    return run;
  }
}
