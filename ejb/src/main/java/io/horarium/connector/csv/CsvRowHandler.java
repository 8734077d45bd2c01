package io.horarium.connector.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;

/**
 * Builds rows from what the parser finds. Until the columns are chosen (the header row) it keeps
 * every field; afterwards only the wanted ones become texts, which is most of the speed.
 */
final class CsvRowHandler extends AbstractBaseCsvCallbackHandler<CsvRow> {

  private static final String[] NONE = {};

  private boolean[] wanted;
  private String[] cells = new String[16];

  /** From the next record on, keep these columns of a file that has {@code wanted.length}. */
  void choose(boolean[] columns) {
    wanted = columns.clone();
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    if (wanted != null) {
      cells = new String[wanted.length];
    }
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    if (wanted == null) {
      if (index == cells.length) {
        cells = Arrays.copyOf(cells, index * 2);
      }
    } else if (index >= wanted.length || !wanted[index]) {
      return;
    }
    cells[index] = length == 0 ? "" : new String(buffer, offset, length);
  }

  @Override
  protected CsvRow buildRecord() {
    long line = getStartingLineNumber();
    return switch (getRecordType()) {
      case DATA ->
          new CsvRow(
              line,
              getFieldCount(),
              wanted == null ? Arrays.copyOf(cells, getFieldCount()) : cells);
      default -> new CsvRow(line, 0, NONE);
    };
  }
}
