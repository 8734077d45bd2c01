package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.Conf;
import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.JimError;
import io.horarium.it.testkit.ScheduleRun;
import io.horarium.it.testkit.Steps;
import io.horarium.it.testkit.TestSchedule;
import io.horarium.it.testkit.TestServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Executions that do again what did not succeed (ADR 0012). */
@ExtendWith(ArquillianExtension.class)
class RerunIT {

  private final JimClient jim = JimClient.ofAdministrator();

  @BeforeAll
  static void configure() {
    Conf.ofTestServer().program("failing", "exit 1").done();
  }

  @Test
  void goesOnFromTheFailedStepAndTakesTheRestOver() throws IOException {
    ImportSystem good = people(40);
    ImportSystem beside = people(30);
    ImportSystem bad = people(20);
    ImportSystem later = people(10);
    Path missing = fileOf(bad);
    Files.delete(missing);
    TestSchedule schedule = TestSchedule.of(good).then(beside, bad).then(later).in(jim);
    ScheduleRun failed = schedule.run();
    CsvFiles.ofPeople(missing, 20);

    ScheduleRun run = schedule.result(rerun(failed, "FromFailedStep"));

    assertThat(failed.status()).isEqualTo("Failed");
    assertThat(run.status()).isEqualTo("Complete");
    assertThat(run.stepStatuses()).containsOnly("Completed").hasSize(4);
    assertThat(run.groupStatuses()).containsExactly("Completed", "Completed", "Completed");
    assertThat(run.detail().getString("rerunOf")).isEqualTo(failed.id());
    assertThat(run.detail().getString("rerunMode")).isEqualTo("FromFailedStep");
    for (ImportSystem system : List.of(good, beside)) {
      JsonObject row = run.step(system).row();
      JsonObject activity = jim.get("activities/" + run.step(system).activityId());
      assertThat(row.getString("takenOverFrom")).isEqualTo(failed.id());
      assertThat(row.isNull("startedAt")).isTrue();
      assertThat(activity.getString("message")).endsWith("from execution " + failed.id());
      assertThat(activity.getString("parentActivityId")).isEqualTo(run.activityId());
    }
    assertThat(added(run, good)).isZero();
    assertThat(added(run, bad)).isEqualTo(20);
    assertThat(added(run, later)).isEqualTo(10);
    ScheduleRun old = schedule.result(failed.id());
    assertThat(old.stepStatuses()).isEqualTo(failed.stepStatuses());
    assertThat(old.detail().getJsonArray("reruns").getString(0)).isEqualTo(run.id());
    assertThat(refused(run, "FromFailedStep").sentence()).contains("No step of this execution");
  }

  @Test
  void goesOnWhereAnExecutionWasCancelled() throws IOException {
    ImportSystem first = people(10);
    ImportSystem slow = people(2_000);
    slow.changeProfile(Map.of("pageSize", 5));
    TestSchedule schedule = TestSchedule.of(first).then(slow).in(jim);
    String execution = schedule.start();
    jim.awaitObjects(schedule.look(execution).step(slow).activityId(), 20);

    JimError running =
        catchThrowableOfType(JimError.class, () -> rerun(execution, "FromFailedStep"));
    jim.post("schedule-executions/" + execution + "/cancel");
    ScheduleRun cancelled = schedule.result(execution);
    slow.changeProfile(Map.of("pageSize", 500));
    String again = rerun(execution, "FromFailedStep");
    JimError twice = catchThrowableOfType(JimError.class, () -> rerun(execution, "FromFailedStep"));
    ScheduleRun run = schedule.result(again);

    assertThat(running.status()).isEqualTo(409);
    assertThat(running.sentence()).contains("has not ended yet").endsWith(".");
    assertThat(cancelled.stepStatuses())
        .as("the answer to a cancel is followed by the end")
        .containsExactly("Completed", "Cancelled");
    if (twice != null) {
      assertThat(twice.status()).isEqualTo(409);
      assertThat(twice.sentence()).contains(again);
    }
    assertThat(run.status()).isEqualTo("Complete");
    assertThat(slow.count("Normal")).isEqualTo(2_000);
  }

