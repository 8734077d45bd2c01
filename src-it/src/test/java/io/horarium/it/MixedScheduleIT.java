package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Conf;
import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.Management;
import io.horarium.it.testkit.ScheduleRun;
import io.horarium.it.testkit.ScheduleRun.Step;
import io.horarium.it.testkit.Steps;
import io.horarium.it.testkit.TestSchedule;
import io.horarium.it.testkit.TestServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One schedule with every kind of step and every kind of end: what the execution, its steps, its
 * activities, their items and the server's console say must be one story.
 */
@ExtendWith(ArquillianExtension.class)
class MixedScheduleIT {

  private static final int PEOPLE = 3_000;
  private static final String JOB =
      "/deployment=horarium.ear/subdeployment=horarium-ejb.jar/subsystem=batch-jberet/job=schedule-execution";

  private final JimClient jim = JimClient.ofAdministrator();
  private final Database database = Database.ofTestServer();

  @BeforeAll
  static void configure() {
    Conf.ofTestServer()
        .powerShellStandIn()
        .script("greet.ps1", "Write-Output 'never read by the stand-in'\n")
        .program("tolerable", "echo \"told $1\"", "echo 'went wrong' >&2", "exit 3")
        .program("fatal", "exit 9")
        .done();
  }

  @Test
  void everythingThatIsSaidAboutAnExecutionAgrees() throws IOException {
    database.update("create table if not exists public.mixed (run text, step text)");
    String run = Long.toString(System.nanoTime(), 36);
    ImportSystem hr = people();
    ImportSystem badges = people();
    ImportSystem guests = people();
    TestSchedule schedule =
        TestSchedule.of(hr, badges, guests)
            .thenSteps(
                Steps.powerShell("greet.ps1", "-Name 'Ada Byron'"),
                Steps.tolerated(Steps.executable("tolerable", "'the desk'")),
                Steps.sql("mark", "insert into public.mixed values ('%s', 'mark')".formatted(run)))
            .thenSteps(Steps.script("think", "logger.info('thought {}', 6 * 7); 'done'"))
            .thenSteps(Steps.executable("fatal", ""))
            .thenSteps(
                Steps.sql(
                    "never", "insert into public.mixed values ('%s', 'never')".formatted(run)))
            .in(jim);

    ScheduleRun execution = schedule.run();

    theStepsEndedAsTheyShould(execution, List.of(hr, badges, guests));
    theActivitiesSayTheSame(execution);
    theItemsTellWhatHappened(execution);
    assertThat(database.rows("select step from public.mixed where run = ?", run))
        .containsExactly("mark");
    theConsoleShowsOneFailedJob(execution);
  }

  private static void theStepsEndedAsTheyShould(
      ScheduleRun execution, List<ImportSystem> imported) {
    assertThat(execution.status()).isEqualTo("Failed");
    assertThat(execution.error()).isEqualTo("Step 'fatal' failed and ContinueOnFailure is false.");
    assertThat(execution.groupStatuses())
        .containsExactly("Completed", "Failed", "Completed", "Failed", "Cancelled");
    List<Step> imports = imported.stream().map(execution::step).toList();
    assertThat(imports).extracting(Step::status).containsOnly("Completed");
    for (Step one : imports) {
      assertThat(imports).allSatisfy(other -> assertThat(one.overlaps(other)).isTrue());
    }
    assertThat(execution.step("greet.ps1").status()).isEqualTo("Completed with Warning");
    assertThat(execution.step("tolerable").status()).isEqualTo("Failed");
    assertThat(execution.step("mark").status()).isEqualTo("Completed");
    assertThat(execution.step("think").status()).isEqualTo("Completed");
    assertThat(execution.step("fatal").status()).isEqualTo("Failed");
    assertThat(execution.step("fatal").error()).contains("exit code 9");
    assertThat(execution.step("never").status()).isEqualTo("Cancelled");
    assertThat(execution.detail().getInt("currentStepIndex")).isEqualTo(3);
  }

  private void theActivitiesSayTheSame(ScheduleRun execution) {
    JsonObject parent = jim.get("activities/" + execution.activityId());
    List<JsonObject> children = jim.all("activities/" + execution.activityId() + "/children");
    assertThat(parent.getString("status")).isEqualTo("FailedWithError");
    assertThat(parent.getString("errorMessage")).isEqualTo(execution.error());
    assertThat(children).hasSameSizeAs(execution.steps());
    Map<String, String> words =
        Map.of(
            "Completed", "Complete",
            "Completed with Warning", "CompleteWithWarning",
            "Failed", "FailedWithError",
            "Cancelled", "Cancelled");
    for (Step step : execution.steps()) {
      JsonObject child =
          children.stream()
              .filter(activity -> activity.getString("id").equals(step.activityId()))
              .findFirst()
              .orElseThrow();
      assertThat(child.getString("status")).isEqualTo(words.get(step.status()));
      assertThat(step.activityStatus()).isEqualTo(child.getString("status"));
      assertThat(child.getString("scheduleExecutionId")).isEqualTo(execution.id());
    }
    assertThat(jim.get("activities/" + execution.step("never").activityId()).getString("message"))
        .startsWith("Not run: ");
  }

  private void theItemsTellWhatHappened(ScheduleRun execution) {
    assertThat(lines(execution.step("greet.ps1")))
        .contains("argument <-NoProfile>", "argument <Ada Byron>", "NO_COLOR=1")
        .contains("WARNING: from the stand-in");
    assertThat(lines(execution.step("tolerable")))
        .containsExactlyInAnyOrder("told the desk", "went wrong", "Exit code 3");
    assertThat(lines(execution.step("think"))).anyMatch(line -> line.contains("thought 42"));
    for (Step step : execution.steps()) {
      if (!step.row().isNull("runProfileId")) {
        assertThat(
                database.rows(
                    """
                    select a.added, a.objects_read, count(i.*), count(distinct i.external_id)
                    from horarium.activity a join horarium.activity_item i on i.activity_id = a.id
                    where a.id = ?::uuid and i.change_type = 'Added' group by a.id""",
                    step.activityId()))
            .containsExactly("%1$d|%1$d|%1$d|%1$d".formatted(PEOPLE));
      }
    }
  }

  private void theConsoleShowsOneFailedJob(ScheduleRun execution) throws IOException {
    String job =
        database
            .rows(
                "select batch_execution_id from horarium.execution where id = ?::uuid",
                execution.id())
            .get(0);
    try (Management server = Management.ofTestServer()) {
      assertThat(server.children(JOB, "execution")).contains(job);
      assertThat(server.attribute(JOB + "/execution=" + job, "batch-status")).isEqualTo("FAILED");
      assertThat(server.attribute(JOB + "/execution=" + job, "instance-id")).isNotBlank();
    }
  }

  private List<String> lines(Step step) {
    return database.rows(
        "select display_name from horarium.activity_item where activity_id = ?::uuid order by seq",
        step.activityId());
  }

  private ImportSystem people() throws IOException {
    Path file = Files.createTempFile(TestServer.files(), "mixed", ".csv");
    CsvFiles.ofPeople(file, PEOPLE);
    return ImportSystem.over(file).inPagesOf(20).in(jim);
  }
}
