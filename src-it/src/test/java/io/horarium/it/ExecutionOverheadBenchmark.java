package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.raw.EmptyStep;
import io.horarium.it.raw.RawArtifacts;
import io.horarium.it.raw.RawServlet;
import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.Conf;
import io.horarium.it.testkit.HorariumProcess;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.Steps;
import io.horarium.it.testkit.TestSchedule;
import io.horarium.it.testkit.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * What an execution costs beside the work of its steps: five empty steps, one after the other,
 * against the raw batch engine running five empty partitioned chunk steps in the same server and
 * against the same repository. Prints what it measured; README.md says how to run it.
 *
 * <p>{@code -Drounds=N} measures each N times instead of 200; {@code -Doverhead.limit=N} takes
 * another limit than twice the raw engine.
 */
class ExecutionOverheadBenchmark {

  private static final int ROUNDS = Integer.getInteger("rounds", 200);
  private static final double LIMIT =
      Double.parseDouble(System.getProperty("overhead.limit", "2.0"));
  private static final int STEPS = 5;
  private static final int TURNS = 10;
  private static final int PORT_OFFSET = 340;

  private final List<String> report = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void fiveEmptySteps() throws IOException {
    Path target = Path.of(System.getProperty("it.home")).getParent();
    Path home = target.resolve("benchmark-home");
    Path ear = target.resolve("benchmark").resolve("horarium.ear");
    withEmptyStep(ear);
    try (HorariumProcess horarium =
        HorariumProcess.launch(home, PORT_OFFSET, Map.of(), ear.toString())) {
      horarium.awaitReady();
      Conf.in(home)
          .dataSource(
              "jdbc:postgresql://localhost:%d/horarium".formatted(54329 + PORT_OFFSET),
              "postgres",
              "file:database.password")
          .program("true", "exit 0")
          .done();
      rawJobs()
          .as(ZipExporter.class)
          .exportTo(
              home.resolve("server").resolve("deployments").resolve("raw.war").toFile(), true);
      Await.untilTrue("the raw jobs", Duration.ofMinutes(1), () -> !raw("chunk", 1).isEmpty());
      report.add(
          "%d rounds, milliseconds; %d processors"
              .formatted(ROUNDS, Runtime.getRuntime().availableProcessors()));
      report.add("%-38s %8s %8s %8s".formatted("", "median", "p90", "of raw"));

      raw("chunk", ROUNDS / 2);
      raw("partition", ROUNDS / 2);
      ours(horarium, () -> step(EmptyStep.NAME), ROUNDS / 2);
      // In turns, so that a noisy minute of the machine meets both.
      List<Double> rawTimes = new ArrayList<>();
      List<Double> ourTimes = new ArrayList<>();
      for (int turn = 0; turn < TURNS; turn++) {
        rawTimes.addAll(raw("partition", ROUNDS / TURNS));
        ourTimes.addAll(ours(horarium, () -> step(EmptyStep.NAME), ROUNDS / TURNS));
      }
      double raw = line("raw engine, 5 partitioned chunk steps", rawTimes, 0);
      line("raw engine, 5 chunk steps", raw("chunk", ROUNDS), raw);
      double empty = line("execution of 5 empty steps", ourTimes, raw);
      line(
          "execution of 5 SQL steps 'select 1'",
          ours(horarium, () -> Steps.sql("sql", "select 1"), ROUNDS / 3),
          raw);
      line(
          "execution of 5 scripts '1'",
          ours(horarium, () -> Steps.script("script", "1"), ROUNDS / 3),
          raw);
      line(
          "execution of 5 programs 'exit 0'",
          ours(horarium, () -> Steps.executable("true", ""), ROUNDS / 3),
          raw);

      assertThat(empty / raw).isLessThanOrEqualTo(LIMIT);
    } finally {
      System.out.println(String.join(System.lineSeparator(), report));
    }
  }

