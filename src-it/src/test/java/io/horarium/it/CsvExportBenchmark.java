package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.connector.DataType;
import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportOperation.AttributeChange;
import io.horarium.connector.ExportOperation.Kind;
import io.horarium.connector.ExportOperation.Op;
import io.horarium.connector.ExportResult;
import io.horarium.connector.ExportResult.Status;
import io.horarium.connector.FileRoots;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connector.SettingValues;
import io.horarium.connector.csv.CsvConnectorFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many objects a second the file connector writes, without the engine. {@code -Drows=N} takes
 * another number of people than 100,000, {@code -Dbatch=N} another batch size than 500.
 */
class CsvExportBenchmark {

  private static final int ROWS = Integer.getInteger("rows", 100_000);
  private static final int BATCH = Integer.getInteger("batch", 500);
  private static final int ATTRIBUTES = 12;
  private static final int REPEATS = 3;

  @TempDir Path folder;

  @Test
  void export() throws Exception {
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      Files.deleteIfExists(folder.resolve("out.csv"));
      measure("create", Kind.CREATE, repeat);
      measure("update", Kind.UPDATE, repeat);
      measure("delete", Kind.DELETE, repeat);
    }
  }

  private void measure(String what, Kind kind, int repeat) {
    var settings =
        new SettingValues(
            Map.of("File Path", "out.csv", "Mode", "Export Only", "Object Type", "person"));
    long begin = System.nanoTime();
    try (var connector = new CsvConnectorFactory(new FileRoots(List.of(folder))).create(settings);
        var session = connector.openExport(scope(), () -> false)) {
      for (int from = 0; from < ROWS; from += BATCH) {
        var batch = new ArrayList<ExportOperation>(BATCH);
        for (int i = from; i < Math.min(ROWS, from + BATCH); i++) {
          batch.add(operation(kind, i, repeat));
        }
        assertThat(session.execute(batch)).extracting(ExportResult::status).containsOnly(Status.OK);
      }
      session.publish();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    System.out.printf(
        Locale.ROOT,
        "CSV export: %s %,d people x %d attributes in %,d ms, %,d objects/s%n",
        what,
        ROWS,
        ATTRIBUTES,
        millis,
        ROWS * 1_000L / Math.max(1, millis));
  }

  private static ImportScope scope() {
    var attributes = new ArrayList<AttributeScope>();
    for (int i = 0; i < ATTRIBUTES; i++) {
      attributes.add(new AttributeScope(i, "a" + i, DataType.Text, false));
    }
    return new ImportScope(null, List.of(new ObjectTypeScope(1, "person", "a0", null, attributes)));
  }

  private static ExportOperation operation(Kind kind, int number, int repeat) {
    var changes = new ArrayList<AttributeChange>();
    int last = kind == Kind.CREATE ? ATTRIBUTES : kind == Kind.UPDATE ? 3 : 0;
    for (int i = kind == Kind.CREATE ? 0 : 1; i < last; i++) {
      String value = i == 0 ? "P" + number : kind + " value " + i + " of " + number + repeat;
      changes.add(new AttributeChange("a" + i, DataType.Text, false, Op.SET, List.of(value)));
    }
    return new ExportOperation(
        kind,
        "person",
        new UUID(0, number),
        kind == Kind.CREATE ? null : "P" + number,
        null,
        null,
        changes,
        false);
  }
}
