package io.horarium.sync.engine;

import io.horarium.activity.Counter;
import io.horarium.connectorspace.JoinType;
import io.horarium.connectorspace.ObjectStatus;
import io.horarium.platform.Ids;
import io.horarium.sync.plan.FlowFailure;
import io.horarium.sync.plan.ImportMapping;
import io.horarium.sync.plan.ImportRule;
import io.horarium.sync.plan.MatchingRule;
import io.horarium.sync.plan.MvAttribute;
import io.horarium.sync.plan.SyncPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The way in: which rules cover an object, what it offers, which metaverse object it belongs to
 * (contract/sync-engine.md 8.4 to 8.7).
 */
public final class Inbound {

  /** What one object offers, evaluated before anything is changed because of it. */
  private record Evaluated(
      List<ImportRule> covering, Map<ImportRule, Map<Integer, List<String>>> offers) {}

  private final Batch batch;
  private final SyncPlan plan;
  private final Recompute recompute;
  private final Map<CsoState, Evaluated> evaluated = new LinkedHashMap<>();
  private final Map<KeyWant, Set<UUID>> stored = new HashMap<>();
  private final Map<KeyWant, Set<MvoState>> fresh = new HashMap<>();

  public Inbound(Batch batch) {
    this.batch = batch;
    this.plan = batch.plan();
    this.recompute = new Recompute(plan);
  }

  /** First step: evaluates scopes and mappings. */
  public void evaluate() {
    for (CsoState object : batch.sound()) {
      if (object.status() == ObjectStatus.Normal) {
        try {
          evaluated.put(object, evaluate(object));
        } catch (FlowFailure e) {
          batch.error(object, e);
        }
      }
    }
  }

  private Evaluated evaluate(CsoState object) {
    List<ImportRule> rules = plan.importRules(object.typeId());
    List<ImportRule> covering = new ArrayList<>(rules.size());
    for (ImportRule rule : rules) {
      if (rule.scope().test(object)) {
        covering.add(rule);
      }
    }
    Map<ImportRule, Map<Integer, List<String>>> offers = new LinkedHashMap<>(4);
    for (ImportRule rule : covering) {
      Map<Integer, List<String>> values = new HashMap<>(32);
      for (ImportMapping mapping : rule.mappings()) {
        if (mapping.flow() != null) {
          put(object, values, mapping.target(), mapping.flow().values(object));
        }
      }
      offers.put(rule, values);
    }
    return new Evaluated(covering, offers);
  }

  /** Several values for one are an error of that attribute alone. */
  private void put(
      CsoState object, Map<Integer, List<String>> values, MvAttribute target, List<String> texts) {
    if (texts.isEmpty()) {
      return;
    }
    if (texts.size() > 1 && !target.multiValued()) {
      batch.error(
          object,
          new FlowFailure(
              "MultiValuedToSingleValued",
              "'"
                  + target.name()
                  + "' takes one value, but the object has several; nothing flowed to it."));
      return;
    }
    values.put(target.id(), texts);
  }

  /** Whether it is covered by a rule; false also when it could not be evaluated. */
  boolean covered(CsoState object) {
    Evaluated result = evaluated.get(object);
    return result != null && !result.covering().isEmpty();
  }

  /** Whether the object is evaluated in this batch. */
  boolean evaluated(CsoState object) {
    return evaluated.containsKey(object);
  }

  /** Values by which the unjoined objects look for metaverse objects. */
  public Set<KeyWant> wanted() {
    Set<KeyWant> wanted = new LinkedHashSet<>();
    evaluated.forEach(
        (object, result) -> {
          if (object.row().mvoId() == null) {
            for (MatchingRule rule : matching(object, result)) {
              wanted.addAll(wants(object, rule));
            }
          }
        });
    return wanted;
  }

  /** Takes note of a metaverse object that has a wanted value. */
  public void found(KeyWant want, UUID mvoId) {
    stored.computeIfAbsent(want, w -> new LinkedHashSet<>()).add(mvoId);
  }

