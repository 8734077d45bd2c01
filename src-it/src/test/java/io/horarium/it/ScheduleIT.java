package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.ImportResult;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.JimError;
import io.horarium.it.testkit.ScheduleRun;
import io.horarium.it.testkit.ScheduleRun.Step;
import io.horarium.it.testkit.TestSchedule;
import io.horarium.it.testkit.TestServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Schedules that run imports (contract/jim.md 11, 12 and 15.6). */
@ExtendWith(ArquillianExtension.class)
class ScheduleIT {

  /** So many people in pages of five take seconds. */
  private static final int MANY = 5_000;

  private final JimClient jim = JimClient.ofAdministrator();

  @Test
  void membersOfAGroupOverlapAndGroupsRunInOrder() throws IOException {
    ImportSystem hr = people(4_000, 20);
    ImportSystem badges = people(4_000, 20);
    ImportSystem guests = people(100, 100);
    ImportSystem rooms = people(100, 100);
    TestSchedule schedule = TestSchedule.of(hr, badges).then(guests).then(rooms).in(jim);

    ScheduleRun run = schedule.run();

    assertThat(run.status()).isEqualTo("Complete");
    assertThat(run.error()).isNull();
    assertThat(run.step(hr).overlaps(run.step(badges))).isTrue();
    assertThat(run.step(guests).startedAt())
        .isAfterOrEqualTo(run.step(hr).completedAt())
        .isAfterOrEqualTo(run.step(badges).completedAt());
    assertThat(run.step(rooms).startedAt()).isAfterOrEqualTo(run.step(guests).completedAt());
    assertThat(run.stepStatuses()).containsOnly("Completed").hasSize(4);
    assertThat(run.groupStatuses()).containsExactly("Completed", "Completed", "Completed");
    assertThat(run.detail().getInt("totalSteps")).isEqualTo(3);
    assertThat(run.detail().getInt("currentStepIndex")).isEqualTo(2);
    JsonObject progress = run.detail().getJsonObject("progress");
    assertThat(progress.getJsonArray("steps").getJsonObject(0).getString("name"))
        .isEqualTo("2 in parallel");
    assertThat(progress.getJsonArray("steps").getJsonObject(2).getInt("stepIndex")).isEqualTo(2);
  }

  @Test
  void anExecutionIsAnActivityWithAChildForEachStep() throws IOException {
    ImportSystem hr = people(100, 100);
    ImportSystem badges = people(50, 100);
    TestSchedule schedule = TestSchedule.of(hr).then(badges).in(jim);

    ScheduleRun run = schedule.run();

    JsonObject parent = jim.get("activities/" + run.activityId());
    List<JsonObject> children = jim.all("activities/" + run.activityId() + "/children");
    assertThat(parent.getString("status")).isEqualTo("Complete");
    assertThat(parent.getString("targetType")).isEqualTo("Schedule");
    assertThat(parent.getString("targetOperationType")).isEqualTo("Execute");
    assertThat(parent.getString("targetName")).isEqualTo(schedule.name());
    assertThat(children)
        .extracting(child -> child.getString("targetContext"))
        .containsExactly(hr.name(), badges.name());
    assertThat(children).extracting(child -> child.getInt("totalAdded")).containsExactly(100, 50);
    assertThat(children)
        .allSatisfy(
            child -> {
              assertThat(child.getString("scheduledByScheduleName")).isEqualTo(schedule.name());
              assertThat(child.getString("initiatedByType")).isEqualTo("ApiKey");
            });
    assertThat(
            jim.get("activities/" + children.get(0).getString("id")).getString("parentActivityId"))
        .isEqualTo(run.activityId());
    assertThat(jim.get(schedule.path()).getString("lastExecutionStatus")).isEqualTo("Complete");
  }

  @Test
  void aFailedStepEndsTheExecutionAndLaterStepsSayThatTheyWereNotRun() throws IOException {
    ImportSystem lost = withoutFile(people(10, 100));
    ImportSystem beside = people(10, 100);
    ImportSystem later = people(10, 100);
    TestSchedule schedule = TestSchedule.of(lost, beside).then(later).in(jim);

    ScheduleRun run = schedule.run();

    assertThat(run.status()).isEqualTo("Failed");
    assertThat(run.error()).contains("failed and ContinueOnFailure is false");
    assertThat(run.step(lost).status()).isEqualTo("Failed");
    assertThat(run.step(lost).activityStatus()).isEqualTo("FailedWithError");
    assertThat(run.step(lost).error()).contains("does not exist");
    assertThat(run.step(beside).status()).isEqualTo("Completed");
    assertThat(run.step(later).status()).isEqualTo("Cancelled");
    assertThat(run.step(later).activityStatus()).isEqualTo("Cancelled");
    assertThat(jim.get("activities/" + run.step(later).activityId()).getString("message"))
        .startsWith("Not run: ");
    assertThat(run.groupStatuses()).containsExactly("Failed", "Cancelled");
    assertThat(later.count("Normal")).isZero();
    assertThat(jim.get("activities/" + run.activityId()).getString("status"))
        .isEqualTo("FailedWithError");
  }

