package io.horarium.sync.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Metaverse objects that go: nothing refers to them afterwards. Their own connectors are gone
 * already (contract/sync-engine.md 8.10).
 */
public final class MvoDeletion {

  private final Batch batch;
  private final Recompute recompute;

  public MvoDeletion(Batch batch) {
    this.batch = batch;
    this.recompute = new Recompute(batch.plan());
  }

  /** The metaverse objects that go. */
  public List<UUID> going() {
    return batch.metaverse().stream().filter(MvoState::deleting).map(MvoState::id).toList();
  }

  /** Takes those that go out of every reference at hand, and computes what that changes. */
  public void forget(List<UUID> going) {
    for (MvoState mvo : new ArrayList<>(batch.metaverse())) {
      if (mvo.deleting()) {
        continue;
      }
      boolean changed = false;
      for (UUID gone : going) {
        String id = gone.toString();
        for (Offer offer : mvo.offers()) {
          if (offer.values().values().stream().anyMatch(texts -> texts.contains(id))) {
            offer.forget(id);
            changed = true;
          }
        }
      }
      if (changed) {
        // What follows from it is told, and if it fails undone, with the objects that go.
        batch.metaverse().stream()
            .filter(MvoState::deleting)
            .forEach(gone -> gone.touchedBy().forEach(mvo::touchedBy));
        recompute.compute(mvo);
      }
    }
  }

  /** Of metaverse objects marked for it, decides which go. */
  public void decide() {
    for (MvoState mvo : batch.metaverse()) {
      if (mvo.check()
          && mvo.connectors().isEmpty()
          && !mvo.internal()
          && batch.plan().mvTypes().get(mvo.typeId()).deletedWithoutConnectors()) {
        mvo.delete();
      }
    }
  }
}
