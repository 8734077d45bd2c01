package io.horarium.step.runprofile.export;

import io.horarium.activity.Counter;
import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportResult;
import io.horarium.problem.RunFailure;
import io.horarium.step.Phase;
import io.horarium.step.runprofile.export.ExportAnswers.Stage;
import io.horarium.step.runprofile.export.Operations.CannotBeSent;
import io.horarium.sync.pendingexport.DueExport;
import io.horarium.sync.pendingexport.ExportClaimStore.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends what is due, a batch a call (contract/sync-engine.md 10.2, 10.3). An item is a whole batch:
 * it is claimed and sent while it is processed, before the transaction of the chunk does anything,
 * and settled when it is written. A batch that waits for publishing is only remembered then.
 */
final class SendPhase implements Phase {

  private final ExportRun run;
  private final ExportTarget target;
  private final Operations operations;
  private final Settling settling;
  private final boolean deferred;
  private Position readTo = Position.START;
  private long due;
  private int batches;

  /** {@code deferred}: only what waited for the targets of its references. */
  SendPhase(
      ExportRun run,
      ExportTarget target,
      Operations operations,
      Settling settling,
      boolean deferred) {
    this.run = run;
    this.target = target;
    this.operations = operations;
    this.settling = settling;
    this.deferred = deferred;
  }

  @Override
  public String key() {
    return deferred ? "export.deferred" : "export.execute";
  }

  @Override
  public String name() {
    return deferred ? "Exporting deferred changes" : "Exporting";
  }

  @Override
  public String resumeAt() {
    return ExportRun.PREPARE;
  }

  @Override
  public boolean itemIsBatch() {
    return true;
  }

  @Override
  public void open(String cursor) {
    due = deferred ? 0 : run.claims().count(run.due());
  }

  @Override
  public Object next() {
    List<Position> page =
        deferred
            ? run.claims().nextDeferred(run.due(), readTo, run.batchSize())
            : run.claims().next(run.due(), readTo, run.batchSize());
    if (page.isEmpty()) {
      return null;
    }
    readTo = page.get(page.size() - 1);
    return page;
  }

  @Override
  public Object process(Object item) {
    @SuppressWarnings("unchecked")
    List<Position> page = (List<Position>) item;
    // A target that cannot be reached costs no export an attempt.
    target.open();
    var ids = page.stream().map(Position::id).toList();
    List<DueExport> exports =
        run.publishes()
            ? run.claims().load(run.due(), ids)
            : run.claims().claim(run.due(), run.id(), ids);
    ExportBatch batch = send(exports);
    if (!run.publishes()) {
      run.answers().keep(run.id(), batch);
    }
    return batch;
  }

  private ExportBatch send(List<DueExport> exports) {
    List<ExportOperation> prepared = new ArrayList<>(exports.size());
    List<ExportResult> results = new ArrayList<>(exports.size());
    List<ExportOperation> sent = new ArrayList<>(exports.size());
    for (DueExport export : exports) {
      ExportOperation operation = null;
      ExportResult result = null;
      try {
        operation = operations.operation(export);
        if (operation != null && Operations.changesNothing(operation)) {
          result = ExportResult.ok();
        } else if (operation != null) {
          sent.add(operation);
        }
      } catch (CannotBeSent e) {
        result = ExportResult.refused(e.getMessage());
      }
      prepared.add(operation);
      results.add(result);
    }
    if (!sent.isEmpty()) {
      fill(results, prepared, call(sent));
    }
    return new ExportBatch(exports, prepared, results);
  }

  /** The answers of the connector go where nothing was known without asking. */
  private static void fill(
      List<ExportResult> results, List<ExportOperation> prepared, List<ExportResult> answers) {
    int next = 0;
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) == null && prepared.get(i) != null) {
        results.set(i, shortened(prepared.get(i), answers.get(next++)));
      }
    }
  }

  /** A name that was sent need not be told back; it would have to be kept. */
  private static ExportResult shortened(ExportOperation operation, ExportResult answer) {
    boolean nothingNew =
        answer.status() == ExportResult.Status.OK
            && (answer.anchor() == null || answer.anchor().equals(operation.anchor()))
            && (answer.secondaryId() == null
                || answer.secondaryId().equals(operation.secondaryId()));
    boolean moved = operation.newSecondaryId() != null;
    return nothingNew && !moved ? ExportResult.ok() : answer;
  }

  private List<ExportResult> call(List<ExportOperation> sent) {
    run.answers().reached(run.id(), run.publishes() ? Stage.UNPUBLISHED : Stage.VISIBLE);
    try {
      return target.execute(sent);
    } catch (RunFailure e) {
      if (!run.publishes()) {
        run.answers().callFailed(run.id(), e.getMessage());
      }
      throw e;
    }
  }

  @Override
  public void write(List<Object> items) {
    if (due > 0) {
      run.activities().expect(run.id(), due);
      due = 0;
    }
    for (Object item : items) {
      ExportBatch batch = (ExportBatch) item;
      if (run.publishes()) {
        remember(batch);
      } else {
        settling.settle(batch);
      }
      run.activities()
          .add(run.id(), Map.of(Counter.OBJECTS_PROCESSED, (long) batch.exports().size()));
    }
  }

  private void remember(ExportBatch batch) {
    List<DueExport> sent = new ArrayList<>(batch.exports().size());
    List<ExportResult> answers = new ArrayList<>(batch.exports().size());
    for (int i = 0; i < batch.exports().size(); i++) {
      if (batch.results().get(i) != null) {
        sent.add(batch.exports().get(i));
        answers.add(batch.results().get(i));
      }
    }
    if (!sent.isEmpty()) {
      run.settling().remember(run.id(), run.systemId(), ++batches, sent, answers);
    }
  }
}