  @Test
  void runsTheFailedObjectsOnly() throws IOException {
    ImportSystem clean = people(30);
    ImportSystem hr = people(30);
    CsvFiles csv = CsvFiles.ofPeople(fileOf(hr), 30);
    csv.rewrite(
        java.nio.charset.StandardCharsets.UTF_8,
        text -> text + text.lines().filter(line -> line.startsWith("E000000")).findFirst().get());
    TestSchedule schedule = TestSchedule.of(clean).then(hr).in(jim);
    ScheduleRun failed = schedule.run();
    csv.change(5, 5).delete(20, 5).write();

    ScheduleRun run = schedule.result(rerun(failed, "FailedObjectsOnly"));

    assertThat(failed.stepStatuses()).containsExactly("Completed", "Completed with Warning");
    assertThat(run.status()).isEqualTo("Complete");
    assertThat(run.steps()).hasSize(1);
    assertThat(run.step(hr).row().getString("retryOf")).isEqualTo(failed.step(hr).activityId());
    JsonObject stats = jim.get("activities/" + run.step(hr).activityId() + "/stats");
    assertThat(stats.getInt("totalObjectsProcessed")).isEqualTo(1);
    assertThat(stats.getInt("totalCsoAdds")).isEqualTo(1);
    assertThat(stats.getInt("totalCsoUpdates")).isZero();
    assertThat(stats.getInt("totalCsoDeletes")).isZero();
    assertThat(hr.count("Normal")).isEqualTo(30);
  }

  @Test
  void refusesWhatCannotBeRunAgain() throws IOException {
    ImportSystem hr = people(10);
    TestSchedule schedule = TestSchedule.ofSteps(Steps.executable("failing", "")).then(hr).in(jim);
    ScheduleRun failed = schedule.run();

    JimError objects = refused(failed, "FailedObjectsOnly");
    JimError mode = refused(failed, "Everything");
    JimError unknown =
        catchThrowableOfType(
            JimError.class, () -> rerun(UUID.randomUUID().toString(), "FromFailedStep"));
    JsonObject detail = jim.get(schedule.path());
    jim.put(
        schedule.path(),
        Map.of("name", detail.getString("name"), "steps", List.of(numbered(hr.step()))));
    JimError changed = refused(failed, "FromFailedStep");
    TestSchedule endless = TestSchedule.ofSteps(Steps.script("loop", "while (true) {}")).in(jim);
    String running = endless.start();
    Await.untilTrue(
        "the endless script to run",
        Duration.ofMinutes(1),
        () -> endless.look(running).stepStatuses().contains("Processing"));
    jim.delete(endless.path());
    Await.untilTrue(
        "the execution of the deleted schedule to end",
        Duration.ofMinutes(1),
        () -> !endless.look(running).detail().isNull("closedAt"));
    JimError deleted = catchThrowableOfType(JimError.class, () -> rerun(running, "FromFailedStep"));

    assertThat(objects.status()).isEqualTo(400);
    assertThat(objects.sentence()).contains("'failing'").contains("Executable").endsWith(".");
    assertThat(mode.status()).isEqualTo(400);
    assertThat(mode.sentence()).contains("FromFailedStep, FailedObjectsOnly");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(changed.status()).isEqualTo(409);
    assertThat(changed.sentence()).contains(schedule.name()).contains("were changed");
    assertThat(deleted.status()).isEqualTo(409);
    assertThat(deleted.sentence()).contains("was deleted");
  }

  private static Map<String, Object> numbered(Map<String, Object> step) {
    step.put("stepIndex", 0);
    return step;
  }

  private int added(ScheduleRun run, ImportSystem system) {
    return jim.get("activities/" + run.step(system).activityId() + "/stats").getInt("totalCsoAdds");
  }

  private JimError refused(ScheduleRun of, String mode) {
    return catchThrowableOfType(JimError.class, () -> rerun(of, mode));
  }

  private String rerun(ScheduleRun of, String mode) {
    return rerun(of.id(), mode);
  }

  private String rerun(String execution, String mode) {
    return jim.post("schedule-executions/" + execution + "/rerun", Map.of("mode", mode))
        .getString("executionId");
  }

  private ImportSystem people(int count) throws IOException {
    Path file = Files.createTempFile(TestServer.files(), "rerun", ".csv");
    CsvFiles.ofPeople(file, count);
    return ImportSystem.over(file).in(jim);
  }

  private Path fileOf(ImportSystem system) throws IOException {
    Path file = Files.createTempFile(TestServer.files(), "rerun", ".csv");
    system.changeProfile(Map.of("filePath", file.toString()));
    return file;
  }
}