  @Test
  void aToleratedFailureLetsTheExecutionGoOn() throws IOException {
    ImportSystem lost = withoutFile(people(10, 100));
    ImportSystem later = people(10, 100);
    TestSchedule schedule = TestSchedule.of(lost).continuingOnFailure().then(later).in(jim);

    ScheduleRun run = schedule.run();

    assertThat(run.status()).isEqualTo("Complete");
    assertThat(run.error()).isNull();
    assertThat(run.stepStatuses()).containsExactly("Failed", "Completed");
    assertThat(jim.get("activities/" + run.activityId()).getString("status"))
        .isEqualTo("CompleteWithWarning");
    assertThat(later.count("Normal")).isEqualTo(10);
  }

  @Test
  void aWarningIsNoFailureAndHasTwoSpellings() throws IOException {
    ImportSystem ragged = people(60, 100);
    CsvFiles.ofLines(
        fileOf(ragged), String.join(",", CsvFiles.COLUMNS), "E1,only two", "E2,,,,,,,,,,,");
    TestSchedule schedule = TestSchedule.of(ragged).in(jim);

    ScheduleRun run = schedule.run();

    assertThat(run.status()).isEqualTo("Complete");
    assertThat(run.stepStatuses()).containsExactly("Completed with Warning");
    assertThat(run.groupStatuses()).containsExactly("CompletedWithWarning");
    assertThat(run.step(ragged).activityStatus()).isEqualTo("CompleteWithWarning");
  }

  @Test
  void twoStepsOfOneSystemInOneGroupRunOneAfterTheOther() throws IOException {
    ImportSystem hr = people(2_000, 20);
    TestSchedule schedule = TestSchedule.of(hr, hr).in(jim);

    ScheduleRun run = schedule.run();

    List<Step> steps = run.steps();
    assertThat(run.status()).isEqualTo("Complete");
    assertThat(steps).hasSize(2);
    assertThat(steps.get(0).overlaps(steps.get(1))).isFalse();
    assertThat(steps)
        .extracting(step -> jim.get("activities/" + step.activityId() + "/stats"))
        .extracting(stats -> stats.getInt("totalCsoAdds"))
        .containsExactlyInAnyOrder(2_000, 0);
  }

  @Test
  void aRunWaitsWhileAnotherOneOfItsSystemIsActive() throws IOException {
    ImportSystem hr = people(2_000, 20);
    TestSchedule schedule = TestSchedule.of(hr).in(jim);

    String first = schedule.start();
    String second = schedule.start();
    Step one = schedule.result(first).step(hr);
    Step two = schedule.result(second).step(hr);

    assertThat(List.of(one.status(), two.status())).containsOnly("Completed");
    assertThat(one.overlaps(two)).isFalse();
  }

