package io.horarium.sync.store;

import io.horarium.activity.Counter;
import io.horarium.activity.ObjectItem;
import io.horarium.platform.DatabaseFailure;
import io.horarium.problem.RunFailure;
import io.horarium.sync.engine.Batch;
import io.horarium.sync.engine.BatchItem;
import io.horarium.sync.engine.CsoState;
import io.horarium.sync.engine.Departures;
import io.horarium.sync.engine.FlowCount;
import io.horarium.sync.engine.Inbound;
import io.horarium.sync.engine.MvoDeletion;
import io.horarium.sync.engine.MvoState;
import io.horarium.sync.engine.Outbound;
import io.horarium.sync.engine.TargetLookups;
import io.horarium.sync.engine.TargetLookups.SpaceWant;
import io.horarium.sync.plan.FlowFailure;
import io.horarium.sync.plan.SyncPlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Does the batches of one run: loads, evaluates, writes (contract/sync-engine.md 8.2). Each call
 * joins the transaction of its batch.
 *
 * <p>Evaluation fails for single objects only. When that shows after others were changed because of
 * such an object, the batch is evaluated again from what is stored, without it. When the writing
 * fails as a whole, the batch is done object by object.
 */
public final class Synchroniser {

  private static final Logger LOG = Logger.getLogger(Synchroniser.class);
  private static final int FAILED_BATCHES_LIMIT = 20;

  /** The unique index that two new objects of one name meet at. */
  private static final String TAKEN_NAME = "cso_secondary_provisioning";

  private final SyncStores stores;
  private final SyncPlan plan;
  private final UUID runId;
  private boolean targetsCopied;
  private int failedInSuccession;

  /** A synchroniser for one attempt at a run. */
  public Synchroniser(SyncStores stores, SyncPlan plan, UUID runId) {
    this.stores = stores;
    this.plan = plan;
    this.runId = runId;
  }

  /** Synchronises objects of the system. */
  public void synchronise(List<UUID> ids, Batch.Pass pass) {
    stores.load().planForIndexes();
    try {
      attempt(ids, pass);
      failedInSuccession = 0;
    } catch (RuntimeException e) {
      oneByOne(ids, pass, e);
    }
  }

  private void attempt(List<UUID> ids, Batch.Pass pass) {
    Map<UUID, FlowFailure> failed = new HashMap<>();
    while (!attempt(ids, pass, failed)) {
      targetsCopied = false; // taken back with the rest
    }
  }

