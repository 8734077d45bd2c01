package io.horarium.sync.pendingexport;

import io.horarium.sync.pendingexport.ComparedAttributes.Compared;
import io.horarium.sync.pendingexport.Confirmation.Outcome;
import io.horarium.sync.pendingexport.SentExport.ImportedReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Compares what was sent with what an import found (contract/sync-engine.md 7.2, 7.3). Only an
 * import after sending costs a change an attempt; looking again before it is sent again does not.
 *
 * @param attributes how to compare
 * @param now from which backoffs count
 */
public record ConfirmationPolicy(ComparedAttributes attributes, Instant now) {

  /** From this number of values of an attribute on, sets are built instead of searching lists. */
  private static final int MANY = 16;

  /** Judges one export. */
  public Confirmation confirm(SentExport export) {
    List<PendingChange> changes = new ArrayList<>();
    Map<Integer, Set<String>> sets = new HashMap<>(4);
    int missed = 0;
    for (PendingChange change : export.changes()) {
      if (!change.status().sent()) {
        changes.add(change);
      } else if (!found(export, change, sets)) {
        boolean now = change.status() == ChangeStatus.AwaitingConfirmation;
        missed += now ? 1 : 0;
        changes.add(now ? change.notFound(seen(export, change), export.maxAttempts()) : change);
      }
    }
    List<PendingReference> references = new ArrayList<>();
    Map<Integer, Targets> targets = new HashMap<>(4);
    boolean undecided = false;
    for (PendingReference reference : export.references()) {
      if (!reference.status().sent()) {
        references.add(reference);
      } else if (!found(export, reference, targets)) {
        boolean now = reference.status() == ChangeStatus.AwaitingConfirmation;
        missed += now ? 1 : 0;
        undecided |= export.seen();
        references.add(
            now ? reference.notFound(seen(export, reference), export.maxAttempts()) : reference);
      }
    }
    return judge(export, changes, references, missed, undecided);
  }

  private Confirmation judge(
      SentExport export,
      List<PendingChange> changes,
      List<PendingReference> references,
      int missed,
      boolean undecided) {
    List<ChangeStatus> statuses =
        Stream.concat(
                changes.stream().map(PendingChange::status),
                references.stream().map(PendingReference::status))
            .toList();
    PendingExportStatus status = PendingExportStatus.Exported;
    if (statuses.contains(ChangeStatus.NotConfirmed)) {
      status = PendingExportStatus.ExportNotConfirmed;
    } else if (statuses.contains(ChangeStatus.Pending)) {
      status = PendingExportStatus.Pending;
    } else if (statuses.contains(ChangeStatus.Failed)) {
      status = PendingExportStatus.Failed;
    }
    Outcome outcome = Outcome.OPEN;
    if (statuses.isEmpty() && (export.seen() || export.type() != PendingExportType.Create)) {
      outcome = Outcome.CONFIRMED;
    } else if (missed > 0) {
      outcome = status == PendingExportStatus.Failed ? Outcome.FAILED : Outcome.RETRYING;
    }
    PendingExportType type = export.type();
    if (export.seen()) {
      type = PendingExportType.Update;
    } else if (export.provisioning()) {
      type = PendingExportType.Create;
    }
    return new Confirmation(
        export,
        outcome,
        type,
        status,
        changes,
        references,
        outcome == Outcome.RETRYING ? now.plus(Backoff.after(attempts(changes, references))) : null,
        error(export, outcome, missed),
        undecided);
  }

  private static String error(SentExport export, Outcome outcome, int missed) {
    if (outcome != Outcome.RETRYING && outcome != Outcome.FAILED) {
      return null;
    }
    String what =
        export.seen()
            ? missed + " of the exported changes are not in the object as it was imported;"
            : "The object that was exported was not found by the import;";
    return outcome == Outcome.FAILED
        ? what + " they were sent as often as they may be and need a person now."
        : what + " the next export sends them again.";
  }

