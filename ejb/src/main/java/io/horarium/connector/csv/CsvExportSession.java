package io.horarium.connector.csv;

import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportOperation.AttributeChange;
import io.horarium.connector.ExportOperation.Op;
import io.horarium.connector.ExportResult;
import io.horarium.connector.ExportSession;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connector.StopSignal;
import io.horarium.problem.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the changes of an export and writes the file once, when it is published
 * (contract/sync-engine.md 10.5). Opening reads the file for its anchors; memory holds them as
 * digests, the changes lie in a temporary file.
 */
final class CsvExportSession implements ExportSession {

  private final Path file;
  private final String shown;
  private final CsvSettings settings;
  private final StopSignal stop;
  private final Map<String, ObjectTypeScope> types = new HashMap<>();
  private final Map<String, Map<String, AttributeScope>> attributes = new HashMap<>();
  private final FileStamp stamp;
  private final CsvHeader header;
  private final CsvCells cells;
  private final RowIndex rows = new RowIndex();
  private final ChangeFile changes;
  private boolean changed;
  private boolean closed;

  /**
   * Reads the file for what it has.
   *
   * @param shown its path as the administrator wrote it
   */
  CsvExportSession(
      Path file, String shown, CsvSettings settings, ImportScope scope, StopSignal stop) {
    this.file = file;
    this.shown = shown;
    this.settings = settings;
    this.stop = stop;
    for (ObjectTypeScope type : scope.objectTypes()) {
      types.put(type.name(), type);
      Map<String, AttributeScope> byName = new HashMap<>();
      type.attributes().forEach(attribute -> byName.put(attribute.name(), attribute));
      attributes.put(type.name(), byName);
    }
    CsvFileRewrite.removeLeftovers(file);
    try {
      boolean exists = Files.exists(file) && Files.size(file) > 0;
      stamp = Files.exists(file) ? FileStamp.of(file) : null;
      if (exists) {
        try (CsvRows found = CsvRows.open(file, shown, settings)) {
          header = CsvHeader.of(found.header(), settings, scope);
          cells = new CsvCells(header, settings);
          index(found);
        }
      } else {
        header = CsvHeader.of(null, settings, scope);
        cells = new CsvCells(header, settings);
      }
      changes = new ChangeFile();
    } catch (IOException e) {
      throw new RunFailure(
          "The export to '"
              + shown
              + "' cannot be prepared; check that the server may read the file and write to its"
              + " temporary folder.",
          e);
    }
  }

  private void index(CsvRows found) {
    for (CsvRow row = found.next(); row != null; row = found.next()) {
      if (stop.stopRequested()) {
        throw new RunFailure("The run was cancelled before anything was written.");
      }
      if (row.fields() != header.before()) {
        throw new RunFailure(
            "The record in line "
                + row.line()
                + " of '"
                + shown
                + "' does not have as many fields as the header, so it cannot be written again as"
                + " it is; correct it.");
      }
      String type = typeOf(row.cells(), header, settings);
      String anchor = types.containsKey(type) ? cells.anchor(types.get(type), row.cells()) : null;
      if (anchor != null) {
        boolean twice = rows.get(type, anchor) != RowIndex.ABSENT;
        rows.put(type, anchor, twice ? RowIndex.AMBIGUOUS : RowIndex.UNCHANGED);
      }
    }
  }

  static String typeOf(String[] cells, CsvHeader header, CsvSettings settings) {
    if (header.typeColumn() < 0) {
      return settings.objectType();
    }
    String cell = cells[header.typeColumn()];
    return cell == null ? "" : cell.strip();
  }

  @Override
  public List<ExportResult> execute(List<ExportOperation> batch) {
    if (closed) {
      throw new RunFailure("The export was closed already.");
    }
    List<ExportResult> results = new ArrayList<>(batch.size());
    for (ExportOperation operation : batch) {
      if (stop.stopRequested()) {
        results.add(ExportResult.retryable("The run was cancelled before this was begun."));
        continue;
      }
      try {
        results.add(apply(operation));
      } catch (CsvCells.Unwritable e) {
        results.add(ExportResult.refused(e.getMessage()));
      } catch (IOException e) {
        throw new RunFailure(
            "The changes of the export cannot be kept; check that the server's temporary folder"
                + " has room.",
            e);
      }
    }
    return results;
  }

