package io.horarium.connector.csv;

import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a file that is written: those it has, in their order, then the selected attributes
 * it does not have yet.
 *
 * @param names of all columns
 * @param before how many of them the file has already
 * @param typeColumn index of the column of the object types, or -1
 * @param columns attribute name to its columns; several when the header has the name several times
 */
record CsvHeader(
    List<String> names, int before, int typeColumn, Map<String, List<Integer>> columns) {

  /**
   * The columns of the file after the export.
   *
   * @param existing header of the file, or null when there is none
   */
  static CsvHeader of(List<String> existing, CsvSettings settings, ImportScope scope) {
    List<String> names = new ArrayList<>(existing == null ? List.of() : existing);
    int before = names.size();
    String typeName = settings.typeColumn();
    if (typeName != null && !names.contains(typeName)) {
      if (existing != null) {
        throw new RunFailure(
            "The file has no column '"
                + typeName
                + "'; correct its header or the setting Object Type Column.");
      }
      names.add(typeName);
    }
    for (ObjectTypeScope type : scope.objectTypes()) {
      add(names, type.anchor());
      type.attributes().stream().map(AttributeScope::name).forEach(name -> add(names, name));
    }
    Map<String, List<Integer>> columns = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      columns.computeIfAbsent(names.get(i), name -> new ArrayList<>()).add(i);
    }
    return new CsvHeader(
        List.copyOf(names),
        before,
        typeName == null ? -1 : names.indexOf(typeName),
        Map.copyOf(columns));
  }

  private static void add(List<String> names, String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
  }

  int width() {
    return names.size();
  }
}
