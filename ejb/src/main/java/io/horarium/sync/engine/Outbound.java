package io.horarium.sync.engine;

import io.horarium.activity.Counter;
import io.horarium.connectorspace.JoinType;
import io.horarium.connectorspace.ObjectStatus;
import io.horarium.platform.Ids;
import io.horarium.sync.engine.BatchItem.Cause;
import io.horarium.sync.engine.TargetLookups.SpaceWant;
import io.horarium.sync.pendingexport.PendingChange;
import io.horarium.sync.pendingexport.PendingExportStatus;
import io.horarium.sync.pendingexport.PendingExportType;
import io.horarium.sync.pendingexport.PendingReference;
import io.horarium.sync.plan.ExportMapping;
import io.horarium.sync.plan.ExportRule;
import io.horarium.sync.plan.ExportTarget;
import io.horarium.sync.plan.FlowFailure;
import io.horarium.sync.plan.MatchingRule;
import io.horarium.sync.plan.SpaceAttribute;
import io.horarium.sync.plan.SyncPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The way out: what the objects of a metaverse object should look like in every system it is sent
 * to (contract/sync-engine.md 8.8, 8.9). The rules for one object type are judged together, because
 * they write one object: it is let go when none of them covers it any more.
 */
public final class Outbound {

  private final Batch batch;
  private final SyncPlan plan;
  private final TargetLookups lookups;

  public Outbound(Batch batch, TargetLookups lookups) {
    this.batch = batch;
    this.plan = batch.plan();
    this.lookups = lookups;
  }

  /** The metaverse objects whose target objects are to be judged. */
  public List<MvoState> affected() {
    List<MvoState> affected = new ArrayList<>();
    if (!plan.targets().isEmpty()) {
      for (MvoState mvo : batch.metaverse()) {
        boolean asked = batch.pass() == Batch.Pass.FULL && !mvo.touchedBy().isEmpty();
        if (!mvo.deleting() && (asked || mvo.changed()) && !plan.targets(mvo.typeId()).isEmpty()) {
          affected.add(mvo);
        }
      }
    }
    return affected;
  }

  /** Values by which target objects that are there already are looked for. */
  public Set<SpaceWant> wanted(List<MvoState> affected) {
    Set<SpaceWant> wanted = new LinkedHashSet<>();
    for (MvoState mvo : affected) {
      for (ExportTarget target : plan.targets(mvo.typeId())) {
        if (!target.matching().isEmpty()
            && mvo.connector(target.type().id()) == null
            && !covering(target, mvo).isEmpty()) {
          target.matching().forEach(rule -> wanted.addAll(wants(mvo, target, rule)));
        }
      }
    }
    return wanted;
  }

  /** Metaverse objects whose names in the target systems are needed. */
  public Set<UUID> referenced(List<MvoState> affected) {
    Set<UUID> referenced = new TreeSet<>();
    for (MvoState mvo : affected) {
      for (ExportTarget target : plan.targets(mvo.typeId())) {
        if (target.sendsReferences()) {
          mvo.values()
              .forEach(
                  (attribute, value) -> {
                    if (plan.mvAttributes().get(attribute) != null
                        && plan.mvAttributes().get(attribute).reference()) {
                      value.values().forEach(id -> referenced.add(UUID.fromString(id)));
                    }
                  });
        }
      }
    }
    return referenced;
  }

  private static Set<SpaceWant> wants(MvoState mvo, ExportTarget target, MatchingRule rule) {
    Set<SpaceWant> wants = new LinkedHashSet<>(2);
    for (String value : mvo.values(rule.target().id(), null)) {
      wants.add(
          new SpaceWant(
              target.type().id(),
              rule.source().id(),
              rule.caseSensitive() ? value : KeyWant.lower(value),
              rule.caseSensitive()));
    }
    return wants;
  }

  private static List<ExportRule> covering(ExportTarget target, MvoState mvo) {
    List<ExportRule> covering = new ArrayList<>(target.rules().size());
    for (ExportRule rule : target.rules()) {
      if (rule.scope().test(mvo)) {
        covering.add(rule);
      }
    }
    return covering;
  }

  /** Judges these; what fails is noted for the objects that caused it. */
  public void run(List<MvoState> affected) {
    for (MvoState mvo : affected) {
      try {
        for (ExportTarget target : plan.targets(mvo.typeId())) {
          judge(mvo, target);
        }
      } catch (FlowFailure e) {
        batch.fail(mvo.touchedBy(), e);
      }
      if (mvo.connectors().isEmpty()
          && mvo.changed()
          && !mvo.internal()
          && plan.mvTypes().get(mvo.typeId()).deletedWithoutConnectors()) {
        mvo.checkDeletionLater();
      }
    }
  }