  /** Milliseconds from its place in the queue to its end, by the clock of the database. */
  private List<Double> ours(
      HorariumProcess horarium, Supplier<Map<String, Object>> step, int rounds) {
    JimClient jim = horarium.client();
    TestSchedule.Builder builder = TestSchedule.ofSteps(step.get());
    for (int more = 1; more < STEPS; more++) {
      builder.thenSteps(step.get());
    }
    TestSchedule schedule = builder.in(jim);
    List<Double> times = new ArrayList<>();
    try (Connection connection = horarium.database().open();
        PreparedStatement ended =
            connection.prepareStatement(
                """
                select extract(epoch from completed_at - queued_at) * 1000, status from horarium.execution
                where id = ?::uuid and closed_at is not null""")) {
      for (int round = 0; round < rounds; round++) {
        ended.setString(1, schedule.start());
        times.add(Await.until("the execution", Duration.ofMinutes(1), () -> milliseconds(ended)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return times;
  }

  /** Over a connection that stays: opening one costs the machine as much as what is measured. */
  private static Optional<Double> milliseconds(PreparedStatement ended) {
    try (ResultSet row = ended.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      assertThat(row.getString(2)).isEqualTo("Complete");
      return Optional.of(row.getDouble(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Double> raw(String job, int rounds) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/raw/run?job=%s&rounds=%d"
                        .formatted(8080 + PORT_OFFSET, job, rounds)))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() != 200
          ? List.of()
          : answer.body().lines().map(micros -> Long.parseLong(micros) / 1000.0).toList();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private double line(String label, List<Double> times, double raw) {
    List<Double> sorted = times.stream().sorted().toList();
    double median = sorted.get(sorted.size() / 2);
    report.add(
        "%-38s %8.1f %8.1f %8s"
            .formatted(
                label,
                median,
                sorted.get(sorted.size() * 9 / 10),
                Optional.of(raw)
                    .filter(r -> r > 0)
                    .map(r -> "%.2f".formatted(median / r))
                    .orElse("")));
    return median;
  }

  private static Map<String, Object> step(String type) {
    return new HashMap<>(Map.of("stepType", type));
  }

  /** The application with one more step type. */
  private static void withEmptyStep(Path file) {
    EnterpriseArchive ear = TestServer.ear();
    JavaArchive ejb = ear.getAsType(JavaArchive.class, "/horarium-ejb.jar");
    ejb.addClasses(EmptyStep.class, EmptyStep.class.getDeclaredClasses()[0]);
    file.getParent().toFile().mkdirs();
    ear.as(ZipExporter.class).exportTo(file.toFile(), true);
  }

  private static WebArchive rawJobs() {
    return ShrinkWrap.create(WebArchive.class, "raw.war")
        .addClasses(
            RawServlet.class,
            RawArtifacts.class,
            RawArtifacts.Reader.class,
            RawArtifacts.Writer.class,
            RawArtifacts.Mapper.class)
        .addAsWebInfResource(
            new StringAsset(
                "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"all\"/>"),
            "beans.xml")
        .addAsResource(new StringAsset(job("chunk", "")), "META-INF/batch-jobs/chunk.xml")
        .addAsResource(
            new StringAsset(job("partition", "<partition><mapper ref=\"rawMapper\"/></partition>")),
            "META-INF/batch-jobs/partition.xml");
  }

  private static String job(String id, String partition) {
    StringBuilder xml =
        new StringBuilder("<job id=\"")
            .append(id)
            .append("\" version=\"2.0\" xmlns=\"https://jakarta.ee/xml/ns/jakartaee\">");
    for (int step = 0; step < STEPS; step++) {
      xml.append("<step id=\"s").append(step).append('"');
      if (step + 1 < STEPS) {
        xml.append(" next=\"s").append(step + 1).append('"');
      }
      xml.append("><chunk><reader ref=\"rawReader\"/><writer ref=\"rawWriter\"/></chunk>")
          .append(partition)
          .append("</step>");
    }
    return xml.append("</job>").toString();
  }
}
