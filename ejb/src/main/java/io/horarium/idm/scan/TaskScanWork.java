package io.horarium.idm.scan;

import io.horarium.activity.ActivityStore;
import io.horarium.activity.Counter;
import io.horarium.activity.NewItem;
import io.horarium.step.Checkpoint;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepWork;
import io.horarium.step.script.ObjectScript;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * One run of a task scanner. Objects are found page by page and claimed; the claim is committed
 * before any of their scripts begins. The checkpoint names every object that is claimed and whose
 * script has not been accounted for, so that after a crash no script runs a second time: such an
 * object is reported, and is taken by a later scan as {@code recovery.timeout} says.
 */
final class TaskScanWork implements StepWork {

  private static final String PHASE = "scan";
  private static final long TICK_NANOS = 1_000_000_000L;
  private static final long GLANCE_NANOS = 2_000_000L;
  private static final int CLAIMS_PER_THREAD = 10;

  private enum Signal {
    BEGIN,
    HEARTBEAT,
    CUT_OFF,
    END
  }

  private record Page(List<ScanObject> objects) {}

  private record Task(ScanObject object, JsonObject state) {}

  private record Done(ScanObject object, ObjectScript.Result result) {}

  private final StepContext context;
  private final ScanRequest request;
  private final ObjectSet set;
  private final ObjectScript script;
  private final ScanStore store;
  private final ActivityStore activities;

  private final Deque<Task> waiting = new ArrayDeque<>();
  private final Map<ScanObject, ObjectScript.Run> running = new LinkedHashMap<>();
  private final List<UUID> cutOff = new ArrayList<>();
  private boolean begun;
  private boolean over;
  private UUID after = ScanStore.FIRST;
  private long taken;
  private StepOutcome outcome;

  TaskScanWork(
      StepContext context,
      ScanRequest request,
      ObjectSet set,
      ObjectScript script,
      ScanStore store,
      ActivityStore activities) {
    this.context = context;
    this.request = request;
    this.set = set;
    this.script = script;
    this.store = store;
    this.activities = activities;
  }

  @Override
  public void open(Checkpoint from) {
    if (from.cursor() == null) {
      return;
    }
    JsonObject cursor = ScanObject.parse(from.cursor());
    begun = true;
    after = UUID.fromString(cursor.getString("after"));
    taken = cursor.getJsonNumber("taken").longValue();
    cursor
        .getJsonArray("claimed")
        .getValuesAs(JsonString.class)
        .forEach(id -> cutOff.add(UUID.fromString(id.getString())));
  }

  @Override
  public Object next() {
    if (over) {
      return null;
    }
    if (!begun) {
      return Signal.BEGIN;
    }
    if (!cutOff.isEmpty()) {
      return Signal.CUT_OFF;
    }
    if (!waiting.isEmpty() || !running.isEmpty()) {
      List<Done> done = ended();
      return done.isEmpty() ? Signal.HEARTBEAT : done;
    }
    long left = request.maxRecords() - taken;
    int size = (int) Math.min(left, Math.min(context.batchSize(), threads() * CLAIMS_PER_THREAD));
    List<ScanObject> page = size == 0 ? List.of() : store.page(set, request, after, size);
    return page.isEmpty() ? Signal.END : new Page(page);
  }

  /** The scripts that have ended; waits a moment for the first. */
  private List<Done> ended() {
    long end = System.nanoTime() + TICK_NANOS;
    List<Done> done = new ArrayList<>();
    do {
      while (!waiting.isEmpty() && running.size() < threads()) {
        Task task = waiting.remove();
        running.put(
            task.object(),
            script.start(
                set.name() + "/" + task.object().id(), task.object().view(set, task.state())));
      }
      Iterator<Map.Entry<ScanObject, ObjectScript.Run>> each = running.entrySet().iterator();
      while (each.hasNext()) {
        Map.Entry<ScanObject, ObjectScript.Run> entry = each.next();
        Optional<ObjectScript.Result> result = entry.getValue().poll();
        if (result.isPresent()) {
          done.add(new Done(entry.getKey(), result.get()));
          each.remove();
        }
      }
      if (done.isEmpty()) {
        LockSupport.parkNanos(GLANCE_NANOS);
      }
    } while (done.isEmpty() && !context.stop().stopRequested() && System.nanoTime() - end < 0);
    return done;
  }

  private int threads() {
    return Math.min(request.threads(), script.places());
  }