  private static int attempts(List<PendingChange> changes, List<PendingReference> references) {
    return Stream.concat(
            changes.stream().map(PendingChange::attempts),
            references.stream().map(PendingReference::attempts))
        .mapToInt(Integer::intValue)
        .max()
        .orElse(1);
  }

  private boolean found(SentExport export, PendingChange change, Map<Integer, Set<String>> sets) {
    Compared attribute = attributes.byId(change.attributeId());
    if (!export.seen() || attribute == null) {
      // What is not imported cannot be looked at; a person sees it when it fails.
      return false;
    }
    if (attribute.reference()) {
      return change.op() == ChangeOp.Clear
          && export.referencesAfter().getOrDefault(change.attributeId(), List.of()).isEmpty();
    }
    List<String> values = export.after().getOrDefault(attribute.name(), List.of());
    return switch (change.op()) {
      case Set -> values.size() == 1 && attribute.equality().same(values.get(0), change.value());
      case Clear -> values.isEmpty();
      case Add -> contains(attribute, values, change.value(), sets);
      case Remove -> !contains(attribute, values, change.value(), sets);
    };
  }

  private static boolean contains(
      Compared attribute, List<String> values, String value, Map<Integer, Set<String>> sets) {
    if (values.size() < MANY) {
      return attribute.equality().contains(values, value);
    }
    return sets.computeIfAbsent(attribute.id(), id -> attribute.equality().keys(values))
        .contains(attribute.equality().key(value));
  }

  private boolean found(
      SentExport export, PendingReference reference, Map<Integer, Targets> targets) {
    Compared attribute = attributes.byId(reference.attributeId());
    if (!export.seen() || attribute == null) {
      return false;
    }
    List<ImportedReference> values =
        export.referencesAfter().getOrDefault(reference.attributeId(), List.of());
    boolean there =
        values.size() < MANY
            ? values.stream().anyMatch(value -> means(attribute, value, reference))
            : targets
                .computeIfAbsent(attribute.id(), id -> Targets.of(attribute, values))
                .have(attribute, reference);
    return switch (reference.op()) {
      case Set -> there && values.size() == 1;
      case Add -> there;
      case Remove -> !there;
      case Clear -> values.isEmpty();
    };
  }

  private static boolean means(
      Compared attribute, ImportedReference value, PendingReference reference) {
    if (value.targetCsoId() != null && reference.targetCsoId() != null) {
      return value.targetCsoId().equals(reference.targetCsoId());
    }
    return reference.value() != null && attribute.equality().same(value.raw(), reference.value());
  }

  /** The values of an attribute with many of them: those of known targets, and the texts. */
  private record Targets(Set<UUID> known, Set<String> texts) {

    static Targets of(Compared attribute, List<ImportedReference> values) {
      Set<UUID> known = new HashSet<>(values.size() * 2);
      Set<String> texts = new HashSet<>();
      for (ImportedReference value : values) {
        if (value.targetCsoId() != null) {
          known.add(value.targetCsoId());
        }
        texts.add(attribute.equality().key(value.raw()));
      }
      return new Targets(known, texts);
    }

    boolean have(Compared attribute, PendingReference reference) {
      return (reference.targetCsoId() != null && known.contains(reference.targetCsoId()))
          || (reference.value() != null
              && texts.contains(attribute.equality().key(reference.value())));
    }
  }

  private String seen(SentExport export, PendingChange change) {
    Compared attribute = attributes.byId(change.attributeId());
    boolean single = change.op() == ChangeOp.Set || change.op() == ChangeOp.Clear;
    if (!export.seen() || attribute == null || !single) {
      return null;
    }
    List<String> values = export.after().getOrDefault(attribute.name(), List.of());
    return values.isEmpty() ? null : values.get(0);
  }

  private static String seen(SentExport export, PendingReference reference) {
    if (!export.seen() || reference.op() != ChangeOp.Set) {
      return null;
    }
    List<ImportedReference> values =
        export.referencesAfter().getOrDefault(reference.attributeId(), List.of());
    return values.isEmpty() ? null : values.get(0).raw();
  }
}
