package io.horarium.step.runprofile;

import io.horarium.activity.Counter;
import io.horarium.step.Phase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds the objects that references mean. Walks over every object of the system with a reference
 * that means nothing yet, because an object that appeared in this run may be what an old value was
 * waiting for.
 */
final class ReferencesPhase implements Phase {

  private final ImportRun run;
  private final Deque<UUID> page = new ArrayDeque<>();
  private UUID readTo;
  private UUID written;
  private boolean over;

  ReferencesPhase(ImportRun run) {
    this.run = run;
  }

  @Override
  public String key() {
    return "import.references";
  }

  @Override
  public String name() {
    return "Resolving references";
  }

  @Override
  public void open(String cursor) {
    written = cursor == null ? null : UUID.fromString(cursor.replace("\"", ""));
    readTo = written;
  }

  @Override
  public Object next() {
    if (page.isEmpty() && !over) {
      List<UUID> objects =
          run.references().objectsWithDangling(run.systemId(), readTo, run.batchSize());
      page.addAll(objects);
      over = objects.isEmpty();
      readTo = over ? readTo : objects.get(objects.size() - 1);
    }
    return page.poll();
  }

  @Override
  public void write(List<Object> batch) {
    List<UUID> objects = batch.stream().map(UUID.class::cast).toList();
    run.references().resolve(run.systemId(), objects, run.objectTypeIds());
    run.activities().add(run.id(), Map.of(Counter.OBJECTS_PROCESSED, (long) batch.size()));
    written = objects.get(objects.size() - 1);
  }

  @Override
  public String cursor() {
    return written == null ? null : "\"" + written + "\"";
  }
}
