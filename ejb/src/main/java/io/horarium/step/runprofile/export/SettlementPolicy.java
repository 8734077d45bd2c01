package io.horarium.step.runprofile.export;

import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportOperation.Kind;
import io.horarium.connector.ExportResult;
import io.horarium.connectorspace.DocumentJson;
import io.horarium.sync.pendingexport.Backoff;
import io.horarium.sync.pendingexport.ChangeStatus;
import io.horarium.sync.pendingexport.DueExport;
import io.horarium.sync.pendingexport.PendingChange;
import io.horarium.sync.pendingexport.PendingExportStatus;
import io.horarium.sync.pendingexport.PendingExportType;
import io.horarium.sync.pendingexport.PendingReference;
import io.horarium.sync.pendingexport.Settlement;
import io.horarium.sync.pendingexport.Settlement.Fate;
import io.horarium.sync.pendingexport.Settlement.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides what becomes of a pending export after an answer (contract/sync-engine.md 10.4).
 *
 * @param operations of the run
 * @param confirmsItself whether what was written needs no confirming import
 * @param names of the attributes by id
 * @param stopped whether the run was being cancelled: then "not now" may mean "not begun", and
 *     costs no attempt
 * @param now from which backoffs count
 */
record SettlementPolicy(
    Operations operations,
    boolean confirmsItself,
    boolean stopped,
    Map<Integer, String> names,
    Instant now) {

  static final String ERROR = "ExportFailed";

  /** {@code operation} and {@code result} as in {@link ExportBatch}. */
  Settlement settle(DueExport export, ExportOperation operation, ExportResult result) {
    if (result == null) {
      return nothingSent(export);
    }
    if (operation == null) {
      return failed(export, result.text(), export.inDoubt());
    }
    return switch (result.status()) {
      case OK -> done(export, operation, result);
      case ALREADY_EXISTS ->
          adoptable(export, operation, result)
              ? done(export, operation, result)
              : failed(
                  export,
                  "The target has an object of this name already, which was not made by this"
                      + " export; join it, or remove or rename it.",
                  false);
      case NOT_FOUND ->
          operation.kind() == Kind.DELETE
              ? done(export, operation, result)
              : failed(
                  export,
                  "The object is not in the target; a Full Import finds out what became of it.",
                  export.inDoubt());
      case REFUSED -> failed(export, text(result, "The target refused it."), false);
      case RETRYABLE ->
          stopped
              ? notBegun(export)
              : failed(export, text(result, "The target could not take it now."), true);
    };
  }

  private boolean adoptable(DueExport export, ExportOperation operation, ExportResult result) {
    boolean ours =
        operations.samePlace(export, operation.secondaryId(), result.secondaryId())
            || (operation.anchor() != null && operation.anchor().equals(result.anchor()));
    return operation.kind() == Kind.CREATE && operation.inDoubt() && ours;
  }

  private Settlement done(DueExport export, ExportOperation operation, ExportResult result) {
    if (operation.kind() == Kind.DELETE) {
      return settlement(
          export,
          Fate.REMOVE_OBJECT,
          export.type(),
          PendingExportStatus.Exported,
          List.of(),
          export.attempts(),
          null,
          null,
          false,
          false,
          null,
          item(export, "Deprovisioned", null, null));
    }
    boolean waiting = export.references().stream().anyMatch(PendingReference::waiting);
    List<PendingChange> rest =
        confirmsItself
            ? export.changes().stream().filter(c -> !c.status().toBeSent()).toList()
            : export.changes().stream()
                .map(c -> c.status().toBeSent() ? c.with(ChangeStatus.AwaitingConfirmation) : c)
                .toList();
    boolean over = confirmsItself && rest.isEmpty() && !waiting;
    boolean nowThere = waiting || confirmsItself;
    boolean gaveUp = rest.stream().anyMatch(c -> c.status() == ChangeStatus.Failed);
    PendingExportStatus status =
        waiting
            ? PendingExportStatus.Pending
            : confirmsItself && gaveUp ? PendingExportStatus.Failed : PendingExportStatus.Exported;
    String moved =
        operation.newSecondaryId() == null && operation.kind() == Kind.UPDATE
            ? null
            : operations.place(export);
    return settlement(
        export,
        over ? Fate.REMOVE : Fate.KEEP,
        export.type() == PendingExportType.Create && nowThere
            ? PendingExportType.Update
            : export.type(),
        status,
        rest,
        0,
        null,
        null,
        waiting,
        false,
        new Names(
            result.anchor() != null ? result.anchor() : operation.anchor(),
            result.secondaryId() != null ? result.secondaryId() : moved,
            confirmsItself ? attrs(export) : null),
        item(export, "Exported", null, null));
  }

  private Settlement failed(DueExport export, String text, boolean inDoubt) {
    int attempts = export.attempts() + 1;
    boolean last = attempts >= export.maxAttempts();
    String told =
        last ? text + " It was tried " + attempts + " times and needs a person now." : text;
    return settlement(
        export,
        Fate.KEEP,
        export.type(),
        last ? PendingExportStatus.Failed : resting(export),
        export.changes(),
        attempts,
        text,
        last ? null : now.plus(Backoff.after(attempts)),
        waits(export),
        inDoubt,
        null,
        item(export, "NotSet", ERROR, told));
  }

  /** Back where it was before it was claimed. */
  private Settlement nothingSent(DueExport export) {
    boolean empty = export.changes().isEmpty() && export.references().isEmpty();
    return settlement(
        export,
        empty ? Fate.REMOVE : Fate.KEEP,
        export.type(),
        resting(export),
        export.changes(),
        export.attempts(),
        null,
        null,
        waits(export),
        export.inDoubt(),
        null,
        null);
  }

  private Settlement notBegun(DueExport export) {
    return settlement(
        export,
        Fate.KEEP,
        export.type(),
        resting(export),
        export.changes(),
        export.attempts(),
        null,
        null,
        waits(export),
        true,
        null,
        null);
  }

  private record Names(String anchor, String secondaryId, String attrs) {}

  private static Settlement settlement(
      DueExport export,
      Fate fate,
      PendingExportType type,
      PendingExportStatus status,
      List<PendingChange> changes,
      int attempts,
      String error,
      Instant nextAttempt,
      boolean unresolved,
      boolean inDoubt,
      Names names,
      Item item) {
    return new Settlement(
        export.id(),
        export.version(),
        fate,
        type,
        status,
        changes,
        attempts,
        error,
        nextAttempt,
        unresolved,
        inDoubt,
        names != null,
        names == null ? null : names.anchor(),
        names == null ? null : names.secondaryId(),
        names == null ? null : names.attrs(),
        item);
  }

  private Item item(DueExport export, String changeType, String errorType, String text) {
    String anchor = operations.anchor(export);
    return new Item(
        changeType,
        errorType,
        text,
        errorType == null ? changeType + ":1" : null,
        anchor == null ? operations.place(export) : anchor,
        operations.displayName(export));
  }

  private static PendingExportStatus resting(DueExport export) {
    boolean unconfirmed =
        export.changes().stream().anyMatch(c -> c.status() == ChangeStatus.NotConfirmed)
            || export.references().stream().anyMatch(r -> r.status() == ChangeStatus.NotConfirmed);
    return unconfirmed ? PendingExportStatus.ExportNotConfirmed : PendingExportStatus.Pending;
  }

  private static boolean waits(DueExport export) {
    return export.references().stream().anyMatch(PendingReference::waiting);
  }

  private static String text(ExportResult result, String otherwise) {
    return result.text() == null || result.text().isBlank() ? otherwise : result.text();
  }

  /** The document of the object's values once what was sent is there. */
  private String attrs(DueExport export) {
    Map<String, List<String>> attrs = new TreeMap<>(DocumentJson.attrs(export.attrs()));
    for (PendingChange change : export.changes()) {
      String name = names.get(change.attributeId());
      if (name != null && change.status().toBeSent()) {
        attrs.put(name, apply(change, attrs.getOrDefault(name, List.of())));
      }
    }
    attrs.values().removeIf(List::isEmpty);
    return DocumentJson.attrsJson(attrs);
  }

  private static List<String> apply(PendingChange change, List<String> before) {
    TreeSet<String> values = new TreeSet<>(before);
    switch (change.op()) {
      case Set -> {
        values.clear();
        values.add(change.value());
      }
      case Clear -> values.clear();
      case Add -> values.add(change.value());
      case Remove -> values.remove(change.value());
    }
    return List.copyOf(values);
  }
}
