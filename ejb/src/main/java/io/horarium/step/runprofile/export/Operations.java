package io.horarium.step.runprofile.export;

import io.horarium.connector.ConnectorDescriptor.SchemaStandard;
import io.horarium.connector.DataType;
import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportOperation.AttributeChange;
import io.horarium.connector.ExportOperation.Kind;
import io.horarium.connector.ExportOperation.Op;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.sync.pendingexport.ChangeOp;
import io.horarium.sync.pendingexport.DueExport;
import io.horarium.sync.pendingexport.PendingChange;
import io.horarium.sync.pendingexport.PendingExportType;
import io.horarium.sync.pendingexport.PendingReference;
import io.horarium.sync.pendingexport.ValueEquality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns pending exports into operations of a connector. */
final class Operations {

  /** Why an export cannot be sent as things are; a sentence for a person. */
  static final class CannotBeSent extends Exception {
    private static final long serialVersionUID = 1L;

    CannotBeSent(String message) {
      super(message, null, false, false);
    }
  }

  private record Key(int attributeId, ChangeOp op) {}

  private record Type(
      ObjectTypeScope scope,
      Map<Integer, AttributeScope> attributes,
      AttributeScope anchor,
      AttributeScope secondaryId,
      ValueEquality secondaryEquality) {}

  private final Map<Integer, Type> types = new HashMap<>();

  Operations(ImportScope scope, SchemaStandard standard) {
    for (ObjectTypeScope type : scope.objectTypes()) {
      Map<Integer, AttributeScope> attributes = new HashMap<>();
      type.attributes().forEach(attribute -> attributes.put(attribute.id(), attribute));
      AttributeScope secondary =
          type.secondaryId() == null ? null : type.attribute(type.secondaryId()).orElse(null);
      types.put(
          type.id(),
          new Type(
              type,
              attributes,
              type.attribute(type.anchor()).orElse(null),
              secondary,
              ValueEquality.of(
                  secondary == null ? DataType.Text : secondary.type(), standard, true)));
    }
  }

  /**
   * The operation that sends everything of the export that can be sent now; it may {@linkplain
   * #changesNothing change nothing}.
   *
   * @return null when there is nothing to send
   * @throws CannotBeSent it does not fit the selected schema
   */
  ExportOperation operation(DueExport export) throws CannotBeSent {
    Type type = types.get(export.objectTypeId());
    if (export.type() == PendingExportType.Delete) {
      return new ExportOperation(
          Kind.DELETE,
          type.scope().name(),
          export.csoId(),
          anchor(export),
          export.secondaryId(),
          null,
          List.of(),
          export.inDoubt());
    }
    boolean create = export.type() == PendingExportType.Create;
    String place = stagedPlace(export, type);
    List<AttributeChange> changes = changes(export, type);
    boolean moves =
        !create && place != null && !type.secondaryEquality().same(place, export.secondaryId());
    if (!create && changes.isEmpty() && !moves && !placeOnly(export, type)) {
      return null;
    }
    return new ExportOperation(
        create ? Kind.CREATE : Kind.UPDATE,
        type.scope().name(),
        export.csoId(),
        anchor(export),
        create && place != null ? place : export.secondaryId(),
        moves ? place : null,
        changes,
        export.inDoubt());
  }

  /** What the object is called in the target, or will be by its own create; null: not known. */
  String anchor(DueExport export) {
    Type type = types.get(export.objectTypeId());
    return export.anchor() != null || type.anchor() == null
        ? export.anchor()
        : export.staged(type.anchor().id());
  }

  /** Where the object is, or will be; null: not known, or the system knows no places. */
  String place(DueExport export) {
    String staged = stagedPlace(export, types.get(export.objectTypeId()));
    return staged == null ? export.secondaryId() : staged;
  }

  /** Whether two places are the same one. */
  boolean samePlace(DueExport export, String one, String other) {
    return one != null
        && other != null
        && types.get(export.objectTypeId()).secondaryEquality().same(one, other);
  }

  /** The name people know the object by. */
  String displayName(DueExport export) {
    if (export.displayName() != null) {
      return export.displayName();
    }
    Type type = types.get(export.objectTypeId());
    for (String name : List.of("displayName", "cn", "name")) {
      String staged = type.scope().attribute(name).map(a -> export.staged(a.id())).orElse(null);
      if (staged != null) {
        return staged;
      }
    }
    String anchor = anchor(export);
    return anchor == null ? place(export) : anchor;
  }

  private static String stagedPlace(DueExport export, Type type) {
    return type.secondaryId() == null ? null : export.staged(type.secondaryId().id());
  }

  /** Whether the target is already as the operation wants it. */
  static boolean changesNothing(ExportOperation operation) {
    return operation.kind() == Kind.UPDATE
        && operation.changes().isEmpty()
        && operation.newSecondaryId() == null;
  }

  /** Whether a new place that is the present one is all there is to send. */
  private static boolean placeOnly(DueExport export, Type type) {
    return type.secondaryId() != null
        && export.changes().stream()
            .anyMatch(c -> c.attributeId() == type.secondaryId().id() && c.status().toBeSent());
  }

  private static List<AttributeChange> changes(DueExport export, Type type) throws CannotBeSent {
    // Values of one attribute travel together; single-valued attributes, the most, cost one list.
    Map<Key, List<String>> grouped = new LinkedHashMap<>();
    int secondary = type.secondaryId() == null ? -1 : type.secondaryId().id();
    for (PendingChange change : export.changes()) {
      if (change.status().toBeSent() && change.attributeId() != secondary) {
        List<String> values =
            grouped.computeIfAbsent(
                new Key(change.attributeId(), change.op()), key -> new ArrayList<>(1));
        if (change.value() != null) {
          values.add(change.value());
        }
      }
    }
    for (PendingReference reference : export.references()) {
      if (reference.sendable()) {
        grouped
            .computeIfAbsent(
                new Key(reference.attributeId(), reference.op()), key -> new ArrayList<>(1))
            .add(reference.value());
      }
    }
    List<AttributeChange> changes = new ArrayList<>(grouped.size());
    for (var entry : grouped.entrySet()) {
      AttributeScope attribute = type.attributes().get(entry.getKey().attributeId());
      if (attribute == null) {
        throw new CannotBeSent(
            "An attribute of this pending export is no longer selected in the schema of the"
                + " connected system; select it again, or synchronise so that it is staged anew.");
      }
      changes.add(
          new AttributeChange(
              attribute.name(),
              attribute.type(),
              attribute.multiValued(),
              Op.valueOf(entry.getKey().op().name().toUpperCase(Locale.ROOT)),
              entry.getValue()));
    }
    return changes;
  }
}