  private ExportResult apply(ExportOperation operation) throws IOException, CsvCells.Unwritable {
    ObjectTypeScope type = types.get(operation.objectType());
    if (type == null) {
      return ExportResult.refused(
          "Object type '" + operation.objectType() + "' is not selected; select it in the schema.");
    }
    if (header.typeColumn() < 0 && !type.name().equals(settings.objectType())) {
      return ExportResult.refused(
          "The file holds objects of type '"
              + settings.objectType()
              + "' only; name an Object Type Column instead of Object Type.");
    }
    String anchor = anchor(operation, type);
    if (anchor == null || anchor.isBlank()) {
      return ExportResult.refused(
          "The object has no value for its external id '"
              + type.anchor()
              + "'; map it in a synchronisation rule.");
    }
    long state = rows.get(type.name(), anchor);
    if (state == RowIndex.AMBIGUOUS) {
      return ExportResult.refused(
          "The file has several rows with this external id; remove the wrong ones.");
    }
    boolean present = state == RowIndex.UNCHANGED || state >= 0;
    switch (operation.kind()) {
      case CREATE -> {
        if (present && !operation.inDoubt()) {
          return ExportResult.alreadyExists(anchor, null);
        }
        keep(operation, type, anchor, state, !present);
        return ExportResult.ok(anchor, null);
      }
      case UPDATE -> {
        if (!present) {
          return ExportResult.notFound();
        }
        if (!operation.changes().isEmpty()) {
          keep(operation, type, anchor, state, false);
        }
        return ExportResult.ok();
      }
      case DELETE -> {
        if (!present) {
          return ExportResult.notFound();
        }
        rows.put(type.name(), anchor, RowIndex.DELETED);
        changed = true;
        return ExportResult.ok();
      }
    }
    throw new IllegalStateException("A kind of operation is not known");
  }

  /** The anchor of the operation, or of a new object the value its attribute is to have. */
  private static String anchor(ExportOperation operation, ObjectTypeScope type) {
    if (operation.anchor() != null) {
      return operation.anchor();
    }
    return operation.changes().stream()
        .filter(change -> change.attribute().equals(type.anchor()))
        .filter(change -> change.op() == Op.SET || change.op() == Op.ADD)
        .filter(change -> change.values().size() == 1)
        .map(change -> change.values().get(0))
        .findFirst()
        .orElse(null);
  }

  private void keep(
      ExportOperation operation,
      ObjectTypeScope type,
      String anchor,
      long previous,
      boolean creates)
      throws IOException, CsvCells.Unwritable {
    Map<String, AttributeScope> known = attributes.get(type.name());
    Map<AttributeChange, List<String>> written = new LinkedHashMap<>();
    boolean anchorWritten = false;
    for (AttributeChange change : operation.changes()) {
      AttributeScope scope = known.get(change.attribute());
      if (scope == null) {
        throw new CsvCells.Unwritable(
            change.attribute(), "is not selected; select it in the schema.");
      }
      if (change.attribute().equals(type.anchor())) {
        anchorWritten = true;
        if (!change.values().equals(List.of(anchor))) {
          throw new CsvCells.Unwritable(
              change.attribute(),
              "is the external id of the object, which cannot be changed; delete the object and"
                  + " create another one.");
        }
      }
      written.put(change, cells.written(change, scope));
    }
    if (creates && !anchorWritten) {
      AttributeScope scope = known.get(type.anchor());
      AttributeChange change =
          new AttributeChange(type.anchor(), scope.type(), false, Op.SET, List.of(anchor));
      written.put(change, cells.written(change, scope));
    }
    long place = changes.add(previous, creates, type.name(), anchor, written);
    rows.put(type.name(), anchor, place);
    changed = true;
  }

  /** Without a change the file stays as it is, and is not made. */
  @Override
  public void publish() {
    if (closed) {
      throw new RunFailure("The export was closed already.");
    }
    if (changed) {
      new CsvFileRewrite(file, shown, settings, stamp, header, cells, types, rows, changes).run();
      changed = false;
    }
  }

  /** In Export Only nobody reads the file back (contract/jim-sync.md 12 row 32). */
  @Override
  public boolean confirmsItself() {
    return settings.mode() == CsvSettings.Mode.EXPORT_ONLY;
  }

  @Override
  public void close() {
    closed = true;
    changes.close();
  }
}
