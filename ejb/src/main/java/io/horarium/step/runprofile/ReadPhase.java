package io.horarium.step.runprofile;

import io.horarium.activity.Counter;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportRecord.Change;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connectorspace.CanonicalRecord;
import io.horarium.connectorspace.CanonicalRecord.ValueError;
import io.horarium.connectorspace.Canonicaliser;
import io.horarium.connectorspace.DocumentJson;
import io.horarium.connectorspace.ImportStageStore.Known;
import io.horarium.connectorspace.StagedRecord;
import io.horarium.connectorspace.StagedRecord.Op;
import io.horarium.platform.Ids;
import io.horarium.problem.RunFailure;
import io.horarium.step.Phase;
import io.horarium.step.runprofile.Deletions.Deletion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads the source to its end and stages every record: narrow rows for what has not changed,
 * documents for the rest (contract/sync-engine.md 5.2). Hashes are computed from what came in,
 * never from what is stored.
 */
final class ReadPhase implements Phase {

  /** A record with what is known about it before the database is asked. */
  private record Read(ImportRecord record, ObjectTypeScope type, CanonicalRecord canonical) {}

  private final ImportRun run;
  private final ImportSource source;
  private final Map<String, Canonicaliser> canonicalisers = new HashMap<>();
  private final Deletions deletions;
  private long ord;
  private boolean expected;

  ReadPhase(ImportRun run, ImportSource source) {
    this.run = run;
    this.source = source;
    this.deletions = new Deletions(run, this::canonicaliser);
  }

  @Override
  public String key() {
    return "import.read";
  }

  @Override
  public String name() {
    return "Importing objects";
  }

  @Override
  public String resumeAt() {
    return ImportRun.CONNECT;
  }

  @Override
  public Object next() {
    while (true) {
      ImportRecord record = source.next();
      if (record == null) {
        source.close();
        return null;
      }
      // Objects of types that are not selected are none of this run's business.
      if (record.objectType() == null
          || !run.plan().deselectedTypes().contains(record.objectType())) {
        return record;
      }
    }
  }

  @Override
  public Object process(Object item) {
    ImportRecord record = (ImportRecord) item;
    if (isDeletion(record)) {
      return new Read(record, null, null);
    }
    ObjectTypeScope type =
        record.objectType() == null
            ? null
            : run.plan().scope().objectType(record.objectType()).orElse(null);
    CanonicalRecord canonical = type == null ? null : canonicaliser(type).canonicalise(record);
    return new Read(record, type, canonical);
  }

  private Canonicaliser canonicaliser(ObjectTypeScope type) {
    return canonicalisers.computeIfAbsent(
        type.name(), name -> new Canonicaliser(type, source.culture()));
  }

  private static boolean isDeletion(ImportRecord record) {
    return record.change() == Change.DELETE && record.error() == null;
  }

  @Override
  public void write(List<Object> batch) {
    if (!expected) {
      expected = true;
      source.expected().ifPresent(objects -> run.activities().expect(run.id(), objects));
    }
    Map<Integer, Map<String, Known>> known = known(batch);
    List<StagedRecord> rows = new ArrayList<>(batch.size());
    List<Deletion> deleted = new ArrayList<>(0);
    long unchanged = 0;
    for (Object item : batch) {
      Read read = (Read) item;
      if (isDeletion(read.record())) {
        deleted.add(new Deletion(++ord, read.record()));
        continue;
      }
      Known stored =
          read.canonical() == null || read.canonical().anchor() == null
              ? null
              : known.get(read.type().id()).get(read.canonical().anchor());
      StagedRecord row = stage(read, stored);
      if (row.errorType() != null && source.stopsAtFirstError()) {
        throw new RunFailure(
            "Record " + row.ord() + " stopped the import, as its settings ask: " + row.errorText());
      }
      rows.add(row);
      // What this run has changed itself, in an attempt before a crash, is already counted.
      if (row.op() == Op.Same && !run.id().equals(stored.updatedRun())) {
        unchanged++;
      }
    }
    rows.addAll(deletions.stage(deleted));
    run.stage().stage(run.id(), rows);
    long read = batch.size();
    run.activities()
        .add(
            run.id(),
            Map.of(
                Counter.OBJECTS_READ,
                read,
                Counter.OBJECTS_PROCESSED,
                read,
                Counter.UNCHANGED,
                unchanged));
  }

  private Map<Integer, Map<String, Known>> known(List<Object> batch) {
    Map<Integer, List<String>> anchors =
        batch.stream()
            .map(Read.class::cast)
            .filter(read -> read.canonical() != null && read.canonical().anchor() != null)
            .collect(
                Collectors.groupingBy(
                    read -> read.type().id(),
                    Collectors.mapping(read -> read.canonical().anchor(), Collectors.toList())));
    Map<Integer, Map<String, Known>> known = new HashMap<>();
    anchors.forEach(
        (type, texts) -> known.put(type, run.stage().known(run.systemId(), type, texts)));
    return known;
  }

  private StagedRecord stage(Read read, Known stored) {
    if (read.type() == null) {
      return error(read, null, "CouldNotMatchObjectType", unknownType(read.record()));
    }
    CanonicalRecord canonical = read.canonical();
    if (read.record().error() != null) {
      return error(read, stored, read.record().error().type(), read.record().error().text());
    }
    if (canonical.anchor() == null) {
      return error(
          read,
          null,
          "MissingExternalIdAttributeValue",
          "The record has no usable value for the external id "
              + read.type().anchor()
              + "; give it one at the source.");
    }
    boolean same = stored != null && isSame(read, stored);
    return new StagedRecord(
        ++ord,
        same ? Op.Same : Op.Upsert,
        read.type().id(),
        read.record().partitionId(),
        canonical.anchor(),
        canonical.secondaryId(),
        stored == null ? Ids.next() : stored.csoId(),
        stored != null,
        same ? null : canonical.hash(),
        same ? null : DocumentJson.attrsJson(canonical.attrs()),
        same || canonical.refs().isEmpty() ? null : DocumentJson.refsJson(canonical.refs()),
        canonical.errors().isEmpty() ? null : canonical.errors().get(0).type(),
        canonical.errors().isEmpty()
            ? null
            : canonical.errors().stream().map(ValueError::text).collect(Collectors.joining(" ")));
  }

  private boolean isSame(Read read, Known stored) {
    return !run.plan().verifyHashes()
        && stored.normal()
        && Objects.equals(stored.partitionId(), read.record().partitionId())
        && Arrays.equals(stored.hash(), read.canonical().hash())
        && Arrays.equals(stored.fingerprint(), run.fingerprint());
  }

  private StagedRecord error(Read read, Known stored, String type, String text) {
    String anchor = read.canonical() == null ? null : read.canonical().anchor();
    UUID cso = stored == null ? null : stored.csoId();
    Integer objectType = read.type() == null ? null : read.type().id();
    return new StagedRecord(
        ++ord,
        Op.Error,
        objectType,
        null,
        anchor,
        null,
        cso,
        stored != null,
        null,
        null,
        null,
        type,
        text);
  }

  private static String unknownType(ImportRecord record) {
    return record.error() != null
        ? record.error().text()
        : "The record is of an object type that the schema does not have; import the schema again or correct the record.";
  }
}