  @Test
  void executingAProfileThatRunsIsRefusedAndNamesTheActivity() throws IOException {
    ImportSystem hr = people(1_500, 5);
    String activity = hr.start();

    JimError refusal = catchThrowableOfType(JimError.class, hr::start);

    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.code()).isEqualTo("CONFLICT");
    assertThat(refusal.sentence()).contains(activity);
    assertThat(hr.result(activity).status()).isEqualTo("Complete");
  }

  @Test
  void aCancelledExecutionIsCancelledAtOnceAndFreesItsSystems() throws IOException {
    ImportSystem hr = people(MANY, 5);
    ImportSystem badges = people(MANY, 5);
    ImportSystem later = people(10, 100);
    TestSchedule schedule = TestSchedule.of(hr, badges).then(later).in(jim);
    String execution = schedule.start();
    Step working = new ScheduleRun(jim.get("schedule-executions/" + execution)).step(hr);
    jim.awaitObjects(working.activityId(), 50);

    JsonObject answer = jim.post("schedule-executions/" + execution + "/cancel");
    ScheduleRun run = schedule.result(execution);
    run.steps().forEach(step -> jim.awaitEnd(step.activityId(), Duration.ofSeconds(10)));
    ScheduleRun after = schedule.result(execution);
    hr.changeProfile(Map.of("pageSize", 1_000));
    ImportResult next = hr.run();

    assertThat(answer.getString("status")).isEqualTo("Cancelled");
    assertThat(answer.getString("errorMessage")).isEqualTo("Cancelled by user");
    assertThat(answer.isNull("completedAt")).isFalse();
    assertThat(after.stepStatuses()).containsOnly("Cancelled").hasSize(3);
    assertThat(activeExecutions()).doesNotContain(execution);
    assertThat(jim.get("activities/" + run.activityId()).getString("status"))
        .isEqualTo("Cancelled");
    assertThat(badges.count("Normal")).isZero();
    assertThat(next.status()).isEqualTo("Complete");
    assertThat(next.counts().added()).isEqualTo(MANY);
  }

  @Test
  void anEndedExecutionCannotBeCancelled() throws IOException {
    ScheduleRun run = TestSchedule.of(people(10, 100)).in(jim).run();

    JimError refusal =
        catchThrowableOfType(
            JimError.class,
            () -> jim.post("schedule-executions/" + run.detail().getString("id") + "/cancel"));

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.sentence()).contains("Complete");
  }

  @Test
  void deletingAScheduleStopsItsImport() throws IOException {
    ImportSystem hr = people(MANY, 5);
    TestSchedule schedule = TestSchedule.of(hr).in(jim);
    String execution = schedule.start();
    String activity =
        new ScheduleRun(jim.get("schedule-executions/" + execution)).step(hr).activityId();
    jim.awaitObjects(activity, 50);

    int status = jim.delete(schedule.path()).status();
    JsonObject ended = jim.awaitEnd(activity, Duration.ofSeconds(10));
    hr.changeProfile(Map.of("pageSize", 1_000));
    ImportResult next = hr.run();

    assertThat(status).isEqualTo(204);
    assertThat(ended.getString("status")).isEqualTo("Cancelled");
    assertThat(ended.getString("scheduledByScheduleName")).isEqualTo(schedule.name());
    assertThat(next.status()).isEqualTo("Complete");
  }

  @Test
  void whatAScheduleUsesCannotBeDeleted() throws IOException {
    ImportSystem hr = people(10, 100);
    TestSchedule schedule = TestSchedule.of(hr).in(jim);

    JimError system = catchThrowableOfType(JimError.class, () -> jim.delete(hr.path()));
    JimError profile =
        catchThrowableOfType(
            JimError.class, () -> jim.delete(hr.path("run-profiles/" + hr.profileId())));

    assertThat(List.of(system, profile))
        .allSatisfy(
            refusal -> {
              assertThat(refusal.status()).isEqualTo(409);
              assertThat(refusal.code()).isEqualTo("CONFLICT");
              assertThat(refusal.sentence()).contains(schedule.name()).endsWith(".");
            });
    jim.delete(schedule.path());
    assertThat(jim.delete(hr.path()).status()).isEqualTo(200);
  }

  @Test
  void aSystemCannotBeDeletedWhileItIsRead() throws IOException {
    ImportSystem hr = people(1_500, 5);
    String activity = hr.start();

    JimError system = catchThrowableOfType(JimError.class, () -> jim.delete(hr.path()));
    JimError clear = catchThrowableOfType(JimError.class, () -> jim.post(hr.path("clear")));

    assertThat(List.of(system, clear))
        .allSatisfy(
            refusal -> {
              assertThat(refusal.status()).isEqualTo(409);
              assertThat(refusal.sentence()).contains("queued or running");
            });
    assertThat(hr.result(activity).status()).isEqualTo("Complete");
  }

  /** A system over a file of its own. */
  private ImportSystem people(int count, int pageSize) throws IOException {
    Path file = Files.createTempFile(TestServer.files(), "schedule", ".csv");
    CsvFiles.ofPeople(file, count);
    return ImportSystem.over(file).inPagesOf(pageSize).in(jim);
  }

  private Path fileOf(ImportSystem system) throws IOException {
    Path file = Files.createTempFile(TestServer.files(), "other", ".csv");
    system.changeProfile(Map.of("filePath", file.toString()));
    return file;
  }

  private ImportSystem withoutFile(ImportSystem system) throws IOException {
    Files.delete(fileOf(system));
    return system;
  }

  private Set<String> activeExecutions() {
    return Set.copyOf(
        jim.list("schedule-executions/active").getValuesAs(JsonObject.class).stream()
            .map(execution -> execution.getString("id"))
            .toList());
  }
}
