package io.horarium.idm;

import io.horarium.activity.ActivityStore;
import io.horarium.activity.NewItem;
import io.horarium.problem.Problem;
import io.horarium.problem.RunFailure;
import io.horarium.step.Checkpoint;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepWork;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Starts runs one after the other and waits for the end of each; the first that fails ends it. What
 * was started is part of the checkpoint, so that after a crash nothing is started twice.
 *
 * <p>It holds a thread while it waits. So many at once are refused that the runs which they wait
 * for always find one.
 */
final class RunSequence implements StepWork {

  private static final Logger LOG = Logger.getLogger(RunSequence.class);

  private static final int MOST_AT_ONCE = 8;
  private static final Semaphore PLACES = new Semaphore(MOST_AT_ONCE);
  private static final long GLANCE_NANOS = 100_000_000L;
  private static final int GLANCES = 10;
  private static final String PHASE = "runs";

  private enum Item {
    START,
    WAIT,
    ENDED
  }

  private final StepContext context;
  private final ActivityStore activities;
  private final RunStarter starter;
  private final RunWatchStore watch;
  private final List<RunTarget> targets;

  private boolean hasPlace;
  private int index;
  private RunStarter.Started current;
  private RunWatchStore.End end;
  private StepOutcome outcome;

  RunSequence(
      StepContext context,
      ActivityStore activities,
      RunStarter starter,
      RunWatchStore watch,
      List<RunTarget> targets) {
    this.context = context;
    this.activities = activities;
    this.starter = starter;
    this.watch = watch;
    this.targets = List.copyOf(targets);
  }

  @Override
  public void open(Checkpoint from) {
    hasPlace = PLACES.tryAcquire();
    if (!hasPlace) {
      throw new RunFailure(
          "More than "
              + MOST_AT_ONCE
              + " steps on this node wait for runs that they have started; let some of them end.");
    }
    if (from.cursor() != null) {
      JsonObject cursor = Invocation.parse(from.cursor());
      index = cursor.getInt("index");
      if (cursor.containsKey("activity")) {
        current =
            new RunStarter.Started(
                UUID.fromString(cursor.getString("activity")),
                UUID.fromString(cursor.getString("cancel")));
      }
    }
  }

  @Override
  public Object next() {
    if (outcome != null) {
      return null;
    }
    if (current == null) {
      return Item.START;
    }
    for (int glance = 0; glance < GLANCES; glance++) {
      Optional<RunWatchStore.End> found = watch.end(current.activityId());
      if (found.isPresent()) {
        end = found.get();
        return Item.ENDED;
      }
      if (context.stop().stopRequested()) {
        break;
      }
      LockSupport.parkNanos(GLANCE_NANOS);
    }
    return Item.WAIT;
  }

  @Override
  public boolean chunkEnds() {
    return true;
  }

  @Override
  public void write(List<Object> batch) {
    for (Object item : batch) {
      if (item == Item.START) {
        start(targets.get(index));
      } else if (item == Item.ENDED) {
        ended(targets.get(index));
      }
    }
  }

  private void start(RunTarget target) {
    current =
        target instanceof RunTarget.OfSchedule schedule
            ? starter.schedule(schedule.scheduleId())
            : starter.profile(
                ((RunTarget.OfProfile) target).systemId(),
                ((RunTarget.OfProfile) target).profileId());
    note(target.label() + " was started");
  }

  private void ended(RunTarget target) {
    current = null;
    note(target.label() + " ended: " + end.status());
    if (!end.done()) {
      String reason = end.message() == null ? "it ended as " + end.status() : end.message();
      outcome =
          new StepOutcome(StepOutcome.Ending.FailedWithError, target.label() + ": " + reason, null);
      return;
    }
    index++;
    if (index == targets.size()) {
      outcome = new StepOutcome(StepOutcome.Ending.Complete, null, null);
    }
  }

  private void note(String text) {
    activities.addItems(
        context.activityId(), List.of(NewItem.of(Integer.toString(index + 1), text, "run")));
  }

  @Override
  public Checkpoint checkpoint() {
    var cursor = Json.createObjectBuilder().add("index", index);
    if (current != null) {
      cursor
          .add("activity", current.activityId().toString())
          .add("cancel", current.cancelId().toString());
    }
    return new Checkpoint(PHASE, cursor.build().toString());
  }

  @Override
  public Optional<StepOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public void stop() {
    if (current == null) {
      return;
    }
    try {
      if (targets.get(index) instanceof RunTarget.OfSchedule) {
        starter.cancelSchedule(current.cancelId());
      } else {
        starter.cancelProfile(current.cancelId());
      }
    } catch (Problem e) {
      LOG.debug("The run that was to be cancelled has ended", e);
    } catch (RuntimeException e) {
      LOG.warn("A run could not be cancelled with the step that waits for it", e);
    }
  }

  @Override
  public void close() {
    if (hasPlace) {
      hasPlace = false;
      PLACES.release();
    }
  }
}
