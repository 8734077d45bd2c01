package io.horarium.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Notes what it is asked for. */
final class RecordedFiring implements Firing {

  final List<PlacedTrigger> placed = new ArrayList<>();
  final List<UUID> removed = new ArrayList<>();

  /** The trigger placed last. */
  PlacedTrigger last() {
    return placed.get(placed.size() - 1);
  }

  @Override
  public void settle(UUID scheduleId) {
    // nothing is due
  }

  @Override
  public void changed(PlacedTrigger trigger) {
    placed.add(trigger);
  }

  @Override
  public void removed(UUID scheduleId) {
    removed.add(scheduleId);
  }

  @Override
  public void resumed(UUID scheduleId) {
    // nothing was missed
  }

  @Override
  public void allPaused(boolean paused) {
    // nothing is placed
  }
}