  private List<MatchingRule> matching(CsoState object, Evaluated result) {
    List<MatchingRule> rules = new ArrayList<>(4);
    Set<Integer> mvTypes = new HashSet<>(4);
    for (ImportRule rule : result.covering()) {
      rules.addAll(rule.matching());
      mvTypes.add(rule.mvTypeId());
    }
    if (rules.isEmpty()) {
      rules.addAll(plan.simpleMatching().getOrDefault(object.typeId(), List.of()));
    }
    rules.removeIf(rule -> !mvTypes.contains(rule.mvTypeId()));
    return rules;
  }

  private static List<KeyWant> wants(CsoState object, MatchingRule rule) {
    return object.values(rule.source().id(), rule.source().name()).stream()
        .map(value -> KeyWant.of(rule.target().id(), value, rule.caseSensitive()))
        .toList();
  }

  /** Second step, after departures: joins or projects, and offers, object by object. */
  public void run() {
    evaluated.forEach(
        (object, result) -> {
          if (result.covering().isEmpty() && object.mvo() == null) {
            return;
          }
          if (object.mvo() == null && !joinOrProject(object, result)) {
            return;
          }
          if (retained(object)) {
            return;
          }
          object.mvo().touchedBy(object);
          offer(object, result, false);
          if (batch.pass() == Batch.Pass.FULL) {
            object.mvo().markDirty(); // priorities may have changed
          }
          compute(object.mvo());
        });
  }

  /** Third step: references, now that every object of the batch has its place. */
  public void references() {
    evaluated.forEach(
        (object, result) -> {
          if (object.mvo() != null && withReferences(result) && !retained(object)) {
            offer(object, result, true);
            compute(object.mvo());
          }
        });
  }

  private static boolean withReferences(Evaluated result) {
    for (ImportRule rule : result.covering()) {
      if (hasReferences(rule)) {
        return true;
      }
    }
    return false;
  }

  /** Out of scope and staying joined: nothing flows. */
  private boolean retained(CsoState object) {
    return !covered(object)
        && !plan.importRules(object.typeId()).isEmpty()
        && plan.importRules(object.typeId()).get(0).remainJoined();
  }

  private void compute(MvoState mvo) {
    if (mvo.dirty() && !mvo.deleting()) {
      recompute.compute(mvo);
      // What was not written is found as it is stored.
      if (!plan.keyAttributes().isEmpty() && !mvo.writtenAttributes().isEmpty()) {
        remember(mvo);
      }
    }
  }

  private void remember(MvoState mvo) {
    for (Integer attribute : plan.keyAttributes()) {
      for (String value : mvo.values(attribute, null)) {
        fresh
            .computeIfAbsent(KeyWant.of(attribute, value, true), w -> new LinkedHashSet<>(2))
            .add(mvo);
        fresh
            .computeIfAbsent(KeyWant.of(attribute, value, false), w -> new LinkedHashSet<>(2))
            .add(mvo);
      }
    }
  }

  /** Replaces what the object offers; with {@code complete} references are found too. */
  private void offer(CsoState object, Evaluated result, boolean complete) {
    MvoState mvo = object.mvo();
    Map<Integer, Offer> existing = new HashMap<>(4);
    for (Offer offer : mvo.offers()) {
      if (object.id().equals(offer.csoId()) && !offer.removed()) {
        existing.put(offer.ruleId(), offer);
      }
    }
    for (ImportRule rule : result.covering()) {
      if (rule.mvTypeId() != mvo.typeId()) {
        continue;
      }
      Offer offer = existing.remove(rule.id());
      Map<Integer, List<String>> values = result.offers().get(rule);
      if (hasReferences(rule)) {
        values = new HashMap<>(values);
        addReferences(object, rule, values, complete ? null : offer);
      }
      if (offer == null) {
        mvo.offers().add(new Offer(object.id(), rule.id(), rule.systemId(), values, false));
        supersede(mvo, rule.id());
        mvo.markDirty();
      } else if (offer.offer(values)) {
        mvo.markDirty();
      }
    }
    existing
        .values()
        .forEach(
            offer -> {
              offer.remove();
              mvo.markDirty();
            });
  }

  /** A new offer takes the place of what an object that is gone had left behind. */
  private static void supersede(MvoState mvo, int ruleId) {
    for (Offer offer : mvo.offers()) {
      if (offer.csoId() == null && offer.ruleId() == ruleId) {
        offer.remove();
      }
    }
  }

