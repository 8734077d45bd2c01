package io.horarium.connector.csv;

/**
 * One record of a file.
 *
 * @param line number of the line it begins in, from 1
 * @param fields how many fields it has
 * @param cells the fields by column, as many as the header has; null where the record is too short
 *     or nobody wants the column
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; one per row of a large file
record CsvRow(long line, int fields, String[] cells) {

  /** A line without any character. */
  boolean blank() {
    return fields == 0;
  }
}