  /** False: names were refused, and {@code failed} has got the objects that wanted them. */
  private boolean attempt(List<UUID> ids, Batch.Pass pass, Map<UUID, FlowFailure> failed) {
    Batch[] last = new Batch[1];
    try {
      return stores
          .transactions()
          .attempt(
              () -> {
                Batch batch = evaluate(ids, pass, failed);
                while (!batch.newlyFailed().isEmpty()) {
                  failed.putAll(batch.newlyFailed());
                  batch = evaluate(ids, pass, failed);
                }
                last[0] = batch;
                write(batch, ids.size());
                return true;
              });
    } catch (DatabaseFailure e) {
      if (last[0] == null || !DatabaseFailure.violated(e).equals(Optional.of(TAKEN_NAME))) {
        throw e;
      }
      Map<String, List<CsoState>> names = new Outbound(last[0], new TargetLookups()).newNames();
      stores
          .targets()
          .takenNames(names)
          .forEach(name -> names.get(name).forEach(last[0]::refuseName));
      failed.putAll(last[0].newlyFailed());
      if (last[0].newlyFailed().isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  private Batch evaluate(List<UUID> ids, Batch.Pass pass, Map<UUID, FlowFailure> failed) {
    var batch = new Batch(plan, runId, pass, Map.copyOf(failed));
    stores.load().objects(batch, ids);
    var inbound = new Inbound(batch);
    inbound.evaluate();
    Set<UUID> metaverse = new LinkedHashSet<>();
    for (CsoState object : batch.objects()) {
      if (object.row().mvoId() != null) {
        metaverse.add(object.row().mvoId());
      }
    }
    metaverse.addAll(stores.load().matches(inbound, inbound.wanted()));
    stores.load().metaverse(batch, metaverse);
    new Departures(batch, inbound).run();
    inbound.run();
    inbound.references();
    forgetThoseThatGo(batch);
    FlowCount.of(batch);
    outbound(batch);
    return batch;
  }

  private void forgetThoseThatGo(Batch batch) {
    var deletion = new MvoDeletion(batch);
    List<UUID> going = deletion.going();
    if (!going.isEmpty()) {
      stores.load().metaverse(batch, stores.load().pointingAt(going));
      deletion.forget(going);
    }
  }

  private void outbound(Batch batch) {
    var lookups = new TargetLookups();
    var outbound = new Outbound(batch, lookups);
    List<MvoState> affected = outbound.affected();
    if (affected.isEmpty()) {
      return;
    }
    Set<SpaceWant> wanted = outbound.wanted(affected);
    if (!wanted.isEmpty()) {
      if (!targetsCopied) {
        stores.targets().prepare(runId, plan);
        targetsCopied = true;
      }
      stores.targets().unjoined(batch, lookups, wanted);
    }
    stores.targets().addresses(lookups, outbound.referenced(affected), plan.targetSystems());
    outbound.run(affected);
    outbound
        .newNames()
        .values()
        .forEach(same -> same.subList(1, same.size()).forEach(batch::refuseName));
  }

  private void write(Batch batch, int processed) {
    stores.metaverse().write(batch);
    stores.spaces().write(batch);
    long errors = tell(batch);
    Map<Counter, Long> counts = new EnumMap<>(batch.counts());
    counts.merge(Counter.ERRORS, errors, Long::sum);
    counts.merge(Counter.OBJECTS_PROCESSED, (long) processed, Long::sum);
    if (batch.pass() != Batch.Pass.REFERENCES) {
      counts.merge(Counter.OBJECTS_READ, (long) processed, Long::sum);
    }
    stores.activities().add(runId, counts);
  }

  /** Lists what the batch has to say; answers how many errors are among it. */
  private long tell(Batch batch) {
    List<ObjectItem> items = new ArrayList<>();
    batch
        .items()
        .forEach(
            (object, item) -> {
              boolean listed = runId.equals(object.row().itemRun()) && item.errorType() == null;
              if (item.told() && !listed) {
                items.add(item(object, item));
              }
            });
    stores.activities().copyItems(runId, items);
    return items.stream().filter(item -> item.errorType() != null).count();
  }

  private static ObjectItem item(CsoState object, BatchItem item) {
    UUID mvo = item.mvoId();
    if (mvo == null && object.mvo() != null) {
      mvo = object.mvo().id();
    }
    return new ObjectItem(
        object.id(),
        mvo,
        object.anchor() == null ? object.secondaryId() : object.anchor(),
        object.displayName(),
        object.type().name(),
        item.cause().name(),
        item.errorType(),
        item.errorText(),
        item.summary());
  }

  private void oneByOne(List<UUID> ids, Batch.Pass pass, RuntimeException failure) {
    if (DatabaseFailure.databaseGone(failure)) {
      throw failure;
    }
    targetsCopied = false; // taken back with the rest
    if (++failedInSuccession >= FAILED_BATCHES_LIMIT) {
      throw new RunFailure(
          FAILED_BATCHES_LIMIT
              + " batches in succession could not be saved; the server's log has the reasons.",
          failure);
    }
    LOG.warnf(
        failure,
        "Activity %s: a batch could not be synchronised as a whole; going on object by object",
        runId);
    for (UUID id : ids) {
      try {
        attempt(List.of(id), pass);
      } catch (RuntimeException e) {
        if (DatabaseFailure.databaseGone(e)) {
          throw e;
        }
        LOG.warnf(e, "Activity %s: object %s could not be synchronised", runId, id);
        reject(id, pass);
      }
    }
  }

  private void reject(UUID id, Batch.Pass pass) {
    targetsCopied = false;
    var batch =
        new Batch(
            plan,
            runId,
            pass,
            Map.of(
                id,
                new FlowFailure(
                    "UnhandledError",
                    "The object could not be synchronised; the server's log has the reason.")));
    stores.load().objects(batch, List.of(id));
    write(batch, 1);
  }

  /** Decides about marked metaverse objects, and lets those go that nothing keeps. */
  public void deleteMarked(List<UUID> ids) {
    stores.load().planForIndexes();
    var batch = new Batch(plan, runId, Batch.Pass.DELTA, Map.of());
    stores.load().metaverse(batch, ids);
    var deletion = new MvoDeletion(batch);
    deletion.decide();
    forgetThoseThatGo(batch);
    outbound(batch);
    if (batch.failedWithoutCause() && ids.size() > 1) {
      ids.forEach(id -> deleteMarked(List.of(id)));
      return;
    }
    Map<Counter, Long> counts = new EnumMap<>(Counter.class);
    counts.put(Counter.OBJECTS_PROCESSED, (long) ids.size());
    if (!batch.failedWithoutCause()) {
      // Else it stays, marked, until those that refer to it can be sent.
      List<ObjectItem> gone =
          batch.metaverse().stream()
              .filter(MvoState::deleting)
              .map(mvo -> deletedItem(mvo, plan))
              .toList();
      stores.metaverse().write(batch);
      stores.metaverse().clearMarks(ids);
      stores.spaces().write(batch);
      stores.activities().copyItems(runId, gone);
      counts.putAll(batch.counts());
      counts.put(Counter.MVO_DELETED, (long) gone.size());
    }
    stores.activities().add(runId, counts);
  }

  private static ObjectItem deletedItem(MvoState mvo, SyncPlan plan) {
    return new ObjectItem(
        null,
        mvo.id(),
        null,
        mvo.displayName(),
        plan.mvTypes().get(mvo.typeId()).name(),
        "Deleted",
        null,
        null,
        "MvoDeleted:1");
  }

  /** Forgets what the run keeps for itself. */
  public void purge() {
    stores.targets().purge(runId);
  }
}