  private void judge(MvoState mvo, ExportTarget target) {
    CsoState object = mvo.connector(target.type().id());
    List<ExportRule> covering = covering(target, mvo);
    if (covering.isEmpty()) {
      if (object != null && object.status() != ObjectStatus.Obsolete) {
        deprovision(mvo, target, object);
      }
    } else if (object == null) {
      object = find(mvo, target);
      if (object != null) {
        object.join(mvo, JoinType.Joined);
        batch.count(Counter.JOINED, 1);
        told(mvo, Cause.Joined, "Joined");
        update(mvo, covering, object);
      } else if (covering.stream().anyMatch(ExportRule::provision)) {
        provision(mvo, target, covering);
      }
    } else if (object.status() != ObjectStatus.Obsolete) {
      // An obsolete one is gone: the synchronisation of its own system makes it again.
      update(mvo, covering, object);
    }
  }

  private CsoState find(MvoState mvo, ExportTarget target) {
    for (MatchingRule rule : target.matching()) {
      Set<CsoState> found = new LinkedHashSet<>(2);
      wants(mvo, target, rule).forEach(want -> found.addAll(lookups.unjoined(want)));
      if (found.size() > 1) {
        throw new FlowFailure(
            "AmbiguousMatch",
            found.size()
                + " objects of "
                + target.type().systemName()
                + " have the same '"
                + rule.source().name()
                + "'; correct the values, or match by another attribute.");
      }
      if (found.size() == 1) {
        return found.iterator().next();
      }
    }
    return null;
  }

  private void provision(MvoState mvo, ExportTarget target, List<ExportRule> covering) {
    SpaceAttribute identity = target.identity().orElse(null);
    String name = identity == null ? null : single(wanted(mvo, covering, identity));
    if (name == null) {
      throw new FlowFailure(
          "MissingExternalIdAttributeValue",
          "No object can be made in "
              + target.type().systemName()
              + ", because no mapping gives '"
              + (identity == null ? "external id" : identity.name())
              + "' a value.");
    }
    CsoState object =
        CsoState.provisioned(Ids.next(), target.type(), identity.secondaryId() ? name : null, mvo);
    mvo.join(object);
    var pending =
        new PeState(
            Ids.next(),
            true,
            PendingExportType.Create,
            PendingExportStatus.Pending,
            List.of(),
            false,
            null);
    var staging = stage(mvo, covering, object, true, List.of(), List.of());
    pending.restage(PendingExportType.Create, staging.staged().changes(), staging.staged().refs());
    object.pending(pending);
    batch.provisioned(object);
    batch.count(Counter.PROVISIONED, 1);
    batch.count(Counter.PENDING_EXPORTS, 1);
    told(mvo, Cause.PendingExport, "Provisioned");
    told(mvo, Cause.PendingExport, "PendingExportCreated");
  }

  private static String single(List<String> values) {
    return values.size() == 1 && !values.get(0).isBlank() ? values.get(0) : null;
  }

  private static List<String> wanted(
      MvoState mvo, List<ExportRule> covering, SpaceAttribute attribute) {
    for (ExportRule rule : covering) {
      for (ExportMapping mapping : rule.mappings()) {
        if (mapping.target().id() == attribute.id()) {
          return mapping.flow().values(mvo);
        }
      }
    }
    return List.of();
  }

  private void update(MvoState mvo, List<ExportRule> covering, CsoState object) {
    PeState pending = object.pendingExport();
    boolean cancelsDelete = pending != null && pending.type() == PendingExportType.Delete;
    boolean create =
        pending != null
            && pending.type() == PendingExportType.Create
            && pending.status() != PendingExportStatus.Exported;
    Staging staging =
        pending == null || cancelsDelete
            ? stage(mvo, covering, object, false, List.of(), List.of())
            : stage(mvo, covering, object, create, pending.changes(), pending.refs());
    if (!staging.differs() && !cancelsDelete) {
      return;
    }
    Staging.Staged staged = staging.staged();
    if (!create && staged.changes().isEmpty() && staged.refs().isEmpty()) {
      pending.delete();
      told(mvo, Cause.PendingExport, "PendingExportCancelled");
      return;
    }
    boolean isNew = pending == null;
    if (isNew) {
      pending =
          new PeState(
              Ids.next(),
              true,
              PendingExportType.Update,
              PendingExportStatus.Pending,
              List.of(),
              false,
              null);
      object.pending(pending);
    }
    pending.restage(
        create ? PendingExportType.Create : PendingExportType.Update,
        staged.changes(),
        staged.refs());
    counted(mvo, pending, isNew ? "PendingExportCreated" : "PendingExportUpdated");
  }

  private void counted(MvoState mvo, PeState pending, String outcome) {
    if (!batch.runId().equals(pending.stagedRun())) {
      batch.count(Counter.PENDING_EXPORTS, 1);
    }
    told(mvo, Cause.PendingExport, outcome);
  }

