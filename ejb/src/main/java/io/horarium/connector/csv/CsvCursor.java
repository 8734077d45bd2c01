package io.horarium.connector.csv;

import io.horarium.connector.ImportCursor;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportRecord.RecordError;
import io.horarium.connector.StopSignal;
import io.horarium.connector.csv.CsvPlan.TypeColumns;
import io.horarium.problem.RunFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns the rows of a file into records. A row that cannot be used is a record with an error and
 * with its ids, if they can be read. A row of a type that is not selected is a record of that type
 * without values and without error: only the engine knows whether such a type exists.
 *
 * <p>Once it has failed it fails for ever; a second call must not look like the end.
 */
final class CsvCursor implements ImportCursor {

  private static final String NO_TYPE = "CouldNotMatchObjectType";
  private static final String TOO_MANY_FIELDS = "UnexpectedAttribute";
  private static final String TOO_FEW_FIELDS = "ImportAttributeValueError";

  private final CsvRows rows;
  private final CsvPlan plan;
  private final Path file;
  private final boolean stopOnFirstError;
  private final StopSignal stop;
  private RunFailure failure;
  private boolean complete;

  CsvCursor(CsvRows rows, CsvPlan plan, Path file, CsvSettings settings, StopSignal stop) {
    this.rows = rows;
    this.plan = plan;
    this.file = file;
    this.stopOnFirstError = settings.stopOnFirstError();
    this.stop = stop;
  }

  /** A file has no high-water mark. */
  @Override
  public Optional<String> tokenAtStart() {
    return Optional.empty();
  }

  /** Reads the file once for its line ends; line breaks within quotes count too. */
  @Override
  public OptionalLong expected() {
    return LineCount.below(file);
  }

  @Override
  public ImportRecord next() {
    if (failure != null) {
      throw failure;
    }
    try {
      return complete ? null : read();
    } catch (RunFailure e) {
      failure = e;
      throw e;
    }
  }

  private ImportRecord read() {
    if (stop.stopRequested()) {
      throw new RunFailure("The run was cancelled while the file was read.");
    }
    CsvRow row = rows.next();
    if (row == null) {
      complete = true;
      return null;
    }
    String type = typeOf(row);
    TypeColumns columns = type == null ? null : plan.types().get(type);
    RecordError error = errorOf(row, type);
    if (error == null) {
      return new ImportRecord(
          type, columns == null ? Map.of() : columns.all().valuesOf(row.cells()), null);
    }
    if (stopOnFirstError) {
      throw new RunFailure(error.text() + " The setting Stop On First Error ended the import.");
    }
    if (type == null) {
      return new ImportRecord(null, plan.ids().valuesOf(row.cells()), error);
    }
    return new ImportRecord(
        type, columns == null ? Map.of() : columns.ids().valuesOf(row.cells()), error);
  }

  /** The row's object type, or null when it names none. */
  private String typeOf(CsvRow row) {
    if (plan.typeColumn() < 0) {
      return plan.fixedType();
    }
    String cell = row.cells()[plan.typeColumn()];
    return cell == null || cell.isBlank() ? null : cell.strip();
  }

  private RecordError errorOf(CsvRow row, String type) {
    if (row.fields() != plan.width()) {
      return new RecordError(
          row.fields() > plan.width() ? TOO_MANY_FIELDS : TOO_FEW_FIELDS,
          "The record in line "
              + row.line()
              + " has "
              + row.fields()
              + " fields, but the header has "
              + plan.width()
              + "; correct the record, or quote the fields that hold the delimiter.");
    }
    if (type == null) {
      return new RecordError(
          NO_TYPE,
          "The record in line "
              + row.line()
              + " names no object type; fill its Object Type Column.");
    }
    return null;
  }

  @Override
  public void close() {
    if (!complete && failure == null) {
      failure = new RunFailure("The file was closed before it was read to its end.");
    }
    rows.close();
  }
}
