package io.horarium.sync.engine;

import io.horarium.activity.Counter;
import io.horarium.sync.engine.BatchItem.Cause;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts objects whose metaverse object changed its values, a projection or join included; each
 * object once a run (contract/sync-engine.md 8.6).
 */
public final class FlowCount {

  private FlowCount() {}

  /** Counts and tells the flows of a batch. */
  public static void of(Batch batch) {
    Set<MvoState> seen = new HashSet<>();
    for (CsoState object : batch.objects()) {
      MvoState mvo = object.mvo();
      if (mvo == null || !mvo.touchedBy().contains(object) || !seen.add(mvo)) {
        continue;
      }
      int changed = mvo.changedAttributes().size();
      if (changed > 0) {
        batch.item(object).cause(Cause.AttributeFlow);
        batch.item(object).outcome("AttributeFlow", changed);
        if (!batch.runId().equals(object.row().itemRun())) {
          batch.count(Counter.ATTRIBUTE_FLOWS, 1);
        }
      }
    }
  }
}
