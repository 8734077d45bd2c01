package io.horarium.step.runprofile;

import io.horarium.connectedsystem.ImportMarks;
import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunType;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connectorspace.ImportTokenStore;
import io.horarium.connectorspace.SchemaFingerprint;
import io.horarium.step.StepContext;
import io.horarium.step.StepWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes the work of full imports. */
@ApplicationScoped
public class ImportWork implements RunTypeWork {

  private ImportMarks marks;
  private ImportStores stores;

  protected ImportWork() {}

  @Inject
  public ImportWork(ImportMarks marks, ImportStores stores) {
    this.marks = marks;
    this.stores = stores;
  }

  @Override
  public Set<RunType> runTypes() {
    return EnumSet.of(RunType.FullImport, RunType.DeltaImport);
  }

  @Override
  public StepWork work(StepContext context, RunPlan plan) {
    ImportRun run = new ImportRun(context, plan, stores, parts(plan), fingerprint(plan));
    ImportSource source = new ImportSource();
    FinishPhase finish = new FinishPhase(run, marks);
    return new Import(
        context,
        stores.activities(),
        source,
        finish,
        List.of(
            new ConnectPhase(run, source),
            new ReadPhase(run, source),
            new CheckPhase(run),
            new ApplyPhase(run),
            new ObsoletePhase(run),
            new ReferencesPhase(run),
            new ConfirmPhase(run),
            finish));
  }

  @Override
  public void discard(StepContext context) {
    stores.stage().purge(context.activityId());
    stores.tokens().forget(context.activityId());
  }

  /** One part per partition, because tokens cover what they were taken with. */
  private List<ImportPart> parts(RunPlan plan) {
    List<Integer> types = plan.scope().objectTypes().stream().map(ObjectTypeScope::id).toList();
    if (plan.scope().partitions().isEmpty()) {
      return List.of(part(plan, ImportTokenStore.NO_PARTITION, plan.scope(), types));
    }
    return plan.scope().partitions().stream()
        .map(
            partition ->
                part(plan, partition.id(), plan.scope().withPartitions(List.of(partition)), types))
        .toList();
  }

  private ImportPart part(RunPlan plan, int partitionId, ImportScope scope, List<Integer> types) {
    String since =
        plan.runType() == RunType.DeltaImport
            ? stores.tokens().common(plan.systemId(), partitionId, types).orElse(null)
            : null;
    return new ImportPart(partitionId, scope, since);
  }

  /**
   * One fingerprint for all selected types: a change of the schema makes the next import compare
   * everything in full.
   */
  private static byte[] fingerprint(RunPlan plan) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      plan.scope().objectTypes().stream()
          .sorted(Comparator.comparing(ObjectTypeScope::name))
          .forEach(type -> digest.update(SchemaFingerprint.of(type, "")));
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
