package io.horarium.sync.engine;

import io.horarium.activity.Counter;
import io.horarium.connectorspace.AttrsReader;
import io.horarium.sync.plan.FlowFailure;
import io.horarium.sync.plan.SpaceType;
import io.horarium.sync.plan.SyncPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Everything one batch of a synchronisation is about: objects as they were loaded and what becomes
 * of them. Its parts are evaluated in memory; a store writes the difference.
 *
 * <p>An object whose evaluation fails leaves no trace but its item. When that shows only after it
 * has changed others, the whole batch is evaluated again from what is stored, without it.
 */
public final class Batch {

  /** What kind of pass over objects this is. */
  public enum Pass {
    /** Every object of the system: also what only the configuration or a target changed. */
    FULL,
    /** What changed since. */
    DELTA,
    /** References whose targets have moved, after either. */
    REFERENCES
  }

  private final SyncPlan plan;
  private final UUID runId;
  private final Pass pass;
  private final Map<UUID, FlowFailure> failed;
  private final Map<Integer, AttrsReader> readers = new HashMap<>();
  private final Map<UUID, CsoState> objects = new LinkedHashMap<>();
  private final Map<UUID, CsoState> spaceObjects = new HashMap<>();
  private final Map<UUID, MvoState> metaverse = new LinkedHashMap<>();
  private final List<CsoState> provisioned = new ArrayList<>();
  private final Map<CsoState, BatchItem> items = new LinkedHashMap<>();
  private final Set<CsoState> pending = new HashSet<>();
  private final Map<UUID, FlowFailure> newlyFailed = new LinkedHashMap<>();
  private boolean failedWithoutCause;
  private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);

  /**
   * An empty batch.
   *
   * @param failed objects whose evaluation is known to fail, by id
   */
  public Batch(SyncPlan plan, UUID runId, Pass pass, Map<UUID, FlowFailure> failed) {
    this.plan = plan;
    this.runId = runId;
    this.pass = pass;
    this.failed = failed;
  }

  public SyncPlan plan() {
    return plan;
  }

  public UUID runId() {
    return runId;
  }

  public Pass pass() {
    return pass;
  }

  /** Reads the documents of objects of a type. */
  public AttrsReader reader(SpaceType type) {
    return readers.computeIfAbsent(type.id(), id -> new AttrsReader());
  }

  /** Adds an object the batch is about. */
  public void add(CsoState object) {
    object.markInBatch();
    objects.put(object.id(), object);
    spaceObjects.put(object.id(), object);
    FlowFailure failure = failed.get(object.id());
    if (failure != null) {
      error(object, failure);
    }
  }

  /**
   * Adds an object that belongs to a metaverse object of the batch; answers the one that counts.
   */
  public CsoState addOther(CsoState object) {
    CsoState known = spaceObjects.putIfAbsent(object.id(), object);
    return known == null ? object : known;
  }

  /** Adds a metaverse object. */
  public void add(MvoState object) {
    metaverse.put(object.id(), object);
  }

  /** The objects the batch is about. */
  public Collection<CsoState> objects() {
    return objects.values();
  }

  /** Those whose evaluation goes on. */
  public List<CsoState> sound() {
    return objects.values().stream().filter(o -> !failed.containsKey(o.id())).toList();
  }

  /** Every loaded object of a connector space. */
  public Collection<CsoState> spaceObjects() {
    return spaceObjects.values();
  }

  /** A loaded object, or null. */
  public CsoState spaceObject(UUID id) {
    return spaceObjects.get(id);
  }

  /** Every metaverse object at hand. */
  public Collection<MvoState> metaverse() {
    return metaverse.values();
  }

  /** A metaverse object at hand, or null. */
  public MvoState metaverseObject(UUID id) {
    return metaverse.get(id);
  }

  /** Objects made for other systems. */
  public List<CsoState> provisioned() {
    return provisioned;
  }

  /** The item of an object of the batch. */
  public BatchItem item(CsoState object) {
    return items.computeIfAbsent(object, o -> new BatchItem());
  }

  /** Items by object. */
  public Map<CsoState, BatchItem> items() {
    return items;
  }

  /** What the batch counts. */
  public Map<Counter, Long> counts() {
    return counts;
  }

  /** Whether the object is tried again by the next delta. */
  public boolean staysPending(CsoState object) {
    return pending.contains(object);
  }

  /** Objects that turned out to fail although they had changed others already. */
  public Map<UUID, FlowFailure> newlyFailed() {
    return newlyFailed;
  }

  void count(Counter counter, long by) {
    counts.merge(counter, by, Long::sum);
  }

  /** An error of an object that has no effect but its item. */
  void error(CsoState object, FlowFailure failure) {
    item(object).error(failure.errorType(), failure.getMessage());
    pending.add(object);
  }

  /** An error in what follows from synchronising these objects. */
  void fail(Collection<CsoState> causes, FlowFailure failure) {
    failedWithoutCause |= causes.isEmpty();
    causes.forEach(object -> newlyFailed.putIfAbsent(object.id(), failure));
  }

  /** A new object would be called as another one that is on its way. */
  public void refuseName(CsoState object) {
    fail(
        object.mvo().touchedBy(),
        new FlowFailure(
            "DuplicateObject",
            "Another object that is to be made in "
                + object.type().systemName()
                + " is called the same; correct the values its name is made of."));
  }

  /** Whether something failed that no object of the batch caused. */
  public boolean failedWithoutCause() {
    return failedWithoutCause;
  }

  void provisioned(CsoState object) {
    provisioned.add(object);
  }
}
