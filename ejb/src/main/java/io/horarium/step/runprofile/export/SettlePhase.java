package io.horarium.step.runprofile.export;

import io.horarium.activity.Counter;
import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportResult;
import io.horarium.step.Phase;
import io.horarium.step.runprofile.export.Operations.CannotBeSent;
import io.horarium.sync.pendingexport.DueExport;
import io.horarium.sync.pendingexport.ExportClaimStore.Remembered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settles what was published, batch by batch. It can go on after a crash, because the answers were
 * stored with the exports.
 */
final class SettlePhase implements Phase {

  private record Answered(int ord, ExportBatch batch) {}

  private final ExportRun run;
  private final ExportTarget target;
  private final Operations operations;
  private final Settling settling;
  private int readTo;

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
  public Object next() {
    Optional<Remembered> batch = batch();
    if (batch.isPresent() && !target.opened()) {
      // After a crash: only the target knows whether what it shows needs to be confirmed.
      target.open();
      batch = batch();
    }
    batch.ifPresent(found -> readTo = found.ord());
    return batch.orElse(null);
  }

  private Optional<Remembered> batch() {
    return run.claims().remembered(run.id(), readTo, target.confirmsItself());
  }

  @Override
  public Object process(Object item) {
    Remembered batch = (Remembered) item;
    List<DueExport> exports = batch.exports();
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
    return new Answered(batch.ord(), new ExportBatch(exports, sent, results));
  }

  @Override
  public void write(List<Object> batches) {
    for (Object item : batches) {
      Answered answered = (Answered) item;
      settling.settle(answered.batch());
      run.settling().forget(run.id(), answered.ord());
      run.activities()
          .add(
              run.id(),
              Map.of(Counter.OBJECTS_PROCESSED, (long) answered.batch().exports().size()));
    }
  }
}
