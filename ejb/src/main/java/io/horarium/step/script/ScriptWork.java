package io.horarium.step.script;

import io.horarium.activity.ActivityStore;
import io.horarium.activity.NewItem;
import io.horarium.connector.StopSignal;
import io.horarium.problem.RunFailure;
import io.horarium.step.Checkpoint;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepWork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One script as the work of a member. Its lines of output are the items; a silent second is one,
 * too, so that no transaction stays open and a cancel is noticed.
 *
 * <p>A script never runs twice: that it starts is recorded and committed before it does, and an
 * attempt that finds this record fails.
 */
final class ScriptWork implements StepWork {

  private static final String STARTED = "started";
  private static final long TICK_NANOS = 1_000_000_000L;

  /** How soon a cancel is noticed while the script is silent. */
  private static final Duration GLANCE = Duration.ofMillis(100);

  /** Items that are not the script's. */
  private enum Signal {
    START,
    HEARTBEAT
  }

  private final UUID activityId;
  private final ActivityStore activities;
  private final ScriptCall call;
  private final ScriptVerdict verdict;
  private final StopSignal stop;

  private boolean cutOff;
  private boolean startTold;
  private boolean over;
  private boolean chunkEnds;
  private long chunkBegan = System.nanoTime();
  private long lines;
  private StepOutcome outcome;

  ScriptWork(
      UUID activityId,
      ActivityStore activities,
      ScriptCall call,
      ScriptVerdict verdict,
      StopSignal stop) {
    this.activityId = activityId;
    this.activities = activities;
    this.call = call;
    this.verdict = verdict;
    this.stop = stop;
  }

  @Override
  public void open(Checkpoint from) {
    cutOff = STARTED.equals(from.phase());
  }

  @Override
  public Object next() {
    if (over) {
      return null;
    }
    if (cutOff) {
      throw new RunFailure(
          "The server stopped while this script ran. It is not run again by itself, because nobody"
              + " knows how far it came; look at its output and run the schedule again.");
    }
    if (!startTold) {
      startTold = true;
      chunkEnds = true;
      return Signal.START;
    }
    Optional<ScriptEvent> event = nextEvent();
    over = event.isPresent() && event.get().last();
    chunkEnds = event.isEmpty() || over || System.nanoTime() - chunkBegan > TICK_NANOS;
    return event.isPresent() ? event.get() : Signal.HEARTBEAT;
  }

  private Optional<ScriptEvent> nextEvent() {
    long end = System.nanoTime() + TICK_NANOS;
    try {
      Optional<ScriptEvent> event;
      do {
        event = call.next(GLANCE);
      } while (event.isEmpty() && !stop.stopRequested() && System.nanoTime() - end < 0);
      return event;
    } catch (IOException e) {
      throw new RunFailure(
          "No process for scripts can be started on this node; see the server's log and the"
              + " folder script-host in HORARIUM_HOME.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("The script was cut off because the server is shutting down.", e);
    }
  }

  @Override
  public boolean chunkEnds() {
    return chunkEnds;
  }

  @Override
  public void write(List<Object> batch) {
    List<NewItem> items = new ArrayList<>();
    for (Object item : batch) {
      if (item instanceof ScriptEvent event) {
        if (event.last()) {
          outcome = verdict.of(event);
        } else {
          lines++;
          items.add(NewItem.of(Long.toString(lines), event.text(), event.level()));
        }
      }
    }
    activities.addItems(activityId, items);
    chunkBegan = System.nanoTime();
  }

  @Override
  public Checkpoint checkpoint() {
    return new Checkpoint(STARTED, null);
  }

  @Override
  public Optional<StepOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public void stop() {
    call.close();
  }

  @Override
  public void close() {
    call.close();
  }
}
