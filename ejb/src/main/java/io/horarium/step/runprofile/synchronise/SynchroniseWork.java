package io.horarium.step.runprofile.synchronise;

import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunType;
import io.horarium.connectedsystem.SyncMarks;
import io.horarium.step.StepContext;
import io.horarium.step.StepWork;
import io.horarium.step.runprofile.RunTypeWork;
import io.horarium.sync.plan.SyncPlan;
import io.horarium.sync.plan.SyncPlanQueries;
import io.horarium.sync.store.SyncStores;
import io.horarium.sync.store.Synchroniser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes the work of full and delta synchronisations. */
@ApplicationScoped
public class SynchroniseWork implements RunTypeWork {

  private SyncPlanQueries plans;
  private SyncStores stores;
  private SyncMarks marks;

  protected SynchroniseWork() {}

  @Inject
  public SynchroniseWork(SyncPlanQueries plans, SyncStores stores, SyncMarks marks) {
    this.plans = plans;
    this.stores = stores;
    this.marks = marks;
  }

  @Override
  public Set<RunType> runTypes() {
    return EnumSet.of(RunType.FullSynchronisation, RunType.DeltaSynchronisation);
  }

  /**
   * The metaverse, its own system and every system it may send to (contract/sync-engine.md 3.5).
   */
  @Override
  public Set<Integer> holds(int systemId) {
    Set<Integer> held = new TreeSet<>(plans.systemsWrittenBy(systemId));
    held.add(METAVERSE);
    return held;
  }

  @Override
  public StepWork work(StepContext context, RunPlan plan) {
    SyncPlan rules = plans.load(plan.systemId(), context.activityId());
    SyncRun run =
        new SyncRun(
            context, plan, rules, stores, new Synchroniser(stores, rules, context.activityId()));
    FinishPhase finish = new FinishPhase(run, marks);
    return new Synchronisation(
        context,
        stores.activities(),
        finish,
        List.of(
            new PreparePhase(run),
            new ProcessPhase(run),
            new ReferencesPhase(run),
            new DeletePhase(run),
            finish));
  }

  @Override
  public void discard(StepContext context) {
    stores.targets().purge(context.activityId());
  }
}
