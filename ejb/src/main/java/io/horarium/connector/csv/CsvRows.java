package io.horarium.connector.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.horarium.problem.RunFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The rows of one file below its header, and the checks that make "no more rows" trustworthy
 * (contract/sync-engine.md 15.5): the file is text of the encoding to its end, no quote stays open,
 * the last record is not cut, and nobody wrote to the file meanwhile. Every doubt is a {@link
 * RunFailure}.
 */
final class CsvRows implements Closeable {

  /**
   * Characters of one field; 16 MB of heap at most. An unclosed quote makes one field of the rest
   * of the file, and ends here.
   */
  static final int MAX_FIELD = 1 << 22;

  private final Path file;
  private final String shown;
  private final FileStamp stamp;
  private final StrictReader reader;
  private final CsvReader<CsvRow> csv;
  private final Iterator<CsvRow> parsed;
  private final CsvRowHandler handler = new CsvRowHandler();
  private final List<String> header;
  private CsvRow lookedAhead;
  private boolean ended;

  private CsvRows(Path file, String shown, CsvSettings settings) throws IOException {
    this.file = file;
    this.shown = shown;
    stamp = FileStamp.of(file); // before the first byte is read
    reader = StrictReader.open(file, settings.encoding());
    try {
      csv =
          CsvReader.builder()
              .fieldSeparator(settings.delimiter())
              .quoteCharacter(settings.quote())
              .skipEmptyLines(false)
              // The parser would end the file at a ragged record; it is one object's error.
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .allowUnclosedQuote(false)
              .maxBufferSize(MAX_FIELD)
              .build(handler, reader);
      parsed = csv.iterator();
      header = readHeader();
      handler.choose(filled(header.size()));
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * Opens the file and reads its header.
   *
   * @param shown the path as the administrator wrote it, for sentences
   * @throws RunFailure when there is no such file or it has no header
   */
  static CsvRows open(Path file, String shown, CsvSettings settings) {
    if (!Files.isRegularFile(file)) {
      throw new RunFailure(
          Files.exists(file)
              ? "'" + shown + "' is not a file; name a file in File Path or in the run profile."
              : "The file '" + shown + "' does not exist; put it there and run again.");
    }
    try {
      return new CsvRows(file, shown, settings);
    } catch (IOException e) {
      throw unreadable(shown, e);
    }
  }

  /** Names of the columns, surrounding blanks removed; a column may have none. */
  List<String> header() {
    return header;
  }

  /** From now on only these columns are kept; the others are null in the rows. */
  void choose(boolean[] columns) {
    handler.choose(columns);
  }

  /**
   * The next row, or null when the whole file was read and has not changed meanwhile. Lines without
   * any character are skipped, unless the file has one column: there each is a row with an empty
   * value.
   */
  CsvRow next() {
    CsvRow row = lookedAhead != null ? lookedAhead : parse();
    lookedAhead = null;
    if (row == null) {
      checkUnchanged();
      return null;
    }
    if (row.fields() < header.size()) {
      lookedAhead = parse();
      if (lookedAhead == null && !reader.endsWithLineEnd()) {
        throw new RunFailure(
            "The file '"
                + shown
                + "' ends in the middle of the record in line "
                + row.line()
                + ", so it was cut; have it written again completely.");
      }
    }
    return row;
  }

  /** The file was swapped, shortened or written to since it was opened. */
  private void checkUnchanged() {
    FileStamp now;
    try {
      now = FileStamp.of(file);
    } catch (IOException e) {
      now = null;
    }
    if (!stamp.equals(now)) {
      throw new RunFailure(
          "The file '"
              + shown
              + "' was changed while it was read, so it may have been incomplete; run again when"
              + " it is written completely.");
    }
  }

  private CsvRow parse() {
    while (!ended) {
      CsvRow row = parseAny();
      if (row == null) {
        ended = true;
      } else if (!row.blank()) {
        return row;
      } else if (header.size() == 1) {
        return new CsvRow(row.line(), 1, new String[] {""});
      }
    }
    return null;
  }

  private CsvRow parseAny() {
    try {
      return parsed.hasNext() ? parsed.next() : null;
    } catch (UncheckedIOException e) {
      throw unreadable(shown, e.getCause());
    } catch (CsvParseException e) {
      throw malformed(e);
    }
  }

  private List<String> readHeader() {
    CsvRow row = parseAny();
    while (row != null && row.blank()) {
      row = parseAny();
    }
    var names = new ArrayList<String>();
    if (row != null) {
      Arrays.stream(row.cells()).map(String::strip).forEach(names::add);
    }
    if (names.stream().allMatch(String::isEmpty)) {
      throw new RunFailure(
          "The file '" + shown + "' has no header; its first row must name the columns.");
    }
    return List.copyOf(names);
  }

  private static boolean[] filled(int length) {
    var all = new boolean[length];
    Arrays.fill(all, true);
    return all;
  }

  private RunFailure malformed(CsvParseException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Unclosed quoted field")) {
      return new RunFailure(
          "The file '"
              + shown
              + "' ends inside a quoted field, so it was cut or a closing quote is missing; have"
              + " it written again completely.",
          e);
    }
    return new RunFailure(
        "The file '"
            + shown
            + "' cannot be read ("
            + place(message)
            + "): a quoted field is followed by other text, or a field is longer than "
            + MAX_FIELD
            + " characters; correct the quotes, or the settings Delimiter and Quote Character.",
        e);
  }

  /** The parser knows the line only in words. */
  private static String place(String message) {
    int at = message.lastIndexOf("line ");
    return at < 0 ? "first record" : "record starting in " + message.substring(at);
  }

  private static RunFailure unreadable(String shown, IOException e) {
    if (e instanceof StrictReader.NotText) {
      return new RunFailure(
          "The file '"
              + shown
              + "' "
              + e.getMessage()
              + "; correct the file or the setting Encoding.",
          e);
    }
    if (e instanceof CharacterCodingException) {
      return new RunFailure(
          "The file '"
              + shown
              + "' holds bytes that are not text in the encoding of the setting Encoding; correct"
              + " the file or the setting.",
          e);
    }
    if (e instanceof NoSuchFileException) {
      return new RunFailure(
          "The file '" + shown + "' does not exist; put it there and run again.", e);
    }
    return new RunFailure(
        "The file '"
            + shown
            + "' could not be read to its end; check that the server may read it and that its disk"
            + " is reachable.",
        e);
  }

  @Override
  public void close() {
    try {
      csv.close();
    } catch (IOException e) {
      // Everything that was needed has been read.
    }
  }
}
