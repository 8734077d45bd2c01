package io.horarium.connector.csv;

import io.horarium.connector.Connector;
import io.horarium.connector.DiscoveredSchema;
import io.horarium.connector.DiscoveredSchema.DiscoveredType;
import io.horarium.connector.ExportSession;
import io.horarium.connector.FileRoots;
import io.horarium.connector.ImportCursor;
import io.horarium.connector.ImportScope;
import io.horarium.connector.StopSignal;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.RunFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads and writes one delimited file. Holds nothing open itself; the cursors and sessions do. */
final class CsvConnector implements Connector {

  private final CsvSettings settings;
  private final FileRoots roots;

  CsvConnector(CsvSettings settings, FileRoots roots) {
    this.settings = settings;
    this.roots = roots;
  }

  @Override
  public DiscoveredSchema discoverSchema() {
    String shown = settings.filePath();
    Path file = resolve(CsvSettings.FILE_PATH, shown);
    if (settings.mode() == CsvSettings.Mode.EXPORT_ONLY && Files.notExists(file)) {
      return withoutFile(shown);
    }
    try (CsvRows rows = CsvRows.open(file, shown, settings)) {
      return new CsvSchemaDiscovery(shown, settings).discover(rows);
    }
  }

  @Override
  public Locale culture() {
    return settings.culture();
  }

  @Override
  public boolean stopsAtFirstError() {
    return settings.stopOnFirstError();
  }

  /** Export Only: the file may come later (contract/jim-sync.md 2.5, 12 row 8). */
  private DiscoveredSchema withoutFile(String shown) {
    if (settings.objectType() == null) {
      throw new RunFailure(
          "The file '"
              + shown
              + "' does not exist, so Object Type Column names no object type; put a file with a"
              + " header and one row per type there, or set Object Type.");
    }
    return new DiscoveredSchema(
        List.of(new DiscoveredType(settings.objectType(), null, null, List.of())),
        List.of(
            "The file '"
                + shown
                + "' does not exist, so the type has no attributes; put a file with only a header"
                + " there and import the schema again."));
  }

  @Override
  public ImportCursor openFull(ImportScope scope, int pageSize, StopSignal stop) {
    String shown = path(scope);
    Path file = resolve(CsvSettings.FILE_PATH, shown);
    CsvRows rows = CsvRows.open(file, shown, settings);
    try {
      return new CsvCursor(rows, CsvPlan.of(rows, shown, settings, scope), file, settings, stop);
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  @Override
  public ExportSession openExport(ImportScope scope, StopSignal stop) {
    if (settings.mode() == CsvSettings.Mode.IMPORT_ONLY) {
      throw new RunFailure(
          "The Mode of the file is Import Only; choose Export Only or Bidirectional to export.");
    }
    if (scope.objectTypes().isEmpty()) {
      throw new RunFailure("No object type is selected; select one in the schema.");
    }
    String shown = path(scope);
    Path file = resolve(CsvSettings.FILE_PATH, shown);
    if (Files.isDirectory(file)) {
      throw new RunFailure("'" + shown + "' is a folder; name a file in it.");
    }
    return new CsvExportSession(file, shown, settings, scope, stop);
  }

  /** The run profile's file, else that of the settings (contract/jim-sync.md 12 row 6). */
  private String path(ImportScope scope) {
    boolean ofProfile = scope.filePath() != null && !scope.filePath().isBlank();
    return ofProfile ? scope.filePath() : settings.filePath();
  }

  private Path resolve(String field, String path) {
    try {
      return roots.resolve(field, path);
    } catch (InvalidInput e) {
      throw new RunFailure(e.getMessage(), e); // roots or links changed since it was saved
    }
  }

  @Override
  public void close() {
    // A file is open only while its cursor is.
  }
}
