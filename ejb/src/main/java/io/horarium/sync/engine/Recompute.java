package io.horarium.sync.engine;

import io.horarium.metaverse.MvValue;
import io.horarium.sync.plan.SyncPlan;
import io.horarium.sync.plan.SyncPlan.RuleAttribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes the values of metaverse objects from their offers: for each attribute the offer with the
 * lowest priority number, then the lowest rule id (contract/sync-engine.md 8.6). There is no other
 * way a value of a rule gets into the metaverse.
 */
final class Recompute {

  private final SyncPlan plan;

  Recompute(SyncPlan plan) {
    this.plan = plan;
  }

  void compute(MvoState mvo) {
    mvo.computed();
    Offer only = only(mvo);
    if (only != null) {
      only.values().forEach((attribute, values) -> put(mvo, attribute, only, values));
      clear(mvo, only.values());
    } else {
      Map<Integer, Offer> winners = winners(mvo);
      winners.forEach(
          (attribute, offer) -> put(mvo, attribute, offer, offer.values().get(attribute)));
      clear(mvo, winners);
    }
    mvo.named(displayName(mvo));
  }

  /** The offer of an object that gets one only, as most do; else null. */
  private static Offer only(MvoState mvo) {
    return mvo.offers().size() == 1 && !mvo.offers().get(0).removed() ? mvo.offers().get(0) : null;
  }

  private static void put(MvoState mvo, Integer attribute, Offer offer, List<String> values) {
    MvValue now = mvo.values().get(attribute);
    if (now == null
        || now.ruleId() != offer.ruleId()
        || now.systemId() != offer.systemId()
        || !now.values().equals(values)) {
      mvo.put(attribute, new MvValue(values, offer.ruleId(), offer.systemId()));
    }
  }

  private static void clear(MvoState mvo, Map<Integer, ?> winners) {
    if (mvo.values().size() > winners.size()) {
      for (Integer attribute : new ArrayList<>(mvo.values().keySet())) {
        // A value without rule was set by an administrator.
        if (!winners.containsKey(attribute) && mvo.values().get(attribute).ruleId() != 0) {
          mvo.put(attribute, null);
        }
      }
    }
  }

  private Map<Integer, Offer> winners(MvoState mvo) {
    Map<Integer, Offer> winners = new HashMap<>(32);
    for (Offer offer : mvo.offers()) {
      if (!offer.removed()) {
        for (Integer attribute : offer.values().keySet()) {
          winners.merge(
              attribute, offer, (best, next) -> beats(next, best, attribute) ? next : best);
        }
      }
    }
    return winners;
  }

  private boolean beats(Offer one, Offer other, int attribute) {
    int ranks = Integer.compare(priority(one, attribute), priority(other, attribute));
    if (ranks != 0) {
      return ranks < 0;
    }
    if (one.ruleId() != other.ruleId()) {
      return one.ruleId() < other.ruleId();
    }
    // Two objects through one rule, or what is left of one: the older object, the living one first.
    return other.csoId() == null
        || (one.csoId() != null && one.csoId().toString().compareTo(other.csoId().toString()) < 0);
  }

  private int priority(Offer offer, int attribute) {
    return plan.priorities()
        .getOrDefault(new RuleAttribute(offer.ruleId(), attribute), SyncPlan.UNRANKED);
  }

  private String displayName(MvoState mvo) {
    for (Integer attribute : plan.displayAttributes()) {
      List<String> values = mvo.values(attribute, null);
      if (!values.isEmpty()) {
        return values.get(0);
      }
    }
    return null;
  }
}
