package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.HeapSampler;
import io.horarium.it.testkit.HorariumProcess;
import io.horarium.it.testkit.HrFile;
import io.horarium.it.testkit.IdentityCycle;
import io.horarium.it.testkit.RunTimes;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How fast each run type is on the way of people from a file through the metaverse to another file
 * and back: the first time, with nothing to do, and with one in a hundred changed. The baseline of
 * every figure is the first import of the same people in the same run. Prints what it measured;
 * README.md says how to run it.
 *
 * <p>{@code -Drows=N} takes another number of people than 100,000, {@code -Dbatch=N} another batch
 * size than 500.
 */
class IdentityCycleBenchmark {

  private static final int ROWS = Integer.getInteger("rows", 100_000);
  private static final int BATCH = Integer.getInteger("batch", 500);
  private static final int PORT_OFFSET = 350;
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final List<String> report = new ArrayList<>();
  private double baseline;

  @Test
  void identityCycle() throws IOException {
    Path home = Path.of(System.getProperty("it.home")).resolveSibling("cycle-benchmark-home");
    try (HorariumProcess horarium = HorariumProcess.start(home, PORT_OFFSET);
        HeapSampler heap = new HeapSampler(horarium.management())) {
      Path files = horarium.files();
      HrFile people = HrFile.ofPeople(files.resolve("people-" + System.nanoTime() + ".csv"), ROWS);
      IdentityCycle cycle =
          IdentityCycle.toFile(
              horarium.client(),
              people,
              files.resolve("target-" + System.nanoTime() + ".csv"),
              BATCH);
      report.add(
          "%,d people, batches of %d, server with 512 MB heap, %d processors"
              .formatted(ROWS, BATCH, Runtime.getRuntime().availableProcessors()));
      report.add(
          "%-34s %9s %12s %8s %8s %8s  %s"
              .formatted(
                  "", "s", "objects/s", "of first", "heap MB", "live MB", "seconds by phase"));
      measure("first import", cycle, "HR FullImport", ROWS, heap);
      measure("unchanged import", cycle, "HR FullImport", ROWS, heap);
      measure("first full synchronisation", cycle, "HR FullSynchronisation", ROWS, heap);
      measure("unchanged full synchronisation", cycle, "HR FullSynchronisation", ROWS, heap);
      measure("delta synchronisation, none", cycle, "HR DeltaSynchronisation", ROWS, heap);
      measure("first export", cycle, "Directory Export", ROWS, heap);
      measure("confirming import", cycle, "Directory FullImport", ROWS, heap);
      measure(
          "delta synchronisation, confirmed", cycle, "Directory DeltaSynchronisation", ROWS, heap);
      people.move(0, ROWS / 100).write();
      measure("import, 1 % changed", cycle, "HR FullImport", ROWS, heap);
      measure("delta synchronisation, 1 %", cycle, "HR DeltaSynchronisation", ROWS / 100, heap);
      measure("export, 1 %", cycle, "Directory Export", ROWS / 100, heap);
      measure("confirming import, 1 %", cycle, "Directory FullImport", ROWS, heap);
      assertThat(cycle.pendingExports()).isEqualTo("0");
      assertThat(cycle.directoryObjects("Normal")).isEqualTo(ROWS);
    } finally {
      System.out.println(String.join(System.lineSeparator(), report));
    }
  }

  private void measure(
      String label, IdentityCycle cycle, String profile, int objects, HeapSampler heap) {
    heap.reset();
    JsonObject activity = cycle.run(profile, LIMIT);
    assertThat(activity.getString("status")).as(label).isEqualTo("Complete");
    double seconds = RunTimes.seconds(activity);
    double rate = objects / seconds;
    baseline = baseline == 0 ? rate : baseline;
    report.add(
        "%-34s %9.2f %,12.0f %8.2f %8d %8d  %s"
            .formatted(
                label,
                seconds,
                rate,
                rate / baseline,
                heap.peakMegabytes(),
                heap.peakLiveMegabytes(),
                RunTimes.phases(activity)));
  }
}
