package io.horarium.step.runprofile;

import io.horarium.activity.ActivityStore.Tally;
import io.horarium.activity.Counter;
import io.horarium.connector.ConnectorDescriptor.SchemaStandard;
import io.horarium.connectorspace.ImportStageStore.Duplicates;
import io.horarium.problem.RunFailure;
import io.horarium.step.SingleItemPhase;
import io.horarium.step.runprofile.DeleteGuardPolicy.Decision;
import io.horarium.step.runprofile.DeleteGuardPolicy.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at everything that was read before anything is changed: rejects duplicates, finds what is
 * missing, asks the delete guard, lists the records with errors (contract/sync-engine.md 5.3).
 */
final class CheckPhase extends SingleItemPhase {

  private final ImportRun run;

  CheckPhase(ImportRun run) {
    this.run = run;
  }

  @Override
  public String key() {
    return "import.check";
  }

  @Override
  public String name() {
    return "Checking what was read";
  }

  @Override
  public String resumeAt() {
    return run.resumeWithStage(key());
  }

  @Override
  protected void run() {
    run.stage().refreshStageStatistics();
    if (run.delta()) {
      checkDelta();
    } else {
      checkFull();
    }
  }

  /** Nothing is missing in a delta; an object that comes again is not a mistake. */
  private void checkDelta() {
    long unchanged =
        run.readsEverything()
            ? run.stage().rejectDuplicates(run.id()).unchanged()
            : run.stage().keepLast(run.id()).unchanged();
    adoptAndStageExports(List.of());
    Tally tally = run.activities().tally(run.id());
    boolean readAgain = tally.added() > 0 || tally.updated() > 0;
    long errors = run.stage().listErrors(run.id(), readAgain);
    run.activities().add(run.id(), Map.of(Counter.UNCHANGED, -unchanged, Counter.ERRORS, errors));
  }

  private void adoptAndStageExports(List<Integer> readWholeTypes) {
    run.stage()
        .adoptProvisioned(run.id(), run.systemId(), run.schemaStandard() == SchemaStandard.Ldap);
    run.stores()
        .exports()
        .stageCandidates(
            run.id(), run.systemId(), run.objectTypeIds(), readWholeTypes, run.partitions().ids());
  }

  private void checkFull() {
    Duplicates duplicates = run.stage().rejectDuplicates(run.id());
    Tally tally = run.activities().tally(run.id());
    long read = tally.read();
    Map<Integer, Long> missing =
        run.restricted()
            ? Map.of()
            : run.stage()
                .stageMissing(
                    run.id(), run.systemId(), run.objectTypeIds(), run.partitions(), read);
    // Counting what exists means reading the whole connector space: only when something is missing.
    Map<Integer, Long> existing =
        missing.isEmpty()
            ? Map.of()
            : run.stage().existing(run.systemId(), run.objectTypeIds(), run.partitions());
    var unreadable = new HashSet<>(run.stage().typesWithUnreadableAnchors(run.id()));
    Decision decision =
        run.restricted()
            ? new Decision(Set.of(), notFound(), null)
            : new DeleteGuardPolicy(run.plan().guard())
                .decide(
                    new Seen(read, existing, missing, unreadable),
                    run.context().overrideDeleteGuard());
    if (decision.refusal() != null) {
      throw new RunFailure(decision.refusal());
    }
    long withheld =
        decision.withheld().stream().mapToLong(type -> missing.getOrDefault(type, 0L)).sum();
    if (withheld > 0) {
      run.stage().dropMissing(run.id(), decision.withheld());
    }
    if (decision.warning() != null) {
      run.activities().warn(run.id(), decision.warning());
    }
    adoptAndStageExports(
        run.restricted()
            ? List.of()
            : run.objectTypeIds().stream()
                .filter(type -> !decision.withheld().contains(type))
                .toList());
    boolean readAgain = tally.added() > 0 || tally.updated() > 0;
    long errors = run.stage().listErrors(run.id(), readAgain);
    run.activities()
        .add(
            run.id(),
            Map.of(
                Counter.DELETES_WITHHELD,
                withheld,
                Counter.UNCHANGED,
                -duplicates.unchanged(),
                Counter.ERRORS,
                errors));
  }

  /** What a run that is restricted to failed objects could not look at; null: nothing. */
  private String notFound() {
    long gone = run.retried().objects().size() - run.stage().distinctAnchors(run.id());
    long unnamed = run.retried().unnamed();
    List<String> sentences = new ArrayList<>();
    if (gone > 0) {
      sentences.add(
          gone
              + " of the objects that failed are not in the source; they were left as they are, a full import decides about them.");
    }
    if (unnamed > 0) {
      sentences.add(
          unnamed
              + " failed records had no external id to find them by; run a full import after mending them.");
    }
    return sentences.isEmpty() ? null : String.join(" ", sentences);
  }
}
