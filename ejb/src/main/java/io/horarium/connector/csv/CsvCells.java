package io.horarium.connector.csv;

import io.horarium.connector.DataType;
import io.horarium.connector.ExportOperation.AttributeChange;
import io.horarium.connector.ExportOperation.Op;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connector.ValueForm;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Values of attributes as cells of a row, and back. */
final class CsvCells {

  private final CsvHeader header;
  private final CsvSettings settings;
  private final ValueForm form;
  private final CharsetEncoder encoder;

  CsvCells(CsvHeader header, CsvSettings settings) {
    this.header = header;
    this.settings = settings;
    this.form = new ValueForm(settings.culture());
    this.encoder = settings.encoding().newEncoder();
  }

  /** Thrown for values that a file of these settings cannot hold; the message is a sentence. */
  static final class Unwritable extends Exception {

    private static final long serialVersionUID = 1L;

    Unwritable(String attribute, String reason) {
      super("Attribute '" + attribute + "' " + reason);
    }
  }

  /** The values of a change as the file has them. */
  List<String> written(AttributeChange change, AttributeScope scope) throws Unwritable {
    List<String> texts = new ArrayList<>(change.values().size());
    for (String value : change.values()) {
      String text = form.written(scope.type(), value);
      check(scope, text);
      texts.add(text);
    }
    if (texts.size() > 1 && !scope.multiValued() && change.op() != Op.REMOVE) {
      throw new Unwritable(
          scope.name(), "has several values, but is single-valued; map one value.");
    }
    return texts;
  }

  private void check(AttributeScope scope, String text) throws Unwritable {
    if (text.indexOf('\0') >= 0) {
      throw new Unwritable(
          scope.name(), "has a value with a NUL character, which no text file has.");
    }
    if (text.length() >= CsvRows.MAX_FIELD) {
      throw new Unwritable(scope.name(), "has a value that is too long for a file.");
    }
    if (!encoder.canEncode(text)) {
      throw new Unwritable(
          scope.name(),
          "has a value with characters that the setting Encoding does not have; use UTF-8.");
    }
    if (scope.multiValued()
        && (text.contains(settings.multiValueDelimiter()) || !text.equals(text.strip()))) {
      throw new Unwritable(
          scope.name(),
          "has a value with the Multi-Value Delimiter, or with blanks at its beginning or end,"
              + " which could not be read back; choose another delimiter or correct the value.");
    }
  }

  /** The canonical text of an anchor's cell; null when it has none that can be used. */
  String anchor(ObjectTypeScope type, String[] cells) {
    AttributeScope scope = type.attribute(type.anchor()).orElse(null);
    DataType dataType = scope == null ? DataType.Text : scope.type();
    for (int column : header.columns().get(type.anchor())) {
      String cell = column < cells.length ? cells[column] : null;
      if (cell != null && !cell.isBlank()) {
        return form.canonical(dataType, cell);
      }
    }
    return null;
  }

  /** Applies a change to the cells of a row. */
  void apply(ChangeFile.CellChange change, ObjectTypeScope type, String[] cells) {
    AttributeScope scope = type.attribute(change.attribute()).orElseThrow();
    List<Integer> columns = header.columns().get(change.attribute());
    Set<String> values = new LinkedHashSet<>();
    if (change.op() == Op.ADD || change.op() == Op.REMOVE) {
      values.addAll(present(scope, columns, cells));
    }
    if (change.op() == Op.REMOVE) {
      Set<String> gone = new LinkedHashSet<>();
      change.values().forEach(value -> gone.add(canonical(scope, value)));
      values.removeIf(value -> gone.contains(canonical(scope, value)));
    } else {
      Set<String> known = new LinkedHashSet<>();
      values.forEach(value -> known.add(canonical(scope, value)));
      change.values().stream()
          .filter(value -> known.add(canonical(scope, value)))
          .forEach(values::add);
    }
    // All values go into the first column of the name; imports read all of them.
    columns.forEach(column -> cells[column] = "");
    cells[columns.get(0)] = String.join(settings.multiValueDelimiter(), values);
  }

  private String canonical(AttributeScope scope, String text) {
    return Objects.requireNonNullElse(form.canonical(scope.type(), text), text);
  }

  private List<String> present(AttributeScope scope, List<Integer> columns, String[] cells) {
    List<String> values = new ArrayList<>();
    for (int column : columns) {
      String cell = cells[column];
      if (cell == null || cell.isEmpty()) {
        continue;
      }
      if (scope.multiValued()) {
        AttributeColumns.split(cell, settings.multiValueDelimiter(), values);
      } else {
        values.add(cell);
      }
    }
    return values;
  }
}
