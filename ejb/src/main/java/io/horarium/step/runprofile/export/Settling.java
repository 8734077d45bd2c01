package io.horarium.step.runprofile.export;

import io.horarium.activity.Counter;
import io.horarium.connector.ExportResult;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.platform.DatabaseFailure;
import io.horarium.sync.pendingexport.PendingExportStatus;
import io.horarium.sync.pendingexport.Settlement;
import io.horarium.sync.pendingexport.Settlement.Fate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Settles batches: rows, items and counters. A batch that cannot be settled as a whole is settled
 * object by object from the same answers, so that one bad object costs one error and nothing is
 * sent twice.
 */
final class Settling {

  private static final Logger LOG = Logger.getLogger(Settling.class);

  private final ExportRun run;
  private final ExportTarget target;
  private final Operations operations;
  private final Map<Integer, String> names;

  Settling(ExportRun run, ExportTarget target, Operations operations) {
    this.run = run;
    this.target = target;
    this.operations = operations;
    this.names =
        run.plan().scope().objectTypes().stream()
            .flatMap(type -> type.attributes().stream())
            .collect(Collectors.toMap(AttributeScope::id, AttributeScope::name));
  }

  /** In the transaction of the batch. */
  void settle(ExportBatch batch) {
    List<Settlement> settlements = settlements(batch);
    if (settlements.isEmpty()) {
      return;
    }
    Set<UUID> settled;
    try {
      settled = run.settling().attempt(() -> write(settlements));
    } catch (RuntimeException e) {
      if (DatabaseFailure.databaseGone(e)) {
        throw e;
      }
      LOG.warnf(
          e, "Activity %s: a batch could not be settled as a whole; object by object", run.id());
      settled = oneByOne(batch, settlements);
    }
    count(settlements, settled);
  }

  private List<Settlement> settlements(ExportBatch batch) {
    SettlementPolicy policy =
        new SettlementPolicy(
            operations, target.confirmsItself(), run.stopRequested(), names, run.clock().now());
    List<Settlement> settlements = new ArrayList<>(batch.exports().size());
    for (int i = 0; i < batch.exports().size(); i++) {
      settlements.add(
          policy.settle(batch.exports().get(i), batch.operations().get(i), batch.results().get(i)));
    }
    return settlements;
  }

  private Set<UUID> write(List<Settlement> settlements) {
    run.settling().confirmAtOnce(run.systemId(), settlements);
    return new HashSet<>(run.settling().settle(run.id(), settlements));
  }

  private Set<UUID> oneByOne(ExportBatch batch, List<Settlement> settlements) {
    Set<UUID> settled = new HashSet<>();
    for (int i = 0; i < settlements.size(); i++) {
      Settlement settlement = settlements.get(i);
      try {
        settled.addAll(run.settling().attempt(() -> write(List.of(settlement))));
      } catch (RuntimeException e) {
        if (DatabaseFailure.databaseGone(e)) {
          throw e;
        }
        LOG.warnf(e, "Activity %s: export %s could not be settled", run.id(), settlement.id());
        Settlement failed =
            new SettlementPolicy(operations, false, false, names, run.clock().now())
                .settle(
                    batch.exports().get(i),
                    null,
                    ExportResult.refused(
                        "It was sent, but what came back cannot be stored, for example because"
                            + " another object has the same external id; the server's log has the"
                            + " reason."));
        settlements.set(i, failed);
        settled.addAll(run.settling().settle(run.id(), List.of(failed)));
      }
    }
    return settled;
  }

  private void count(List<Settlement> settlements, Set<UUID> settled) {
    long exported = 0;
    long deprovisioned = 0;
    long errors = 0;
    long givenUp = 0;
    long handled = 0;
    for (Settlement settlement : settlements) {
      if (!settled.contains(settlement.id()) || settlement.item() == null) {
        continue;
      }
      handled++;
      if (settlement.item().errorType() != null) {
        errors++;
        givenUp += settlement.status() == PendingExportStatus.Failed ? 1 : 0;
      } else if (settlement.fate() == Fate.REMOVE_OBJECT) {
        deprovisioned++;
      } else {
        exported++;
      }
    }
    run.activities()
        .add(
            run.id(),
            Map.of(
                Counter.OBJECTS_READ,
                handled,
                Counter.EXPORTED,
                exported,
                Counter.DEPROVISIONED,
                deprovisioned,
                Counter.ERRORS,
                errors,
                Counter.PENDING_EXPORTS_FAILED,
                givenUp));
  }
}
