package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.Conf;
import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.JimError;
import io.horarium.it.testkit.ScheduleRun;
import io.horarium.it.testkit.ScheduleRun.Step;
import io.horarium.it.testkit.Steps;
import io.horarium.it.testkit.TestProcesses;
import io.horarium.it.testkit.TestSchedule;
import io.horarium.it.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Steps that behave as badly as they can. Each has a clear end, and what comes after them runs.
 *
 * <p>{@code -Dhostile.megabytes=1024} lets a program print a gigabyte instead of 16 MB.
 */
@ExtendWith(ArquillianExtension.class)
class HostileStepIT {

  private static final int MEGABYTES = Integer.getInteger("hostile.megabytes", 16);

  /** What is kept of one program's output by default, with some room for the words about it. */
  private static final int KEPT_LINES = 10_000 + 25;

  private static final int KEPT_CHARACTERS = (1 << 20) + (1 << 16);

  private final JimClient jim = JimClient.ofAdministrator();
  private final Database database = Database.ofTestServer();

  @BeforeAll
  static void configure() {
    catalogue().program("vanishing", "true").done();
  }

  private static Conf catalogue() {
    return Conf.ofTestServer()
        .program("printer", "yes 'a line of the printer' | head -c $(($1 * 1048576))")
        .program(
            "forker",
            Map.of("timeoutSeconds", 1),
            "trap '' TERM",
            "setsid sleep " + TestProcesses.MARK + " &",
            "sleep " + TestProcesses.MARK);
  }

  @Test
  void stepsThatBehaveBadlyEndClearlyAndTheNextGroupRuns() throws IOException {
    ImportSystem hr = people(50);
    TestSchedule schedule =
        TestSchedule.ofSteps(
                Steps.tolerated(Steps.executable("vanishing", "")),
                Steps.tolerated(Steps.executable("printer", Integer.toString(MEGABYTES))),
                Steps.tolerated(Steps.executable("forker", "")),
                Steps.tolerated(Steps.limited(Steps.script("loop", "while (true) {}"), 2)),
                Steps.tolerated(
                    Steps.script(
                        "eater",
                        "var all = []; while (true) all.push(new Array(9999).join('x'));")))
            .then(hr)
            .in(jim);
    catalogue().done();

    ScheduleRun run = schedule.run();

    assertThat(run.status()).isEqualTo("Complete");
    assertThat(run.step("vanishing").status()).isEqualTo("Failed");
    assertThat(run.step("vanishing").error()).contains("'vanishing'").contains("programs.json");
    assertThat(run.step("loop").error()).contains("2 s");
    assertThat(run.step("eater").status()).isEqualTo("Failed");
    assertThat(run.step("eater").error()).containsIgnoringCase("memory");
    assertThat(run.step("forker").error()).contains("timeout of 1 s");
    assertThat(run.step("printer").status()).isEqualTo("Completed");
    assertBounded(run.step("printer"));
    assertThat(run.step(hr).status()).isEqualTo("Completed");
    assertThat(hr.count("Normal")).isEqualTo(50);
    TestProcesses.awaitNone();
    assertThat(jim.send("GET", "health/ready", null).status()).isEqualTo(200);
  }

  /** What is kept of an output is bounded, by lines and by size, and says that there was more. */
  private void assertBounded(Step printer) {
    String kept =
        database
            .rows(
                """
                select count(*) < ? and sum(length(display_name)) < ?, count(*) filter (where display_name like '%were not kept%')
                from horarium.activity_item where activity_id = ?::uuid""",
                KEPT_LINES, KEPT_CHARACTERS, printer.activityId())
            .get(0);
    assertThat(kept).isEqualTo("t|1");
  }

  @Test
  void anUnknownProgramIsRefusedWhenTheStepIsSaved() {
    JimError refusal =
        catchThrowableOfType(
            JimError.class, () -> TestSchedule.ofSteps(Steps.executable("nowhere", "")).in(jim));

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.sentence()).contains("'nowhere'").contains("programs.json").endsWith(".");
  }

  @Test
  void twoHundredGroupsAreRefusedWhenTheyAreSaved() {
    TestSchedule.Builder many = TestSchedule.ofSteps(Steps.script("s", "1"));
    for (int group = 1; group < 200; group++) {
      many.thenSteps(Steps.script("s", "1"));
    }

    JimError refusal = catchThrowableOfType(JimError.class, () -> many.in(jim));

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.sentence()).contains("200").contains("128").endsWith(".");
  }

  @Test
  void aScheduleWithoutStepsIsNotRun() {
    TestSchedule empty = TestSchedule.ofSteps().in(jim);

    JimError refusal = catchThrowableOfType(JimError.class, empty::start);

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.sentence()).contains(empty.name()).contains("has no steps");
  }

  @Test
  void aStepWhoseSystemIsGoneFailsAndSaysSo() throws IOException {
    ImportSystem first = people(2_000, 5);
    ImportSystem gone = people(10, 100);
    TestSchedule schedule = TestSchedule.of(first).then(gone).in(jim);
    String execution = schedule.start();
    jim.awaitObjects(
        new ScheduleRun(jim.get("schedule-executions/" + execution)).step(first).activityId(), 20);

    JimError refusal = catchThrowableOfType(JimError.class, () -> jim.delete(gone.path()));
    // No client can do this; a database that was repaired by hand can be like this.
    database.update(
        "delete from horarium.schedule_step where run_profile_id = ?", gone.profileId());
    database.update("delete from horarium.run_profile where id = ?", gone.profileId());
    database.update("delete from horarium.connected_system where id = ?", gone.id());
    ScheduleRun run = schedule.result(execution);

    assertThat(refusal.status()).isEqualTo(409);
    assertThat(run.status()).isEqualTo("Failed");
    assertThat(run.step(first).status()).isEqualTo("Completed");
    assertThat(run.step(gone).status()).isEqualTo("Failed");
    assertThat(run.step(gone).error()).contains("not found").endsWith(".");
    assertThat(TestSchedule.of(first).in(jim).run().status()).isEqualTo("Complete");
  }

  @Test
  void aRunProfileIsNotDeletedUnderItsImportAndItsSlotIsFreeAfterwards() throws IOException {
    ImportSystem hr = people(1_500, 5);
    String activity = hr.start();
    jim.awaitObjects(activity, 20);

    JimError refusal =
        catchThrowableOfType(
            JimError.class, () -> jim.delete(hr.path("run-profiles/" + hr.profileId())));

    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.sentence()).endsWith(".");
    assertThat(hr.result(activity).status()).isEqualTo("Complete");
    assertThat(hr.run().status()).isEqualTo("Complete");
    assertThat(jim.delete(hr.path("run-profiles/" + hr.profileId())).status()).isEqualTo(204);
    Await.untilTrue(
        "the system's slot to be free",
        Duration.ofSeconds(10),
        () ->
            database
                .rows("select 1 from horarium.system_lease where system_id = ?", hr.id())
                .isEmpty());
  }

  private ImportSystem people(int count) throws IOException {
    return people(count, 100);
  }

  private ImportSystem people(int count, int pageSize) throws IOException {
    Path file = Files.createTempFile(TestServer.files(), "hostile", ".csv");
    CsvFiles.ofPeople(file, count);
    return ImportSystem.over(file).inPagesOf(pageSize).in(jim);
  }
}
