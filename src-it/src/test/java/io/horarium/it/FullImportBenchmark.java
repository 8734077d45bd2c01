package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.HeapSampler;
import io.horarium.it.testkit.HorariumProcess;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.RunTimes;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * How fast a full import is, against the fastest way into the same PostgreSQL: a plain COPY of the
 * same people. Prints what it measured; README.md says how to run it.
 *
 * <p>The server is a Horarium of its own with the heap that people get. {@code -Drows=N} takes
 * another number of people than 100,000, {@code -Dbatch=N} another batch size than 500.
 */
class FullImportBenchmark {

  private static final int ROWS = Integer.getInteger("rows", 100_000);
  private static final int BATCH = Integer.getInteger("batch", 500);
  private static final int REPEATS = 3;
  private static final int PORT_OFFSET = 330;
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final List<String> report = new ArrayList<>();

  @Test
  void fullImport() throws IOException, SQLException {
    Path home = Path.of(System.getProperty("it.home")).resolveSibling("benchmark-home");
    try (HorariumProcess horarium = HorariumProcess.start(home, PORT_OFFSET);
        HeapSampler heap = new HeapSampler(horarium.management())) {
      CsvFiles people =
          CsvFiles.ofPeople(horarium.files().resolve("benchmark-" + ROWS + ".csv"), ROWS);
      report.add(
          "%,d people x %d attributes, batches of %d, server with 512 MB heap, %d processors"
              .formatted(
                  ROWS,
                  CsvFiles.COLUMNS.size(),
                  BATCH,
                  Runtime.getRuntime().availableProcessors()));
      report.add(
          "%-22s %9s %12s %8s %8s %8s  %s"
              .formatted(
                  "", "s", "objects/s", "of COPY", "heap MB", "live MB", "seconds by phase"));
      double copy = copy(horarium.database(), people);
      ImportSystem system = null;
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        system =
            ImportSystem.over(people.path())
                .named("Benchmark")
                .inPagesOf(BATCH)
                .in(horarium.client());
        JsonObject stats = measure("first import", system, horarium.client(), heap, copy);
        assertThat(stats.getInt("totalCsoAdds")).isEqualTo(ROWS);
      }
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        JsonObject stats = measure("unchanged", system, horarium.client(), heap, copy);
        assertThat(stats.getInt("totalUnchanged")).isEqualTo(ROWS);
      }
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        people.change(repeat * (ROWS / 100), ROWS / 100).write();
        JsonObject stats = measure("1 % changed", system, horarium.client(), heap, copy);
        assertThat(stats.getInt("totalCsoUpdates")).isEqualTo(ROWS / 100);
      }
    } finally {
      System.out.println(String.join(System.lineSeparator(), report));
    }
  }

  private JsonObject measure(
      String label, ImportSystem system, JimClient client, HeapSampler heap, double copy) {
    heap.reset();
    String id = system.start();
    JsonObject activity = client.awaitEnd(id, LIMIT);
    double seconds = RunTimes.seconds(activity);
    assertThat(activity.getString("status")).isEqualTo("Complete");
    report.add(
        line(
            label,
            seconds,
            copy,
            "%8d %8d  %s"
                .formatted(
                    heap.peakMegabytes(), heap.peakLiveMegabytes(), RunTimes.phases(activity))));
    return client.get("activities/" + id + "/stats");
  }

  /** Rows a second of the best of three. */
  private double copy(Database database, CsvFiles people) throws SQLException {
    double best = 0;
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        statement.execute("drop table if exists public.benchmark_copy");
        statement.execute("create table public.benchmark_copy (anchor text, attrs jsonb)");
        long start = System.nanoTime();
        CopyIn copy =
            connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy public.benchmark_copy from stdin");
        StringBuilder buffer = new StringBuilder();
        people.forEachRow(
            row -> {
              append(buffer, row);
              if (buffer.length() > 1 << 16) {
                send(copy, buffer);
              }
            });
        send(copy, buffer);
        assertThat(copy.endCopy()).isEqualTo(people.people());
        double seconds = (System.nanoTime() - start) / 1e9;
        best = Math.max(best, ROWS / seconds);
        report.add(line("plain COPY, one table", seconds, 0, ""));
      }
      statement.execute("drop table public.benchmark_copy");
    }
    return best;
  }

  /** The values of {@link CsvFiles} need no escaping, neither in JSON nor in COPY's text form. */
  private static void append(StringBuilder out, String[] row) {
    out.append(row[0]).append("\t{");
    for (int column = 1; column < row.length; column++) {
      out.append(column == 1 ? "\"" : ", \"")
          .append(CsvFiles.COLUMNS.get(column))
          .append("\": [\"")
          .append(row[column])
          .append("\"]");
    }
    out.append("}\n");
  }

  private static void send(CopyIn copy, StringBuilder buffer) {
    byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
    try {
      copy.writeToCopy(bytes, 0, bytes.length);
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    buffer.setLength(0);
  }

  private static String line(String label, double seconds, double copy, String more) {
    double rate = ROWS / seconds;
    return "%-22s %9.2f %,12.0f %8s %s"
        .formatted(label, seconds, rate, copy == 0 ? "" : "%.2f".formatted(rate / copy), more)
        .stripTrailing();
  }
}
