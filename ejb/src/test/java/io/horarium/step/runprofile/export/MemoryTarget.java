package io.horarium.step.runprofile.export;

import io.horarium.connector.Connector;
import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorDescriptor.Capabilities;
import io.horarium.connector.ConnectorDescriptor.ExportGranularity;
import io.horarium.connector.ConnectorDescriptor.SchemaStandard;
import io.horarium.connector.ConnectorFactory;
import io.horarium.connector.DiscoveredSchema;
import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportOperation.AttributeChange;
import io.horarium.connector.ExportResult;
import io.horarium.connector.ExportSession;
import io.horarium.connector.ImportCursor;
import io.horarium.connector.ImportScope;
import io.horarium.connector.SettingValues;
import io.horarium.connector.StopSignal;
import io.horarium.connector.SystemFact;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** A target in memory that a test can make fail in every way a target does. */
final class MemoryTarget implements ConnectorFactory {

  /** The target's objects by place (or external id, where there are no places): value texts. */
  final Map<String, Map<String, Set<String>>> objects = new TreeMap<>();

  /** Calls as "kind place, kind place"; a question mark behind what is in doubt. */
  final List<String> calls = new ArrayList<>();

  private final ExportGranularity granularity;
  boolean unreachable;
  boolean confirmsItself;
  boolean publishFails;
  int opened;
  Function<ExportOperation, ExportResult> trouble = operation -> null;

  MemoryTarget(ExportGranularity granularity) {
    this.granularity = granularity;
  }

  @Override
  public ConnectorDescriptor descriptor() {
    return new ConnectorDescriptor(
        "memory",
        "Memory",
        "For tests.",
        null,
        List.of(),
        new Capabilities(
            true,
            true,
            true,
            false,
            false,
            true,
            true,
            true,
            false,
            false,
            true,
            false,
            true,
            granularity),
        SchemaStandard.Ldap);
  }

  @Override
  public List<SystemFact> validate(SettingValues settings) {
    return List.of();
  }

  @Override
  public Connector create(SettingValues settings) {
    return new Connector() {
      @Override
      public DiscoveredSchema discoverSchema() {
        throw new UnsupportedOperationException("not part of these tests");
      }

      @Override
      public ImportCursor openFull(ImportScope scope, int pageSize, StopSignal stop) {
        throw new UnsupportedOperationException("not part of these tests");
      }

      @Override
      public ExportSession openExport(ImportScope scope, StopSignal stop) {
        if (unreachable) {
          throw new RunFailure("The target cannot be reached.");
        }
        opened++;
        return new Session(stop);
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }

  private final class Session implements ExportSession {

    private final StopSignal stop;
    private Map<String, Map<String, Set<String>>> draft = copy(objects);

    Session(StopSignal stop) {
      this.stop = stop;
    }

    @Override
    public List<ExportResult> execute(List<ExportOperation> batch) {
      calls.add(
          String.join(
              ", ",
              batch.stream()
                  .map(o -> o.kind() + " " + place(o) + (o.inDoubt() ? "?" : ""))
                  .toList()));
      List<ExportResult> results = new ArrayList<>();
      for (ExportOperation operation : batch) {
        if (stop.stopRequested()) {
          results.add(ExportResult.retryable("Not begun."));
          continue;
        }
        ExportResult trouble = MemoryTarget.this.trouble.apply(operation);
        results.add(trouble != null ? trouble : carryOut(operation));
      }
      if (granularity == ExportGranularity.BATCH) {
        objects.clear();
        objects.putAll(copy(draft));
      }
      return results;
    }

    private ExportResult carryOut(ExportOperation operation) {
      String place = place(operation);
      switch (operation.kind()) {
        case CREATE -> {
          if (draft.containsKey(place) && !operation.inDoubt()) {
            return ExportResult.alreadyExists(null, place);
          }
          draft.put(place, new TreeMap<>());
          apply(draft.get(place), operation.changes());
          return ExportResult.ok(
              operation.anchor() == null ? "id of " + place : null, operation.secondaryId());
        }
        case UPDATE -> {
          if (!draft.containsKey(place)) {
            return ExportResult.notFound();
          }
          Map<String, Set<String>> object = draft.get(place);
          if (operation.newSecondaryId() != null) {
            draft.remove(place);
            draft.put(operation.newSecondaryId(), object);
          }
          apply(object, operation.changes());
          return ExportResult.ok();
        }
        case DELETE -> {
          return draft.remove(place) == null ? ExportResult.notFound() : ExportResult.ok();
        }
      }
      throw new IllegalStateException();
    }

    @Override
    public void publish() {
      if (publishFails) {
        throw new RunFailure("The file could not be replaced.");
      }
      objects.clear();
      objects.putAll(copy(draft));
      calls.add("publish");
    }

    @Override
    public boolean confirmsItself() {
      return confirmsItself;
    }

    @Override
    public void close() {
      draft = null;
    }
  }

  static String place(ExportOperation operation) {
    return operation.secondaryId() == null ? operation.anchor() : operation.secondaryId();
  }

  private static void apply(Map<String, Set<String>> object, List<AttributeChange> changes) {
    for (AttributeChange change : changes) {
      Set<String> values = object.computeIfAbsent(change.attribute(), a -> new TreeSet<>());
      switch (change.op()) {
        case SET -> {
          values.clear();
          values.addAll(change.values());
        }
        case CLEAR -> values.clear();
        case ADD -> values.addAll(change.values());
        case REMOVE -> values.removeAll(change.values());
      }
      object.values().removeIf(Set::isEmpty);
    }
  }

  private static Map<String, Map<String, Set<String>>> copy(
      Map<String, Map<String, Set<String>>> objects) {
    Map<String, Map<String, Set<String>>> copy = new TreeMap<>();
    objects.forEach(
        (place, values) -> {
          Map<String, Set<String>> object = new TreeMap<>();
          values.forEach((name, texts) -> object.put(name, new TreeSet<>(texts)));
          copy.put(place, object);
        });
    return copy;
  }
}
