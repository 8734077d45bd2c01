package io.horarium.connector.csv;

import io.horarium.connector.DataType;
import io.horarium.connector.DiscoveredSchema;
import io.horarium.connector.DiscoveredSchema.DiscoveredAttribute;
import io.horarium.connector.DiscoveredSchema.DiscoveredType;
import io.horarium.connector.DiscoveredSchema.Writability;
import io.horarium.connector.ValueForm;
import io.horarium.problem.RunFailure;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a file has, from its header and its rows (contract/jim-sync.md 2.5): every type gets every
 * column, a header that occurs twice is a multi-valued attribute, and the first filled cell within
 * 50 rows gives the data type. No anchor is recommended; the administrator chooses.
 */
final class CsvSchemaDiscovery {

  private static final int ROWS_FOR_TYPES = 50;

  /** More are no types: the column holds ids or names. */
  private static final int MAX_OBJECT_TYPES = 200;

  private static final int MAX_NAME_LENGTH = 200;

  /** In the order tried; the first that reads the cell wins. */
  private static final List<DataType> GUESSES =
      List.of(
          DataType.Number,
          DataType.LongNumber,
          DataType.Decimal,
          DataType.Boolean,
          DataType.Guid,
          DataType.DateTime);

  private final String shown;
  private final CsvSettings settings;
  private final ValueForm form;

  CsvSchemaDiscovery(String shown, CsvSettings settings) {
    this.shown = shown;
    this.settings = settings;
    form = new ValueForm(settings.culture());
  }

  /** Reads as much as it needs: 50 rows, or all of them for the values of Object Type Column. */
  DiscoveredSchema discover(CsvRows rows) {
    List<String> header = rows.header();
    checkNames(header);
    int typeColumn = -1;
    if (settings.typeColumn() != null) {
      typeColumn = header.indexOf(settings.typeColumn());
      if (typeColumn < 0) {
        throw new RunFailure(
            "The file '"
                + shown
                + "' has no column '"
                + settings.typeColumn()
                + "'; correct the setting Object Type Column, the setting Delimiter or the header.");
      }
    } else if (settings.objectType() == null) {
      throw new RunFailure(
          "Neither Object Type nor Object Type Column is set; set one of them in the settings.");
    }

    Map<String, DataType> guesses = new HashMap<>();
    Set<String> types = new TreeSet<>();
    long count = 0;
    for (CsvRow row = rows.next(); row != null; row = rows.next()) {
      if (row.fields() < header.size()) {
        throw new RunFailure(
            "The record in line "
                + row.line()
                + " of '"
                + shown
                + "' has fewer fields than the header; correct it and import the schema again.");
      }
      count++;
      if (count <= ROWS_FOR_TYPES) {
        guess(header, row, guesses);
      } else if (typeColumn < 0) {
        break;
      }
      if (typeColumn >= 0 && !row.cells()[typeColumn].isBlank()) {
        String type = row.cells()[typeColumn].strip();
        if (types.add(type)) {
          checkType(type, types.size());
        }
      }
    }
    if (typeColumn < 0) {
      types.add(settings.objectType());
    }
    if (types.isEmpty()) {
      throw new RunFailure(
          "No row of '"
              + shown
              + "' names an object type in the column '"
              + settings.typeColumn()
              + "'; add a row per object type, or set Object Type instead.");
    }
    List<DiscoveredAttribute> attributes = attributes(header, guesses);
    return new DiscoveredSchema(
        types.stream().map(type -> new DiscoveredType(type, null, null, attributes)).toList());
  }

  private void checkNames(List<String> header) {
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
        throw new RunFailure(
            "Column "
                + (i + 1)
                + " of '"
                + shown
                + "' has no name, or one longer than "
                + MAX_NAME_LENGTH
                + " characters; correct the header.");
      }
    }
  }

  private void checkType(String type, int count) {
    if (count > MAX_OBJECT_TYPES) {
      throw new RunFailure(
          "The column '"
              + settings.typeColumn()
              + "' of '"
              + shown
              + "' has more than "
              + MAX_OBJECT_TYPES
              + " different values; name the column of the object types in Object Type Column.");
    }
    if (type.length() > MAX_NAME_LENGTH) {
      throw new RunFailure(
          "The column '"
              + settings.typeColumn()
              + "' of '"
              + shown
              + "' holds a value longer than "
              + MAX_NAME_LENGTH
              + " characters; name the column of the object types in Object Type Column.");
    }
  }

  /** Row by row, so that of several columns of one name the first filled one decides. */
  private void guess(List<String> header, CsvRow row, Map<String, DataType> guesses) {
    for (int i = 0; i < header.size(); i++) {
      String cell = row.cells()[i];
      if (!cell.isBlank() && !guesses.containsKey(header.get(i))) {
        guesses.put(
            header.get(i),
            GUESSES.stream()
                .filter(type -> form.canonical(type, cell) != null)
                .findFirst()
                .orElse(DataType.Text));
      }
    }
  }

  private static List<DiscoveredAttribute> attributes(
      List<String> header, Map<String, DataType> guesses) {
    return new LinkedHashSet<>(header)
        .stream()
            .map(
                name ->
                    new DiscoveredAttribute(
                        name,
                        null,
                        null,
                        guesses.getOrDefault(name, DataType.Text),
                        Collections.frequency(header, name) > 1,
                        Writability.Writable))
            .toList();
  }
}
