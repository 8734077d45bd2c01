package io.horarium.step.runprofile;

import io.horarium.activity.Counter;
import io.horarium.connectorspace.ImportApplyStore.Applied;
import io.horarium.connectorspace.ImportStageStore.Staged;
import io.horarium.platform.DatabaseFailure;
import io.horarium.problem.RunFailure;
import io.horarium.sync.pendingexport.Confirmation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Writes what is new or different into the connector space, and finds out about the exports of the
 * objects it changes, because whether a change is the echo of one decides whether it has to be
 * synchronised (contract/sync-engine.md 5.4, 7.4). A batch that fails as a whole is done again
 * object by object, so that one bad object costs one error (contract/sync-engine.md 4, level
 * "batch").
 */
final class ApplyPhase extends StagedPages {

  private static final Logger LOG = Logger.getLogger(ApplyPhase.class);
  private static final int FAILED_BATCHES_LIMIT = 20;

  private final Confirming confirming;
  private final List<Confirmation> found = new ArrayList<>();
  private int failedInSuccession;

  ApplyPhase(ImportRun run) {
    super(run, "Upsert");
    confirming = new Confirming(run);
  }

  @Override
  public String key() {
    return "import.apply";
  }

  @Override
  public String name() {
    return "Saving changes";
  }

  @Override
  void writeRows(List<Staged> rows) {
    ImportRun run = importRun();
    Applied applied;
    found.clear();
    try {
      applied = run.space().attempt(() -> apply(rows));
      failedInSuccession = 0;
    } catch (RuntimeException e) {
      applied = oneByOne(rows, e);
    }
    run.activities()
        .add(
            run.id(),
            Map.of(
                Counter.ADDED,
                applied.added(),
                Counter.UPDATED,
                applied.updated(),
                Counter.UNCHANGED,
                applied.unchanged(),
                Counter.ERRORS,
                applied.errors(),
                Counter.OBJECTS_PROCESSED,
                (long) rows.size()));
    confirming.count(found);
    found.clear();
  }

  private Applied apply(List<Staged> rows) {
    ImportRun run = importRun();
    long first = rows.get(0).ord();
    long last = rows.get(rows.size() - 1).ord();
    Applied applied = Applied.NOTHING;
    if (rows.stream().anyMatch(row -> !row.known())) {
      applied = run.space().insertNew(run.id(), run.systemId(), run.fingerprint(), first, last);
    }
    if (rows.stream().anyMatch(Staged::known)) {
      List<Confirmation> confirmations = confirming.ofRecords(first, last);
      applied =
          applied.plus(
              run.space()
                  .updateKnown(
                      run.id(),
                      run.systemId(),
                      run.fingerprint(),
                      first,
                      last,
                      confirming.findings(confirmations)));
      confirming.settleRecords(confirmations);
      found.addAll(confirmations);
    }
    return applied;
  }

  private Applied oneByOne(List<Staged> rows, RuntimeException failure) {
    if (DatabaseFailure.databaseGone(failure)) {
      throw failure;
    }
    if (++failedInSuccession >= FAILED_BATCHES_LIMIT) {
      throw new RunFailure(
          FAILED_BATCHES_LIMIT
              + " batches in succession could not be saved; the server's log has the reasons.",
          failure);
    }
    ImportRun run = importRun();
    found.clear();
    LOG.warnf(
        failure,
        "Activity %s: a batch could not be saved as a whole; saving object by object",
        run.id());
    Applied sum = Applied.NOTHING;
    for (Staged row : rows) {
      try {
        sum = sum.plus(run.space().attempt(() -> apply(List.of(row))));
      } catch (RuntimeException e) {
        if (DatabaseFailure.databaseGone(e)) {
          throw e;
        }
        run.stage()
            .reject(
                run.id(),
                row.ord(),
                "UnhandledError",
                "The object could not be saved; the server's log has the reason.");
        sum = sum.plus(new Applied(0, 0, 0, 1));
      }
    }
    return sum;
  }
}
