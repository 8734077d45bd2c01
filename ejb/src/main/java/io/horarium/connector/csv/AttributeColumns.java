package io.horarium.connector.csv;

import io.horarium.connector.ImportScope.AttributeScope;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The columns of some attributes, and the view of a row as a map of their values. The view costs
 * one small object per row; a hash map per row would cost more than parsing it.
 */
final class AttributeColumns {

  private final String[] names;
  private final int[][] columns;
  private final boolean[] multiValued;
  private final Map<String, Integer> slots = new HashMap<>();
  private final String delimiter;

  private AttributeColumns(int size, String delimiter) {
    names = new String[size];
    columns = new int[size][];
    multiValued = new boolean[size];
    this.delimiter = delimiter;
  }

  /**
   * Finds the columns of the attributes.
   *
   * @param columnsByName has every attribute's name
   * @param delimiter separates the values within a cell of a multi-valued attribute
   */
  static AttributeColumns of(
      List<AttributeScope> attributes, Map<String, int[]> columnsByName, String delimiter) {
    var result = new AttributeColumns(attributes.size(), delimiter);
    for (int i = 0; i < attributes.size(); i++) {
      AttributeScope attribute = attributes.get(i);
      result.names[i] = attribute.name();
      result.columns[i] = columnsByName.get(attribute.name());
      result.multiValued[i] = attribute.multiValued();
      result.slots.put(attribute.name(), i);
    }
    return result;
  }

  /**
   * The values of a row by attribute name, unmodifiable. An attribute beyond the end of a short row
   * has no values.
   */
  Map<String, List<String>> valuesOf(String[] cells) {
    return new RowValues(cells);
  }

  private List<String> valuesAt(int slot, String[] cells) {
    int[] all = columns[slot];
    if (all.length == 1 && !multiValued[slot]) {
      String cell = cells[all[0]];
      return cell == null ? List.of() : List.of(cell);
    }
    // All columns of the name, not only the first as in JIM (contract/jim-sync.md 2.5).
    var values = new ArrayList<String>();
    for (int column : all) {
      String cell = cells[column];
      if (cell == null) {
        continue;
      }
      if (multiValued[slot]) {
        split(cell, delimiter, values);
      } else {
        values.add(cell);
      }
    }
    return List.copyOf(values);
  }

  /** Adds the parts of a cell, trimmed, without empty ones. */
  static void split(String cell, String delimiter, List<String> into) {
    int from = 0;
    while (from <= cell.length()) {
      int at = cell.indexOf(delimiter, from);
      int end = at < 0 ? cell.length() : at;
      String part = cell.substring(from, end).strip();
      if (!part.isEmpty()) {
        into.add(part);
      }
      from = end + delimiter.length();
    }
  }

  private final class RowValues extends AbstractMap<String, List<String>> {

    private final String[] cells;

    RowValues(String[] cells) {
      this.cells = cells;
    }

    @Override
    public List<String> get(Object name) {
      Integer slot = slots.get(name);
      return slot == null ? null : valuesAt(slot, cells);
    }

    @Override
    public boolean containsKey(Object name) {
      return slots.containsKey(name);
    }

    @Override
    public int size() {
      return names.length;
    }

    @Override
    public Set<Entry<String, List<String>>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public int size() {
          return names.length;
        }

        @Override
        public Iterator<Entry<String, List<String>>> iterator() {
          return new Entries(cells);
        }
      };
    }
  }

  private final class Entries implements Iterator<Map.Entry<String, List<String>>> {

    private final String[] cells;
    private int slot;

    Entries(String[] cells) {
      this.cells = cells;
    }

    @Override
    public boolean hasNext() {
      return slot < names.length;
    }

    @Override
    public Map.Entry<String, List<String>> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      var entry = Map.entry(names[slot], valuesAt(slot, cells));
      slot++;
      return entry;
    }
  }
}
