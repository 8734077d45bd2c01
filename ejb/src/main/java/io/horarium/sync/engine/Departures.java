package io.horarium.sync.engine;

import io.horarium.activity.Counter;
import io.horarium.connectorspace.ObjectStatus;
import io.horarium.sync.engine.BatchItem.Cause;
import io.horarium.sync.plan.ExportTarget;
import io.horarium.sync.plan.ImportRule;
import io.horarium.sync.plan.SyncPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that are gone from their source or left the scope of every import rule; done before
 * anything joins, so that nothing joins a metaverse object that is about to go
 * (contract/sync-engine.md 8.2, 8.3).
 */
public final class Departures {

  private final Batch batch;
  private final SyncPlan plan;
  private final Inbound inbound;

  public Departures(Batch batch, Inbound inbound) {
    this.batch = batch;
    this.plan = batch.plan();
    this.inbound = inbound;
  }

  /** Lets go who leaves. */
  public void run() {
    var recompute = new Recompute(plan);
    for (CsoState object : batch.sound()) {
      if (object.status() == ObjectStatus.Obsolete) {
        gone(object);
      } else if (inbound.evaluated(object) && leavesScope(object)) {
        outOfScope(object);
      }
    }
    for (MvoState mvo : new ArrayList<>(batch.metaverse())) {
      if (mvo.dirty() && !mvo.deleting()) {
        recompute.compute(mvo);
      }
    }
  }

  private boolean leavesScope(CsoState object) {
    return object.mvo() != null
        && !inbound.covered(object)
        && !plan.importRules(object.typeId()).isEmpty()
        && !heldByExport(object);
  }

  /**
   * What an export rule keeps is not for import rules to let go: it would be joined again at once.
   */
  private boolean heldByExport(CsoState object) {
    for (ExportTarget target : plan.targets(object.mvo().typeId())) {
      if (target.type().id() == object.typeId()
          && target.rules().stream().anyMatch(rule -> rule.scope().test(object.mvo()))) {
        return true;
      }
    }
    return false;
  }

  private void gone(CsoState object) {
    BatchItem item = batch.item(object);
    batch.count(Counter.DELETED, 1);
    MvoState mvo = object.mvo();
    if (mvo == null) {
      if (object.row().everJoined()) {
        item.cause(Cause.Deleted);
      }
    } else if (remainsJoined(object)) {
      item.cause(Cause.Deleted);
      item.about(mvo.id());
      freeze(mvo, object);
    } else {
      batch.count(Counter.DISCONNECTED, 1);
      item.cause(Cause.Disconnected);
      item.outcome("Disconnected", 1);
      disconnect(object);
    }
    item.outcome("CsoDeleted", 1);
    object.delete();
  }

  private void outOfScope(CsoState object) {
    BatchItem item = batch.item(object);
    if (remainsJoined(object)) {
      // Told once, not by every full synchronisation again.
      if (object.row().syncPending() || plan.fullSyncRequired()) {
        batch.count(Counter.OUT_OF_SCOPE_RETAIN_JOIN, 1);
        item.cause(Cause.OutOfScopeRetainJoin);
        item.outcome("OutOfScopeRetainJoin", 1);
        item.about(object.mvo().id());
      }
      return;
    }
    batch.count(Counter.DISCONNECTED_OUT_OF_SCOPE, 1);
    item.cause(Cause.DisconnectedOutOfScope);
    item.outcome("DisconnectedOutOfScope", 1);
    disconnect(object);
  }

  private boolean remainsJoined(CsoState object) {
    List<ImportRule> rules = plan.importRules(object.typeId());
    return !rules.isEmpty() && rules.get(0).remainJoined();
  }

  private void disconnect(CsoState object) {
    MvoState mvo = object.mvo();
    mvo.touchedBy(object);
    batch.item(object).about(mvo.id());
    if (object.type().recall()) {
      for (Offer offer : mvo.offers()) {
        if (object.id().equals(offer.csoId())) {
          offer.remove();
        }
      }
      mvo.markDirty();
    } else {
      freeze(mvo, object);
    }
    if (object.pendingExport() != null) {
      object.pendingExport().delete();
    }
    object.disconnect();
    if (mvo.connectors().isEmpty()
        && !mvo.internal()
        && plan.mvTypes().get(mvo.typeId()).deletedWithoutConnectors()) {
      mvo.delete();
      batch.count(Counter.MVO_DELETED, 1);
      batch.item(object).outcome("MvoDeleted", 1);
    }
  }

  private static void freeze(MvoState mvo, CsoState object) {
    for (Offer offer : mvo.offers()) {
      if (object.id().equals(offer.csoId())) {
        offer.freeze();
      }
    }
  }
}
