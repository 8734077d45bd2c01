package io.horarium.connector.csv;

import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which columns of a file become which attributes. Making one is the check that the header fits the
 * selected schema (contract/sync-engine.md 15.5); names are compared exactly, as in the schema.
 *
 * @param width number of columns
 * @param typeColumn column of the object type, or -1
 * @param fixedType the object type of every row when there is no such column, else null
 * @param types selected types by name
 * @param ids anchors of all types: what is told of a row whose type is not known
 */
record CsvPlan(
    int width,
    int typeColumn,
    String fixedType,
    Map<String, TypeColumns> types,
    AttributeColumns ids) {

  /**
   * Columns of one type's attributes.
   *
   * @param all every selected attribute
   * @param ids anchor, and secondary id where there is one
   */
  record TypeColumns(AttributeColumns all, AttributeColumns ids) {}

  /** Makes the plan and tells {@code rows} which columns are needed. */
  static CsvPlan of(CsvRows rows, String shown, CsvSettings settings, ImportScope scope) {
    List<String> header = rows.header();
    int typeColumn = -1;
    if (settings.typeColumn() != null) {
      typeColumn = header.indexOf(settings.typeColumn());
      if (typeColumn < 0) {
        throw missing(shown, "the Object Type Column", settings.typeColumn());
      }
    }
    checkTypes(settings, scope);

    Map<String, TypeColumns> types = new HashMap<>();
    Map<String, AttributeScope> anchors = new LinkedHashMap<>();
    var wanted = new boolean[header.size()];
    if (typeColumn >= 0) {
      wanted[typeColumn] = true;
    }
    Map<String, int[]> columns = columnsByName(header);
    for (ObjectTypeScope type : scope.objectTypes()) {
      var ids = new ArrayList<AttributeScope>();
      for (AttributeScope attribute : type.attributes()) {
        String name = attribute.name();
        boolean anchor = name.equals(type.anchor());
        int[] found = columns.get(name);
        if (found == null) {
          String what = anchor ? "the anchor column" : "the selected column";
          throw missing(shown, what, name);
        }
        Arrays.stream(found).forEach(column -> wanted[column] = true);
        if (anchor) {
          anchors.put(name, attribute);
        }
        if (anchor || name.equals(type.secondaryId())) {
          ids.add(attribute);
        }
      }
      if (ids.stream().noneMatch(attribute -> attribute.name().equals(type.anchor()))) {
        throw missing(shown, "the anchor column", Objects.toString(type.anchor(), ""));
      }
      String delimiter = settings.multiValueDelimiter();
      types.put(
          type.name(),
          new TypeColumns(
              AttributeColumns.of(type.attributes(), columns, delimiter),
              AttributeColumns.of(ids, columns, delimiter)));
    }
    rows.choose(wanted);
    return new CsvPlan(
        header.size(),
        typeColumn,
        typeColumn < 0 ? settings.objectType() : null,
        types,
        AttributeColumns.of(
            List.copyOf(anchors.values()), columns, settings.multiValueDelimiter()));
  }

  /** Reading no type at all, or another one than is selected, would look like an empty file. */
  private static void checkTypes(CsvSettings settings, ImportScope scope) {
    if (settings.typeColumn() == null && settings.objectType() == null) {
      throw new RunFailure(
          "Neither Object Type nor Object Type Column is set; set one of them in the settings.");
    }
    if (scope.objectTypes().isEmpty()) {
      throw new RunFailure("No object type is selected; select one in the schema.");
    }
    if (settings.typeColumn() == null && scope.objectType(settings.objectType()).isEmpty()) {
      throw new RunFailure(
          "Object Type is '"
              + settings.objectType()
              + "', but no selected object type has this name; import the schema again and select"
              + " it.");
    }
  }

  private static Map<String, int[]> columnsByName(List<String> header) {
    Map<String, int[]> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      int[] before = columns.getOrDefault(header.get(i), new int[0]);
      int[] after = Arrays.copyOf(before, before.length + 1);
      after[before.length] = i;
      columns.put(header.get(i), after);
    }
    return columns;
  }

  private static RunFailure missing(String shown, String what, String name) {
    return new RunFailure(
        "The file '"
            + shown
            + "' does not have "
            + what
            + " '"
            + name
            + "'; correct its header or the setting Delimiter, or import the schema again.");
  }
}
