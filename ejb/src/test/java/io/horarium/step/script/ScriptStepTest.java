package io.horarium.step.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.activity.ActivityStore;
import io.horarium.connector.FileRoots;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.problem.RunFailure;
import io.horarium.step.Checkpoint;
import io.horarium.step.ChunkDriver;
import io.horarium.step.FieldProblem;
import io.horarium.step.ScriptRoots;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepOutcome.Ending;
import io.horarium.step.StepSettings;
import io.horarium.step.StepWork;
import io.horarium.testdb.TestDatabase;
import io.horarium.testdb.TestTransactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Script step from its settings to its activity, with a real database and a real host. */
class ScriptStepTest {

  private final Database database = TestDatabase.database();
  private final TestTransactions transactions = new TestTransactions();

  @TempDir Path folder;

  private Path scripts;
  private ScriptHosts hosts;
  private ScriptStep step;
  private UUID activity;

  @BeforeEach
  void prepare() throws IOException {
    scripts = Files.createDirectory(folder.resolve("script"));
    Path connectorFiles = Files.createDirectory(folder.resolve("connector-files"));
    hosts = new ScriptHosts(ScriptRunner.LIMITS, folder.resolve("script-host"));
    TestDatabase.clear();
    activity = Ids.next();
    database.update(
        """
        insert into horarium.activity (id, status, target_type, target_operation_type)
        values (?, 'InProgress', 'ScheduleStep', 'Execute')""",
        activity);
    step =
        new ScriptStep(
            hosts,
            new ScriptRoots(List.of(scripts), new FileRoots(List.of(connectorFiles))),
            new ScriptProperties(folder.resolve("script.properties"), "node1"),
            new ActivityStore(transactions.database()));
  }

  @AfterEach
  void stop() {
    hosts.close();
    transactions.close();
  }

  private static StepSettings settings(String source, String path, String type, String context) {
    return new StepSettings(path, null, null, null, null, null, null, null, source, type, context);
  }

  private StepWork work(StepSettings settings, Integer timeout) {
    return step.work(
        new StepContext(
            Ids.next(),
            activity,
            "Script",
            null,
            null,
            null,
            false,
            100,
            timeout,
            settings,
            () -> false));
  }

  private StepOutcome run(StepSettings settings) {
    return new ChunkDriver(transactions, 100).run(work(settings, null));
  }

  private List<String> items() {
    return database.list(
        """
        select object_type || ' ' || external_id || ' ' || display_name from horarium.activity_item
        where activity_id = ? order by seq""",
        row -> row.getString(1),
        activity);
  }

  @Test
  void linesBecomeItemsAndTheResultTheMessage() {
    StepOutcome outcome =
        run(
            settings(
                "logger.info('one'); java.lang.System.out.println('two'); ({sum: a + 1})",
                null,
                "text/javascript",
                "{\"globals\": {\"a\": 1}}"));

    assertThat(items()).containsExactly("info 1 one", "out 2 two");
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(outcome.message()).isEqualTo("The script ended with the result {\"sum\":2}");
  }

  @ParameterizedTest
  @CsvSource({"testlog.js", "script/testlog.js"})
  void aFileIsFoundByItsOwnNameAndByThatOfIdm(String path) throws IOException {
    Files.writeString(scripts.resolve("testlog.js"), "logger.info('from a file')");

    assertThat(step.check(settings(null, path, null, null))).isEmpty();
    run(settings(null, path, null, null));

    assertThat(items()).containsExactly("info 1 from a file");
  }

  @Test
  void aMissingFileWarnsAndThenFails() {
    StepSettings missing = settings(null, "missing.js", null, null);

    assertThat(step.check(missing)).isEmpty();
    assertThat(step.warnings(missing)).singleElement().asString().contains("missing.js");
    assertThatThrownBy(() -> work(missing, null)).isInstanceOf(RunFailure.class);
  }

  @Test
  void whatWasSaidBeforeAnErrorIsKept() {
    StepOutcome outcome = run(settings("logger.info('before');\nmissing();", null, null, null));

    assertThat(items()).containsExactly("info 1 before");
    assertThat(outcome.ending()).isEqualTo(Ending.FailedWithError);
    assertThat(outcome.message())
        .startsWith("The script failed: scriptSource, line 2")
        .contains("missing");
  }

  @Test
  void theTimeoutOfTheStepIsTheTimeOfTheScript() {
    StepOutcome outcome =
        new ChunkDriver(transactions, 100)
            .run(work(settings("while (true) {}", null, null, null), 1));

    assertThat(outcome.ending()).isEqualTo(Ending.FailedWithError);
    assertThat(outcome.message()).contains("longer than the 1 s");
  }

  @Test
  void aScriptThatWasCutOffNeverRunsAgain() {
    StepSettings settings = settings("logger.info('ran')", null, null, null);
    try (StepWork again = work(settings, null)) {
      again.open(new Checkpoint("started", null));

      assertThatThrownBy(again::next)
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("not run again by itself");
    }
    assertThat(hosts.pids()).isEmpty();
  }

  @Test
  void theStartIsRecordedBeforeTheScriptStarts() {
    try (StepWork work = work(settings("logger.info('ran')", null, null, null), null)) {
      work.open(Checkpoint.START);
      Object first = work.next();

      assertThat(work.chunkEnds()).isTrue();
      assertThat(hosts.pids()).isEmpty();
      transactions.run(() -> work.write(List.of(first)));
      assertThat(work.checkpoint()).isEqualTo(new Checkpoint("started", null));
      assertThat(work.outcome()).isEmpty();
    }
  }

  @Test
  void aSilentScriptLetsGoEverySecondAndStopsAtOnce() {
    try (StepWork work = work(settings("while (true) {}", null, null, null), null)) {
      work.open(Checkpoint.START);
      work.next();
      for (int i = 0; i < 3; i++) {
        long began = System.nanoTime();
        work.next();
        assertThat(work.chunkEnds()).isTrue();
        assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
      }
      ProcessHandle host = ProcessHandle.of(hosts.pids().get(0)).orElseThrow();

      work.stop();

      assertThat(host.isAlive()).isFalse();
    }
  }

  @Test
  void refusesWhatCannotBeRun() {
    assertThat(fields(settings(null, null, null, null))).containsExactly("scriptSource");
    assertThat(fields(settings("1", "a.js", null, null))).containsExactly("scriptPath");
    assertThat(fields(settings(null, "../a.js", null, null))).containsExactly("scriptPath");
    assertThat(fields(settings("1", null, "groovy", "[1]")))
        .containsExactly("scriptType", "context");
    assertThat(step.check(settings("var a = 1;\nvar b = ;", null, null, null)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo("scriptSource");
              assertThat(problem.problem()).contains("line 2, column ");
            });
    assertThat(step.check(settings("1", null, "application/javascript", "{}"))).isEmpty();
  }

  private List<String> fields(StepSettings settings) {
    return step.check(settings).stream().map(FieldProblem::field).toList();
  }
}