  @Override
  public boolean chunkEnds() {
    return true;
  }

  @Override
  public void write(List<Object> batch) {
    for (Object item : batch) {
      if (item instanceof Page page) {
        claim(page.objects());
      } else if (item instanceof List<?> done) {
        account(done.stream().map(Done.class::cast).toList());
      } else if (item == Signal.BEGIN) {
        begun = true;
        activities.expect(
            context.activityId(), Math.min(store.count(set, request), request.maxRecords()));
      } else if (item == Signal.CUT_OFF) {
        accountForCutOff();
      } else if (item == Signal.END) {
        over = true;
        outcome = judged();
      }
    }
  }

  private void claim(List<ScanObject> found) {
    after = found.get(found.size() - 1).id();
    Instant now = store.now();
    List<ScanObject> free = found.stream().filter(object -> isFree(object, now)).toList();
    if (free.isEmpty()) {
      return;
    }
    Map<UUID, JsonObject> claimed =
        store.claim(context.stepExecutionId(), request, free, TimeSpan.iso(now));
    taken += claimed.size();
    for (ScanObject object : free) {
      if (claimed.containsKey(object.id())) {
        waiting.add(new Task(object, claimed.get(object.id())));
      }
    }
  }

  /** Whether it was never claimed, or so long ago that it may be taken again. */
  private boolean isFree(ScanObject object, Instant now) {
    String started = object.at(request.started());
    return started == null || !request.recovery().after(Instant.parse(started)).isAfter(now);
  }

  private void account(List<Done> ended) {
    List<NewItem> items = new ArrayList<>();
    List<UUID> succeeded = new ArrayList<>();
    for (Done done : ended) {
      items.add(item(done));
      if (done.result().isTrue()) {
        succeeded.add(done.object().id());
      }
    }
    if (!succeeded.isEmpty()) {
      store.complete(context.stepExecutionId(), request, succeeded, TimeSpan.iso(store.now()));
    }
    store.release(request, ended.stream().map(done -> done.object().id()).toList());
    activities.addItems(context.activityId(), items);
    activities.add(context.activityId(), Map.of(Counter.UPDATED, (long) succeeded.size()));
  }

  private NewItem item(Done done) {
    ObjectScript.Result result = done.result();
    String output = String.join("\n", result.lines());
    String summary =
        result.failure() != null
            ? output
            : (result.isTrue() ? "Completed" : "Not completed: the script did not return true")
                + (output.isEmpty() ? "" : ". " + output);
    return new NewItem(
        done.object().id().toString(),
        done.object().displayName(),
        set.name(),
        result.isTrue() ? "Updated" : "NotSet",
        result.failure() == null ? null : "UnhandledError",
        result.failure(),
        summary);
  }

  private void accountForCutOff() {
    activities.addItems(
        context.activityId(),
        cutOff.stream()
            .map(
                id ->
                    new NewItem(
                        id.toString(),
                        null,
                        set.name(),
                        "NotSet",
                        "UnhandledError",
                        "The server stopped while the script of this object ran. It is not run"
                            + " again by this scan, because nobody knows how far it came; a later"
                            + " scan takes the object when recovery.timeout is over.",
                        null))
            .toList());
    store.release(request, List.copyOf(cutOff));
    cutOff.clear();
  }

  private StepOutcome judged() {
    ActivityStore.Tally tally = activities.tally(context.activityId());
    String message = taken + " objects were claimed, " + tally.updated() + " tasks completed";
    return tally.errors() == 0
        ? new StepOutcome(StepOutcome.Ending.Complete, message, null)
        : new StepOutcome(StepOutcome.Ending.CompleteWithError, message, null);
  }

  @Override
  public Checkpoint checkpoint() {
    JsonArrayBuilder claimed = Json.createArrayBuilder();
    waiting.forEach(task -> claimed.add(task.object().id().toString()));
    running.keySet().forEach(object -> claimed.add(object.id().toString()));
    cutOff.forEach(id -> claimed.add(id.toString()));
    return new Checkpoint(
        PHASE,
        Json.createObjectBuilder()
            .add("after", after.toString())
            .add("taken", taken)
            .add("claimed", claimed)
            .build()
            .toString());
  }

  @Override
  public Optional<StepOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public void stop() {
    close();
  }

  @Override
  public void close() {
    running.values().forEach(ObjectScript.Run::close);
    running.clear();
  }
}
