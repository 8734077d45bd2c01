package io.horarium.step.runprofile;

import io.horarium.connector.DataType;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connectorspace.CanonicalRecord;
import io.horarium.connectorspace.Canonicaliser;
import io.horarium.connectorspace.ImportStageStore.Known;
import io.horarium.connectorspace.ImportStageStore.Named;
import io.horarium.connectorspace.StagedRecord;
import io.horarium.connectorspace.StagedRecord.Op;
import io.horarium.sync.pendingexport.ValueEquality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Finds the objects that deletions of a delta import mean, by external id or by place (contract/
 * sync-engine.md 6); a fixed number of queries per batch.
 */
final class Deletions {

  /** A deletion, and its place in the order of reading. */
  record Deletion(long ord, ImportRecord record) {}

  private record Candidate(ObjectTypeScope type, String anchor, String place) {}

  private final ImportRun run;
  private final Function<ObjectTypeScope, Canonicaliser> canonicalisers;
  private final ValueEquality placeEquality;

  Deletions(ImportRun run, Function<ObjectTypeScope, Canonicaliser> canonicalisers) {
    this.run = run;
    this.canonicalisers = canonicalisers;
    this.placeEquality = ValueEquality.of(DataType.Text, run.schemaStandard(), true);
  }

  List<StagedRecord> stage(List<Deletion> deletions) {
    if (deletions.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Candidate>> candidates = new HashMap<>();
    Map<Integer, Set<String>> anchors = new HashMap<>();
    Set<String> places = new HashSet<>();
    for (Deletion deletion : deletions) {
      List<Candidate> ofRecord = candidates(deletion.record());
      candidates.put(deletion.ord(), ofRecord);
      for (Candidate candidate : ofRecord) {
        if (candidate.anchor() != null) {
          anchors
              .computeIfAbsent(candidate.type().id(), id -> new HashSet<>())
              .add(candidate.anchor());
        } else if (candidate.place() != null) {
          places.add(candidate.place().toLowerCase(Locale.ROOT));
          places.add(placeEquality.key(candidate.place()));
        }
      }
    }
    Map<Integer, Map<String, Known>> known = new HashMap<>();
    anchors.forEach(
        (type, texts) -> known.put(type, run.stage().known(run.systemId(), type, texts)));
    Map<String, Named> named = new HashMap<>();
    if (!places.isEmpty()) {
      run.stage()
          .at(run.systemId(), places)
          .forEach(object -> named.put(placeEquality.key(object.secondaryId()), object));
    }
    List<StagedRecord> rows = new ArrayList<>(deletions.size());
    for (Deletion deletion : deletions) {
      rows.add(row(deletion.ord(), candidates.get(deletion.ord()), known, named));
    }
    return rows;
  }

  private StagedRecord row(
      long ord,
      List<Candidate> candidates,
      Map<Integer, Map<String, Known>> known,
      Map<String, Named> named) {
    for (Candidate candidate : candidates) {
      if (candidate.anchor() != null) {
        Known object = known.get(candidate.type().id()).get(candidate.anchor());
        if (object != null || candidates.size() == 1) {
          return row(
              ord,
              candidate.type().id(),
              candidate.anchor(),
              null,
              object == null ? null : object.csoId(),
              object != null);
        }
      }
    }
    for (Candidate candidate : candidates) {
      if (candidate.place() != null) {
        // A record of this run may say that something else is there now, so it is not known yet.
        String place = placeEquality.key(candidate.place());
        Named object = named.get(place);
        return object == null
            ? row(ord, null, null, place, null, false)
            : row(ord, object.objectTypeId(), object.anchor(), place, object.csoId(), false);
      }
    }
    return row(ord, null, null, null, null, false);
  }

  private static StagedRecord row(
      long ord, Integer type, String anchor, String place, UUID cso, boolean known) {
    return new StagedRecord(
        ord, Op.Delete, type, null, anchor, place, cso, known, null, null, null, null, null);
  }

  private List<Candidate> candidates(ImportRecord record) {
    List<Candidate> candidates = new ArrayList<>(1);
    for (ObjectTypeScope type : run.plan().scope().objectTypes()) {
      if (record.objectType() == null || record.objectType().equals(type.name())) {
        CanonicalRecord canonical = canonicalisers.apply(type).canonicalise(record);
        candidates.add(new Candidate(type, canonical.anchor(), canonical.secondaryId()));
      }
    }
    return candidates;
  }
}