  private Staging stage(
      MvoState mvo,
      List<ExportRule> covering,
      CsoState object,
      boolean create,
      List<PendingChange> existing,
      List<PendingReference> existingRefs) {
    var staging = new Staging(object, existing, existingRefs);
    Set<Integer> done = new HashSet<>(32);
    for (ExportRule rule : covering) {
      for (ExportMapping mapping : rule.mappings()) {
        SpaceAttribute target = mapping.target();
        if (target.readOnly() || (covering.size() > 1 && !done.add(target.id()))) {
          continue;
        }
        if (!create && (mapping.onCreateOnly() || target.anchor())) {
          staging.leave(target);
          continue;
        }
        want(mvo, object, mapping, staging);
      }
    }
    return staging;
  }

  private void want(MvoState mvo, CsoState object, ExportMapping mapping, Staging staging) {
    SpaceAttribute target = mapping.target();
    List<String> values = mapping.flow().values(mvo);
    if (values.size() > 1 && !target.multiValued()) {
      severalValues(mvo, target, object.type().systemName());
      staging.leave(target);
    } else if (values.isEmpty() && (target.anchor() || target.secondaryId())) {
      staging.leave(target); // a recall never takes the name of an object away
    } else if (target.reference() && values.stream().allMatch(Outbound::namesObject)) {
      staging.wantObjects(target, values, id -> lookups.address(id, object.systemId()));
    } else {
      staging.want(target, values);
      if (target.secondaryId()
          && object.status() == ObjectStatus.PendingProvisioning
          && object.pendingExport() != null
          && object.pendingExport().unsentCreate()) {
        object.rename(values.get(0));
      }
    }
  }

  /** A text of 36 characters with hyphens in their places is the id of a metaverse object. */
  private static boolean namesObject(String value) {
    return value.length() == 36 && value.charAt(8) == '-' && value.charAt(23) == '-';
  }

  private void severalValues(MvoState mvo, SpaceAttribute target, String systemName) {
    CsoState trigger = trigger(mvo);
    if (trigger != null) {
      batch.error(
          trigger,
          new FlowFailure(
              "MultiValuedToSingleValued",
              "'"
                  + target.name()
                  + "' of "
                  + systemName
                  + " takes one value, but the object has several; nothing flowed to it."));
    }
  }

  private void deprovision(MvoState mvo, ExportTarget target, CsoState object) {
    PeState pending = object.pendingExport();
    boolean unsent =
        object.status() == ObjectStatus.PendingProvisioning
            && (pending == null || pending.unsentCreate());
    if (unsent) {
      drop(object, pending);
      batch.count(Counter.DELETED, 1);
      told(mvo, Cause.PendingExport, "CsoDeleted");
      return;
    }
    if (target.rules().stream().noneMatch(ExportRule::deleteOnDeprovision)) {
      if (object.status() == ObjectStatus.PendingProvisioning) {
        // On its way: the next import finds it as an object nobody knows.
        drop(object, pending);
        batch.count(Counter.DELETED, 1);
      } else {
        if (pending != null) {
          pending.delete();
        }
        object.disconnect();
      }
      batch.count(Counter.DISCONNECTED, 1);
      told(mvo, Cause.PendingExport, "Disconnected");
      return;
    }
    if (pending != null && pending.type() == PendingExportType.Delete) {
      return;
    }
    boolean isNew = pending == null;
    if (isNew) {
      pending =
          new PeState(
              Ids.next(),
              true,
              PendingExportType.Delete,
              PendingExportStatus.Pending,
              List.of(),
              false,
              null);
      object.pending(pending);
    }
    pending.restage(PendingExportType.Delete, List.of(), List.of());
    counted(mvo, pending, "DeprovisionQueued");
  }

  private static void drop(CsoState object, PeState pending) {
    if (pending != null) {
      pending.delete();
    }
    object.delete();
  }

  private static CsoState trigger(MvoState mvo) {
    return mvo.touchedBy().isEmpty() ? null : mvo.touchedBy().iterator().next();
  }

  private void told(MvoState mvo, Cause cause, String outcome) {
    CsoState trigger = trigger(mvo);
    if (trigger != null) {
      BatchItem item = batch.item(trigger);
      item.cause(cause);
      item.outcome(outcome, 1);
    }
  }

  /** Names that would be given twice: by object type and name, who wants them. */
  public Map<String, List<CsoState>> newNames() {
    Map<String, List<CsoState>> names = new LinkedHashMap<>();
    for (CsoState object : batch.provisioned()) {
      if (object.secondaryId() != null && !object.deleted()) {
        names
            .computeIfAbsent(
                object.typeId() + "/" + object.secondaryId(), key -> new ArrayList<>(1))
            .add(object);
      }
    }
    return names;
  }
}
