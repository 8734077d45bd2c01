package io.horarium.step.runprofile;

import io.horarium.activity.Counter;
import io.horarium.connectorspace.ImportApplyStore.Finding;
import io.horarium.sync.pendingexport.ComparedAttributes;
import io.horarium.sync.pendingexport.ConfirmStore;
import io.horarium.sync.pendingexport.Confirmation;
import io.horarium.sync.pendingexport.Confirmation.Outcome;
import io.horarium.sync.pendingexport.ConfirmationPolicy;
import io.horarium.sync.pendingexport.EchoPolicy;
import io.horarium.sync.pendingexport.SentExport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an import finds out about exports, and what it does with that. */
final class Confirming {

  private final ImportRun run;
  private final ComparedAttributes attributes;
  private final EchoPolicy echo;
  private Boolean anythingSent;

  Confirming(ImportRun run) {
    this.run = run;
    this.attributes =
        new ComparedAttributes(run.plan().scope().objectTypes(), run.schemaStandard());
    this.echo = new EchoPolicy(attributes);
  }

  /** Exports of objects whose changed records are about to be applied. */
  List<Confirmation> ofRecords(long firstOrd, long lastOrd) {
    if (anythingSent == null) {
      anythingSent = store().anythingSent(run.systemId());
    }
    if (!anythingSent) {
      return List.of();
    }
    run.space().preferIndexes();
    return confirm(store().ofRecords(run.id(), firstOrd, lastOrd));
  }

  /** Exports of objects that were not changed, not seen, or could not be decided before. */
  List<Confirmation> ofCandidates(long firstOrd, long lastOrd) {
    run.space().preferIndexes();
    return confirm(store().ofCandidates(run.id(), firstOrd, lastOrd));
  }

  private List<Confirmation> confirm(List<SentExport> exports) {
    ConfirmationPolicy policy = new ConfirmationPolicy(attributes, run.stores().clock().now());
    List<Confirmation> confirmations = new ArrayList<>(exports.size());
    exports.forEach(export -> confirmations.add(policy.confirm(export)));
    return confirmations;
  }

  /** What the records' objects and items say about it. */
  List<Finding> findings(List<Confirmation> confirmations) {
    List<Finding> findings = new ArrayList<>(confirmations.size());
    for (Confirmation confirmation : confirmations) {
      if (!confirmation.undecided()) {
        findings.add(
            new Finding(
                confirmation.export().ord(),
                echo.explains(confirmation.export(), confirmation),
                confirmation.outcome() == Outcome.CONFIRMED,
                ConfirmStore.errorType(confirmation),
                confirmation.error()));
      }
    }
    return findings;
  }

  /** The objects are written: so are their exports. */
  void settleRecords(List<Confirmation> confirmations) {
    if (!confirmations.isEmpty()) {
      store().settle(confirmations.stream().filter(c -> !c.undecided()).toList());
      store()
          .stageUndecided(
              run.id(), confirmations.stream().filter(Confirmation::undecided).toList());
      confirmations.removeIf(Confirmation::undecided);
    }
  }

  /** Writes candidates with items of their own. */
  void settleCandidates(List<Confirmation> confirmations) {
    store().settle(confirmations);
    store().listItems(run.id(), confirmations);
    count(confirmations);
    long errors = confirmations.stream().filter(c -> ConfirmStore.errorType(c) != null).count();
    run.activities().add(run.id(), Map.of(Counter.ERRORS, errors));
  }

  void count(List<Confirmation> confirmations) {
    run.activities()
        .add(
            run.id(),
            Map.of(
                Counter.PENDING_EXPORTS_CONFIRMED,
                number(confirmations, Outcome.CONFIRMED),
                Counter.PENDING_EXPORTS_RETRYING,
                number(confirmations, Outcome.RETRYING),
                Counter.PENDING_EXPORTS_FAILED,
                number(confirmations, Outcome.FAILED)));
  }

  private static long number(List<Confirmation> confirmations, Outcome outcome) {
    return confirmations.stream().filter(c -> c.outcome() == outcome).count();
  }

  private ConfirmStore store() {
    return run.stores().exports();
  }
}
