package io.horarium.step.runprofile.export;

import io.horarium.activity.Counter;
import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportResult;
import io.horarium.step.Phase;
import io.horarium.step.runprofile.export.Operations.CannotBeSent;
import io.horarium.sync.pendingexport.DueExport;
import io.horarium.sync.pendingexport.ExportClaimStore.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Settles what was published, batch by batch. It can go on after a crash, because the answers were
 * stored with the exports.
 */
final class SettlePhase implements Phase {

  private final ExportRun run;
  private final ExportTarget target;
  private final Operations operations;
  private final Settling settling;
  private Position readTo = Position.START;

  SettlePhase(ExportRun run, ExportTarget target, Operations operations, Settling settling) {
    this.run = run;
    this.target = target;
    this.operations = operations;
    this.settling = settling;
  }

  @Override
  public String key() {
    return "export.settle";
  }

  @Override
  public String name() {
    return "Recording exports";
  }

  @Override
  public boolean itemIsBatch() {
    return true;
  }

  @Override
  public void open(String cursor) {
    readTo = Position.START;
  }

  @Override
  public Object next() {
    List<DueExport> page = page();
    if (!page.isEmpty() && !target.opened()) {
      // After a crash: only the target knows whether what it shows needs to be confirmed.
      target.open();
      page = page();
    }
    if (page.isEmpty()) {
      return null;
    }
    DueExport last = page.get(page.size() - 1);
    readTo = new Position(last.createdAt(), last.id());
    return page;
  }

  private List<DueExport> page() {
    return run.claims()
        .published(run.systemId(), run.id(), readTo, run.batchSize(), target.confirmsItself());
  }

  @Override
  public Object process(Object item) {
    @SuppressWarnings("unchecked")
    List<DueExport> exports = (List<DueExport>) item;
    List<ExportOperation> sent = new ArrayList<>(exports.size());
    List<ExportResult> results = new ArrayList<>(exports.size());
    for (DueExport export : exports) {
      ExportOperation operation = null;
      try {
        operation = operations.operation(export);
      } catch (CannotBeSent e) {
        // it was not; the answer says so
      }
      sent.add(operation);
      results.add(export.answer());
    }
    return new ExportBatch(exports, sent, results);
  }

  @Override
  public void write(List<Object> batches) {
    for (Object item : batches) {
      ExportBatch batch = (ExportBatch) item;
      settling.settle(batch);
      run.activities()
          .add(run.id(), Map.of(Counter.OBJECTS_PROCESSED, (long) batch.exports().size()));
    }
  }
}
