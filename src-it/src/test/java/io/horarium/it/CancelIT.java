package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Answer;
import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.Conf;
import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.ImportResult;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.Management;
import io.horarium.it.testkit.Steps;
import io.horarium.it.testkit.TestProcesses;
import io.horarium.it.testkit.TestSchedule;
import io.horarium.it.testkit.TestServer;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Cancels at random moments, a third of them in the very moment of pick-up: each execution ends
 * Cancelled or finished, never both, and nothing is left behind.
 *
 * <p>{@code -Dcancel.rounds=1000} makes as many, {@code -Dcancel.seed=N} repeats the moments of an
 * earlier run.
 */
@ExtendWith(ArquillianExtension.class)
class CancelIT {

  private static final int ROUNDS = Integer.getInteger("cancel.rounds", 50);
  private static final long SEED = Long.getLong("cancel.seed", System.nanoTime());
  private static final int PEOPLE = 1_500;
  private static final long LATEST_NANOS = TimeUnit.MILLISECONDS.toNanos(600);
  private static final Set<String> ENDED =
      Set.of("Completed", "Completed with Warning", "Cancelled", "Failed");

  private final JimClient jim = JimClient.ofAdministrator();
  private final Database database = Database.ofTestServer();

  @Test
  void everyExecutionEndsCancelledOrFinishedAndLeavesNothing() throws Exception {
    System.out.println("CancelIT: -Dcancel.seed=" + SEED);
    Conf.ofTestServer()
        .program("sleeper", "sleep " + TestProcesses.MARK + " &", "sleep " + TestProcesses.MARK)
        .done();
    ImportSystem hr = people(5);
    ImportSystem badges = people(500);
    List<TestSchedule> schedules =
        List.of(
            TestSchedule.of(hr).then(badges).in(jim),
            TestSchedule.ofSteps(Steps.executable("sleeper", ""), Steps.script("short", "1"))
                .in(jim),
            TestSchedule.ofSteps(Steps.sql("nap", "select pg_sleep(30)")).in(jim),
            TestSchedule.ofSteps(Steps.script("loop", "while (true) {}")).then(badges).in(jim),
            TestSchedule.ofSteps(Steps.sql("one", "select 1"))
                .thenSteps(Steps.sql("two", "select 2"))
                .in(jim));
    try (Management server = Management.ofTestServer()) {
      server.write("/subsystem=transactions", "statistics-enabled", true);

      List<String> ends = cancelAll(schedules);

      System.out.printf(
          "CancelIT: %d cancelled, %d finished%n",
          ends.stream().filter("Cancelled"::equals).count(),
          ends.stream().filter("Complete"::equals).count());
      assertThat(ends).hasSize(ROUNDS).contains("Cancelled", "Complete");
      nothingIsLeft(server);
    }
    everyObjectIsThereOnce(hr);
    everyObjectIsThereOnce(badges);
  }

  private List<String> cancelAll(List<TestSchedule> schedules)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(schedules.size());
    try {
      List<Future<String>> running = new ArrayList<>();
      SplittableRandom dice = new SplittableRandom(SEED);
      for (int round = 0; round < ROUNDS; round++) {
        TestSchedule schedule = schedules.get(round % schedules.size());
        long moment =
            round % 3 == 0 ? dice.nextLong(LATEST_NANOS / 60) : dice.nextLong(LATEST_NANOS);
        running.add(threads.submit(() -> cancel(schedule, moment)));
      }
      List<String> ends = new ArrayList<>();
      for (Future<String> end : running) {
        ends.add(end.get());
      }
      return ends;
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Runs, cancels after so long, and gives the status of the execution once nothing works any more.
   */
  private String cancel(TestSchedule schedule, long moment) {
    String execution = schedule.start();
    String path = "schedule-executions/" + execution;
    LockSupport.parkNanos(moment);
    Answer answer = jim.send("POST", path + "/cancel", Entity.json(""));
    boolean cancelled = answer.status() == 200;
    if (!cancelled) {
      assertThat(answer.status()).isEqualTo(400);
    }
    JsonObject closed =
        Await.until(
            "execution " + execution + " to be closed",
            Duration.ofMinutes(1),
            () -> Optional.of(jim.get(path)).filter(detail -> !detail.isNull("closedAt")));
    assertThat(closed.getString("status")).isEqualTo(cancelled ? "Cancelled" : "Complete");
    assertThat(closed.getJsonArray("steps").getValuesAs(JsonObject.class))
        .allSatisfy(
            step -> {
              assertThat(step.getString("status")).isIn(ENDED).isNotEqualTo("Failed");
              assertThat(step.getString("activityStatus")).isNotEqualTo("InProgress");
              assertThat(step.isNull("taskId")).isTrue();
            });
    assertThat(jim.get("activities/" + closed.getString("activityId")).getString("status"))
        .isEqualTo(cancelled ? "Cancelled" : "Complete");
    return closed.getString("status");
  }

  private void nothingIsLeft(Management server) {
    TestProcesses.awaitNone();
    assertThat(jim.list("schedule-executions/active")).isEmpty();
    assertThat(database.rows("select id from horarium.execution where closed_at is null"))
        .isEmpty();
    assertThat(database.rows("select system_id from horarium.system_lease")).isEmpty();
    assertThat(database.rows("select run_id from horarium.import_stage limit 1")).isEmpty();
    Await.untilTrue(
        "no transaction to be open",
        Duration.ofSeconds(30),
        () ->
            server
                    .attribute("/subsystem=transactions", "number-of-inflight-transactions")
                    .equals("0")
                && database
                    .rows(
                        """
                        select pid from pg_stat_activity where xact_start is not null
                        and application_name like 'horarium-%'""")
                    .isEmpty());
  }

  /**
   * Whatever the cancelled imports had written, one undisturbed run makes it whole, and no more.
   */
  private void everyObjectIsThereOnce(ImportSystem system) {
    system.changeProfile(java.util.Map.of("pageSize", 1_000));
    ImportResult last = system.run();
    assertThat(last.status()).isEqualTo("Complete");
    assertThat(system.count("Normal")).isEqualTo(PEOPLE);
    assertThat(
            database.rows(
                """
                select sum(a.added), sum(a.updated), sum(a.deleted),
                  (select count(*) from horarium.activity_item i join horarium.activity b on b.id = i.activity_id
                    where b.connected_system_id = ? and i.change_type = 'Added'),
                  (select count(distinct i.external_id) from horarium.activity_item i join horarium.activity b on b.id = i.activity_id
                    where b.connected_system_id = ? and i.change_type = 'Added')
                from horarium.activity a where a.connected_system_id = ?""",
                system.id(),
                system.id(),
                system.id()))
        .containsExactly("%1$d|0|0|%1$d|%1$d".formatted(PEOPLE));
  }

  private ImportSystem people(int pageSize) throws IOException {
    Path file = Files.createTempFile(TestServer.files(), "cancel", ".csv");
    CsvFiles.ofPeople(file, PEOPLE);
    return ImportSystem.over(file).inPagesOf(pageSize).in(jim);
  }
}