  private static boolean hasReferences(ImportRule rule) {
    for (ImportMapping mapping : rule.mappings()) {
      if (mapping.flow() == null) {
        return true;
      }
    }
    return false;
  }

  /** Finds what the references mean, or keeps what they meant while others still move. */
  private void addReferences(
      CsoState object, ImportRule rule, Map<Integer, List<String>> values, Offer before) {
    for (ImportMapping mapping : rule.mappings()) {
      if (mapping.flow() == null) {
        if (before == null) {
          put(object, values, mapping.target(), targets(object, mapping.sourceAttributeId()));
        } else if (before.values().containsKey(mapping.target().id())) {
          values.put(mapping.target().id(), before.values().get(mapping.target().id()));
        }
      }
    }
  }

  private List<String> targets(CsoState object, int attributeId) {
    if (object.refs().isEmpty()) {
      return List.of();
    }
    Set<String> targets = new TreeSet<>();
    for (CsoRef ref : object.refs()) {
      if (ref.attributeId() == attributeId && ref.targetCsoId() != null) {
        CsoState target = batch.spaceObject(ref.targetCsoId());
        UUID mvoId = ref.targetMvoId();
        if (target != null) {
          mvoId = target.mvo() == null ? null : target.mvo().id();
        }
        MvoState mvo = mvoId == null ? null : batch.metaverseObject(mvoId);
        if (mvoId != null && (mvo == null || !mvo.deleting())) {
          targets.add(mvoId.toString());
        }
      }
    }
    return List.copyOf(targets);
  }

  private boolean joinOrProject(CsoState object, Evaluated result) {
    for (MatchingRule rule : matching(object, result)) {
      Set<MvoState> matches = new LinkedHashSet<>();
      wants(object, rule).forEach(want -> matches.addAll(matches(want, rule.mvTypeId())));
      if (matches.size() > 1) {
        batch.error(
            object,
            new FlowFailure(
                "AmbiguousMatch",
                matches.size()
                    + " metaverse objects have the same '"
                    + rule.target().name()
                    + "'; correct the values, or match by another attribute."));
        return false;
      }
      if (matches.size() == 1) {
        return join(object, matches.iterator().next());
      }
    }
    for (ImportRule rule : result.covering()) {
      if (rule.project()) {
        project(object, rule);
        return true;
      }
    }
    return false;
  }

  private Set<MvoState> matches(KeyWant want, int mvTypeId) {
    Set<MvoState> matches = new LinkedHashSet<>();
    stored.getOrDefault(want, Set.of()).forEach(id -> matches.add(batch.metaverseObject(id)));
    matches.addAll(fresh.getOrDefault(want, Set.of()));
    matches.removeIf(
        mvo -> mvo == null || mvo.deleting() || mvo.typeId() != mvTypeId || !has(mvo, want));
    return matches;
  }

  /** What the database says may be out of date within the batch. */
  private static boolean has(MvoState mvo, KeyWant want) {
    for (String value : mvo.values(want.mvAttributeId(), null)) {
      if ((want.caseSensitive() ? value : KeyWant.lower(value)).equals(want.value())) {
        return true;
      }
    }
    return false;
  }

  private boolean join(CsoState object, MvoState mvo) {
    if (mvo.connector(object.typeId()) != null) {
      batch.error(
          object,
          new FlowFailure(
              "CouldNotJoinDueToExistingJoin",
              "The metaverse object it matches has another object of this system and type already;"
                  + " remove or correct one of the two."));
      return false;
    }
    object.join(mvo, JoinType.Joined);
    batch.count(Counter.JOINED, 1);
    batch.item(object).cause(BatchItem.Cause.Joined);
    batch.item(object).outcome("Joined", 1);
    return true;
  }

  private void project(CsoState object, ImportRule rule) {
    var mvo = new MvoState(Ids.next(), rule.mvTypeId(), true, false, null, new HashMap<>(32));
    batch.add(mvo);
    object.join(mvo, JoinType.Projected);
    batch.count(Counter.PROJECTED, 1);
    batch.item(object).cause(BatchItem.Cause.Projected);
    batch.item(object).outcome("Projected", 1);
  }
}
