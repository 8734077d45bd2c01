package io.horarium.connector.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.problem.RunFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the file anew beside the old one, rows as they were with the changes applied, new rows at
 * the end, and puts it in its place in one step. Whatever fails, the old file is still there.
 */
final class CsvFileRewrite {

  private static final String SUFFIX = ".part";

  private final Path file;
  private final String shown;
  private final CsvSettings settings;
  private final FileStamp stamp;
  private final CsvHeader header;
  private final CsvCells cells;
  private final Map<String, ObjectTypeScope> types;
  private final RowIndex rows;
  private final ChangeFile changes;

  /**
   * A rewriting of one file.
   *
   * @param stamp of the file when its rows were indexed, or null when there was none
   */
  CsvFileRewrite(
      Path file,
      String shown,
      CsvSettings settings,
      FileStamp stamp,
      CsvHeader header,
      CsvCells cells,
      Map<String, ObjectTypeScope> types,
      RowIndex rows,
      ChangeFile changes) {
    this.file = file;
    this.shown = shown;
    this.settings = settings;
    this.stamp = stamp;
    this.header = header;
    this.cells = cells;
    this.types = types;
    this.rows = rows;
    this.changes = changes;
  }

  void run() {
    Path part = null;
    try {
      Files.createDirectories(file.getParent());
      part = file.resolveSibling(prefix(file) + UUID.randomUUID() + SUFFIX);
      write(part);
      keepPermissions(part);
      checkUnchanged();
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      part = null;
      syncFolder();
    } catch (IOException | UncheckedIOException e) {
      throw new RunFailure(
          "The file '"
              + shown
              + "' could not be written and is as it was; check that the server may write to its"
              + " folder and that the disk has room.",
          e);
    } finally {
      delete(part);
    }
  }

  private void write(Path part) throws IOException {
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      BufferedWriter text =
          new BufferedWriter(
              new OutputStreamWriter(Channels.newOutputStream(channel), settings.encoding()),
              1 << 16);
      CsvWriter csv =
          CsvWriter.builder()
              .fieldSeparator(settings.delimiter())
              .quoteCharacter(settings.quote())
              .lineDelimiter(LineDelimiter.LF)
              .build(text);
      csv.writeRecord(header.names());
      if (stamp != null && stamp.size() > 0) {
        writeOld(csv);
      }
      writeNew(csv);
      csv.flush(); // it has a buffer of its own
      text.flush();
      channel.force(true);
    }
  }

  private void writeOld(CsvWriter csv) throws IOException {
    try (CsvRows old = CsvRows.open(file, shown, settings)) {
      if (old.header().size() != header.before()
          || !old.header().equals(header.names().subList(0, header.before()))) {
        throw changedMeanwhile();
      }
      for (CsvRow row = old.next(); row != null; row = old.next()) {
        String[] wide = Arrays.copyOf(row.cells(), header.width());
        String type = CsvExportSession.typeOf(wide, header, settings);
        String anchor = types.containsKey(type) ? cells.anchor(types.get(type), wide) : null;
        long state = anchor == null ? RowIndex.UNCHANGED : rows.get(type, anchor);
        if (state == RowIndex.DELETED || !applyAll(state, type, wide)) {
          continue;
        }
        csv.writeRecord(filled(wide));
      }
    }
  }

  /** Applies all changes of an old row; false when it was deleted and made again since. */
  private boolean applyAll(long state, String type, String[] wide) throws IOException {
    if (state < 0) {
      return true;
    }
    Deque<ChangeFile.Change> inOrder = history(state);
    if (inOrder.peekFirst().creates()) {
      return false;
    }
    inOrder.forEach(change -> apply(change, type, wide));
    return true;
  }

  private void writeNew(CsvWriter csv) throws IOException {
    ChangeFile.Changes all = changes.all();
    for (ChangeFile.Change first = all.next(); first != null; first = all.next()) {
      if (!first.creates()) {
        continue;
      }
      long state = rows.get(first.type(), first.anchor());
      if (state < 0) {
        continue;
      }
      Deque<ChangeFile.Change> inOrder =
          state == first.place() ? new ArrayDeque<>(List.of(first)) : history(state);
      if (inOrder.peekFirst().place() != first.place()) {
        continue; // made, deleted and made again: the later one counts
      }
      String[] wide = new String[header.width()];
      if (header.typeColumn() >= 0) {
        wide[header.typeColumn()] = first.type();
      }
      for (ChangeFile.Change change : inOrder) {
        apply(change, first.type(), wide);
      }
      csv.writeRecord(filled(wide));
    }
  }

  private Deque<ChangeFile.Change> history(long last) throws IOException {
    Deque<ChangeFile.Change> inOrder = new ArrayDeque<>();
    for (long place = last; place >= 0; ) {
      ChangeFile.Change change = changes.at(place);
      inOrder.addFirst(change);
      place = change.creates() ? RowIndex.ABSENT : change.previous();
    }
    return inOrder;
  }

  private void apply(ChangeFile.Change change, String type, String[] wide) {
    change.changes().forEach(cell -> cells.apply(cell, types.get(type), wide));
  }

  private static String[] filled(String[] wide) {
    for (int i = 0; i < wide.length; i++) {
      if (wide[i] == null) {
        wide[i] = "";
      }
    }
    return wide;
  }

  private void checkUnchanged() throws IOException {
    FileStamp now = Files.exists(file) ? FileStamp.of(file) : null;
    if (stamp == null ? now != null : !stamp.equals(now)) {
      throw changedMeanwhile();
    }
  }

  private RunFailure changedMeanwhile() {
    return new RunFailure(
        "The file '"
            + shown
            + "' was changed by somebody else during the export, so nothing was written; run again.");
  }

  private void keepPermissions(Path part) throws IOException {
    var view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
    if (view != null && stamp != null) {
      view.setPermissions(Files.getPosixFilePermissions(file));
    }
  }

  /** The new name is on disk too; not every system can do that. */
  private void syncFolder() {
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      // Windows keeps names by itself
    }
  }

  /** Removes what exports that died have left beside the file. */
  static void removeLeftovers(Path file) {
    String prefix = prefix(file);
    try (var found = Files.newDirectoryStream(file.getParent(), prefix + "*" + SUFFIX)) {
      found.forEach(CsvFileRewrite::delete);
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // no folder yet, or not ours to tidy
    }
  }

  private static String prefix(Path file) {
    return "." + file.getFileName() + ".";
  }

  private static void delete(Path part) {
    if (part != null) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        // the next export tries again
      }
    }
  }
}
