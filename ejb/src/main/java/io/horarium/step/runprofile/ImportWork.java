package io.horarium.step.runprofile;

import io.horarium.activity.ActivityStore;
import io.horarium.connectedsystem.ImportMarks;
import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunType;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connectorspace.ImportApplyStore;
import io.horarium.connectorspace.ImportStageStore;
import io.horarium.connectorspace.ReferenceStore;
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
  private ActivityStore activities;
  private ImportStageStore stage;
  private ImportApplyStore space;
  private ReferenceStore references;

  protected ImportWork() {}

  @Inject
  public ImportWork(
      ImportMarks marks,
      ActivityStore activities,
      ImportStageStore stage,
      ImportApplyStore space,
      ReferenceStore references) {
    this.marks = marks;
    this.activities = activities;
    this.stage = stage;
    this.space = space;
    this.references = references;
  }

  @Override
  public Set<RunType> runTypes() {
    return EnumSet.of(RunType.FullImport);
  }

  @Override
  public StepWork work(StepContext context, RunPlan plan) {
    ImportRun run =
        new ImportRun(context, plan, activities, stage, space, references, fingerprint(plan));
    ImportSource source = new ImportSource();
    FinishPhase finish = new FinishPhase(run, marks);
    return new FullImport(
        context,
        activities,
        source,
        finish,
        List.of(
            new ConnectPhase(run, source),
            new ReadPhase(run, source),
            new CheckPhase(run),
            new ApplyPhase(run),
            new ObsoletePhase(run),
            new ReferencesPhase(run),
            finish));
  }

  @Override
  public void discard(StepContext context) {
    stage.purge(context.activityId());
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
