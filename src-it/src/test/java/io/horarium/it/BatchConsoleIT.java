package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.Management;
import io.horarium.it.testkit.ScheduleRun;
import io.horarium.it.testkit.TestSchedule;
import io.horarium.it.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What jboss-cli and the HAL console see: both read this management interface. */
@ExtendWith(ArquillianExtension.class)
class BatchConsoleIT {

  private static final String BATCH =
      "/deployment=horarium.ear/subdeployment=horarium-ejb.jar/subsystem=batch-jberet";
  private static final String JOB = BATCH + "/job=schedule-execution";

  private final JimClient jim = JimClient.ofAdministrator();
  private Management server;

  @BeforeEach
  void connect() {
    server = Management.ofTestServer();
  }

  @AfterEach
  void disconnect() throws IOException {
    server.close();
  }

  @Test
  void theJobIsListedOnce() {
    List<String> modules = server.children("/deployment=horarium.ear", "subdeployment");

    List<String> jobs =
        modules.stream()
            .map(module -> "/deployment=horarium.ear/subdeployment=" + module)
            .filter(module -> server.children(module, "subsystem").contains("batch-jberet"))
            .flatMap(module -> server.children(module + "/subsystem=batch-jberet", "job").stream())
            .toList();

    assertThat(modules).contains("horarium-ejb.jar", "horarium-web.war");
    assertThat(jobs)
        .containsExactlyInAnyOrder("schedule-execution", "long-schedule-execution", "run-profile");
    assertThat(server.children("/deployment=horarium.ear", "subsystem"))
        .doesNotContain("batch-jberet");
  }

  @Test
  void anExecutionIsListedOnceWithItsEnd() throws IOException {
    List<String> before = executions();

    ScheduleRun run = TestSchedule.of(people(100, 100)).in(jim).run();

    String listed = theNewOne(before);
    assertThat(run.status()).isEqualTo("Complete");
    Await.untilTrue(
        "the batch execution to be COMPLETED",
        Duration.ofSeconds(10),
        () -> server.attribute(JOB + "/execution=" + listed, "batch-status").equals("COMPLETED"));
  }

  @Test
  void stoppingTheJobThereCancelsTheExecution() throws IOException {
    ImportSystem hr = people(10_000, 5);
    TestSchedule schedule = TestSchedule.of(hr).in(jim);
    List<String> before = executions();
    String execution = schedule.start();
    String activity =
        new ScheduleRun(jim.get("schedule-executions/" + execution)).step(hr).activityId();
    jim.awaitObjects(activity, 50);

    server.invoke(BATCH, "stop-job", "execution-id", Long.parseLong(theNewOne(before)));

    ScheduleRun run = schedule.result(execution);
    assertThat(run.status()).isEqualTo("Cancelled");
    assertThat(run.error()).contains("console");
    assertThat(jim.awaitEnd(activity, Duration.ofSeconds(15)).getString("status"))
        .isEqualTo("Cancelled");
    Await.until(
        "the system to be free",
        Duration.ofSeconds(15),
        () ->
            Optional.of(jim.send("DELETE", schedule.path(), null).status())
                .filter(status -> status == 204));
    assertThat(jim.delete(hr.path()).status()).isEqualTo(200);
  }

  /** The server itself looks for new executions every few seconds only. */
  private String theNewOne(List<String> before) {
    List<String> more =
        Await.until(
            "a new batch execution to be listed",
            Duration.ofSeconds(20),
            () -> {
              List<String> now = executions();
              now.removeAll(before);
              return Optional.of(now).filter(found -> !found.isEmpty());
            });
    assertThat(more).hasSize(1);
    return more.get(0);
  }

  /** Ids of batch executions. */
  private List<String> executions() {
    return server.children(JOB, "execution");
  }

  private ImportSystem people(int count, int pageSize) throws IOException {
    Path file = Files.createTempFile(TestServer.files(), "console", ".csv");
    CsvFiles.ofPeople(file, count);
    return ImportSystem.over(file).inPagesOf(pageSize).in(jim);
  }
}
