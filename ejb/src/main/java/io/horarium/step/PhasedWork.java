package io.horarium.step;

import io.horarium.activity.ActivityStore;
import io.horarium.activity.ActivityStore.PhaseName;
import java.util.List;
import java.util.UUID;

/**
 * Work that goes through phases, one after the other, inside one chunk step. A phase is opened only
 * when everything of the one before is committed, because it may read what that one wrote; so items
 * are fetched ahead within a phase only, and a batch ends where its phase does.
 */
public abstract class PhasedWork implements StepWork {

  private final UUID activityId;
  private final int batchSize;
  private final ActivityStore activities;
  private final List<Phase> phases;

  private int index;
  private Object ahead;
  private int taken;
  private boolean begun;

  /** {@code phases} in order; the last one must make the outcome present. */
  protected PhasedWork(StepContext context, ActivityStore activities, List<Phase> phases) {
    this.activityId = context.activityId();
    this.batchSize = context.batchSize();
    this.activities = activities;
    this.phases = List.copyOf(phases);
  }

  @Override
  public final void open(Checkpoint from) {
    index = from.phase() == null ? 0 : indexOf(from.phase());
    String resume = current().resumeAt();
    if (resume.equals(current().key())) {
      current().open(from.cursor());
    } else {
      index = indexOf(resume);
      current().open(null);
    }
  }

  @Override
  public final Object next() {
    while (ahead == null && (ahead = current().next()) == null) {
      if (outcome().isPresent() || index + 1 == phases.size()) {
        return null;
      }
      current().close();
      index++;
      begun = false;
      current().open(null);
    }
    Object item = ahead;
    taken++;
    ahead = taken < batchSize && !current().itemIsBatch() ? current().next() : null;
    return item;
  }

  @Override
  public final boolean chunkEnds() {
    return ahead == null;
  }

  @Override
  public final Object process(Object item) {
    return current().process(item);
  }

  @Override
  public final void write(List<Object> batch) {
    if (!begun) {
      activities.beginPhase(
          activityId, index, phases.stream().map(p -> new PhaseName(p.key(), p.name())).toList());
    }
    current().write(batch);
    begun = true;
    taken = 0;
    if (ahead == null && outcome().isEmpty()) {
      // Knowing now whether the phase is over makes the checkpoint of this batch exact.
      ahead = current().next();
    }
  }

  @Override
  public final Checkpoint checkpoint() {
    boolean phaseOver = ahead == null && index + 1 < phases.size();
    return phaseOver
        ? new Checkpoint(phases.get(index + 1).key(), null)
        : new Checkpoint(current().key(), current().cursor());
  }

  @Override
  public void close() {
    phases.forEach(Phase::close);
  }

  private Phase current() {
    return phases.get(index);
  }

  private int indexOf(String key) {
    for (int i = 0; i < phases.size(); i++) {
      if (phases.get(i).key().equals(key)) {
        return i;
      }
    }
    throw new IllegalStateException(
        "The checkpoint names the phase " + key + ", which this version does not have.");
  }
}
