package io.horarium.step.sql;

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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SqlStepTest {

  @TempDir Path home;
  private final TestTransactions transactions = new TestTransactions();
  private final Database database = transactions.database();
  private final ChunkDriver driver = new ChunkDriver(transactions, 100);
  private final UUID activity = Ids.next();
  private volatile boolean cancelled;
  private DataSourceCatalogue catalogue;
  private SqlStep step;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(home.resolve("conf"));
    Files.createDirectories(home.resolve("script"));
    Files.createDirectories(home.resolve("files"));
    catalogue = new DataSourceCatalogue(home.resolve("conf/datasources.json"));
    step =
        new SqlStep(
            catalogue,
            new ScriptRoots(
                List.of(home.resolve("script")), new FileRoots(List.of(home.resolve("files")))),
            new ActivityStore(database));
    Files.writeString(home.resolve("conf/password"), "postgres\n");
    sources("");
    TestDatabase.clear();
    database.update("drop table if exists public.note");
    database.update("create table public.note (id integer primary key, text text)");
    database.update(
        """
        insert into horarium.activity (id, status, target_type, target_operation_type)
        values (?, 'InProgress', 'ScheduleStep', 'Execute')""",
        activity);
  }

  @AfterEach
  void close() {
    database.update("drop table if exists public.note");
    transactions.close();
  }

  private void sources(String more) throws IOException {
    try (Connection connection = TestDatabase.dataSource().getConnection()) {
      String url = connection.getMetaData().getURL().replaceFirst("[?].*", "");
      Files.writeString(
          home.resolve("conf/datasources.json"),
          """
          {"dataSources": [{"name": "hr", "url": "%s", "user": "%s", "secret": "file:password"%s}]}"""
              .formatted(url, connection.getMetaData().getUserName(), more));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StepSettings settings(
      String connection, String path, String text, Boolean single) {
    return new StepSettings(
        null, null, null, null, connection, path, text, single, null, null, null);
  }

  private StepWork work(StepSettings settings) {
    return step.work(
        new StepContext(
            Ids.next(),
            activity,
            "SqlScript",
            null,
            null,
            null,
            false,
            100,
            null,
            settings,
            () -> cancelled));
  }

  private StepOutcome run(String text, boolean single) {
    return driver.run(work(settings("hr", null, text, single)));
  }

  private List<String> items() {
    return database.list(
        """
        select concat_ws(' ', external_id, object_type, outcome_summary, error_type)
        from horarium.activity_item where activity_id = ? order by seq""",
        row -> row.getString(1),
        activity);
  }

  private List<Integer> notes() {
    return database.list("select id from public.note order by id", row -> row.getInt(1));
  }

  private static String inserts(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj("insert into public.note values (%d);\n"::formatted)
        .collect(Collectors.joining());
  }

  @Test
  void everyStatementIsAnItemWithItsRows() throws IOException {
    Files.writeString(
        home.resolve("script/a.sql"),
        """
        insert into public.note select i, 'x;y' from generate_series(1, 1200) i;
        -- a query is read to its end
        select * from public.note;
        update public.note set text = 'z' where id <= 7;
        create index on public.note (text);
        vacuum public.note;
        begin; delete from public.note where id > 3; commit;
        """);

    StepOutcome outcome = driver.run(work(settings("hr", "a.sql", null, null)));

    assertThat(outcome)
        .isEqualTo(new StepOutcome(Ending.Complete, "The script ran its 8 statements.", null));
    assertThat(items())
        .containsExactly(
            "1 statement Rows:1200",
            "2 query Rows:1200",
            "3 statement Rows:7",
            "4 statement Rows:0",
            "5 statement Rows:0",
            "6 statement Rows:0",
            "7 statement Rows:1197",
            "8 statement Rows:0");
    assertThat(notes()).containsExactly(1, 2, 3);
    assertThat(
            database.number(
                "select objects_processed from horarium.activity where id = ?", activity))
        .isEqualTo(8);
  }

  @Test
  void anErrorInTheMiddleStopsAndWhatCameBeforeStays() {
    StepOutcome outcome =
        run(inserts(1, 2) + "insert into public.missing values (1);\n" + inserts(3, 3), false);

    assertThat(outcome.ending()).isEqualTo(Ending.FailedWithError);
    assertThat(outcome.message())
        .startsWith("Statement 3 in line 3 failed:")
        .contains("public.missing")
        .contains("42P01")
        .contains("stays");
    assertThat(notes()).containsExactly(1, 2);
    assertThat(items())
        .containsExactly("1 statement Rows:1", "2 statement Rows:1", "3 statement UnhandledError");
  }

  @Test
  void inASingleTransactionAnErrorUndoesEverything() {
    StepOutcome outcome = run(inserts(1, 2) + inserts(1, 1), true);

    assertThat(outcome.message()).contains("everything was rolled back");
    assertThat(notes()).isEmpty();
    assertThat(run(inserts(1, 2), true).message()).contains("2 statements as one");
    assertThat(notes()).containsExactly(1, 2);
  }

  @Test
  void aTransactionLeftOpenIsAnError() {
    StepOutcome outcome = run("begin;" + inserts(1, 2), false);

    assertThat(outcome.message()).contains("add COMMIT");
    assertThat(notes()).isEmpty();
  }

  @Test
  void aStatementEndsAtTheTimeoutOfItsSource() throws IOException {
    sources(", \"statementTimeoutSeconds\": 1");

    StepOutcome outcome = run("select pg_sleep(600)", false);

    assertThat(outcome.ending()).isEqualTo(Ending.FailedWithError);
    assertThat(outcome.message()).contains("timeout").contains("57014");
  }

  @Test
  void goesOnAfterTheLastStatementRecorded() {
    // the third statement is committed over there, but its chunk is not committed here
    driver.killedAt(3);
    String script =
        inserts(1, 2)
            + "insert into public.note values (3) on conflict do nothing;\n"
            + inserts(4, 5);
    assertThatThrownBy(() -> run(script, false)).isInstanceOf(ChunkDriver.Killed.class);
    assertThat(notes()).containsExactly(1, 2, 3);
    driver.killedAt(Integer.MAX_VALUE);

    assertThat(run(script, false).ending()).isEqualTo(Ending.Complete);

    assertThat(notes()).containsExactly(1, 2, 3, 4, 5);
    assertThat(items()).hasSize(5);
  }

  @Test
  void aTransactionOfTheScriptIsRepeatedAsAWhole() {
    driver.killedAt(4);
    String script = inserts(1, 1) + "begin;" + inserts(2, 4) + "commit;" + inserts(5, 5);
    assertThatThrownBy(() -> run(script, false)).isInstanceOf(ChunkDriver.Killed.class);
    assertThat(notes()).containsExactly(1);
    driver.killedAt(Integer.MAX_VALUE);

    assertThat(run(script, false).ending()).isEqualTo(Ending.Complete);
    assertThat(notes()).containsExactly(1, 2, 3, 4, 5);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, false", "4, true"})
  void aSingleTransactionIsDoneOnceWheneverTheServerDies(int chunk, boolean committedBefore) {
    driver.killedAt(chunk);
    assertThatThrownBy(() -> run(inserts(1, 2), true)).isInstanceOf(ChunkDriver.Killed.class);
    assertThat(notes().isEmpty()).isEqualTo(!committedBefore);
    driver.killedAt(Integer.MAX_VALUE);

    // 1 and 2 are keys: running them twice would fail
    assertThat(run(inserts(1, 2), true).ending()).isEqualTo(Ending.Complete);

    assertThat(notes()).containsExactly(1, 2);
    assertThat(items()).containsExactly("1 statement Rows:1", "2 statement Rows:1");
  }

  @Test
  void aLongStatementKeepsChunksShortAndStopsAtACancel() {
    try (StepWork work = work(settings("hr", null, "select pg_sleep(600)", false))) {
      work.open(Checkpoint.START);
      long begun = System.nanoTime();
      Object beat = work.next();
      transactions.run(() -> work.write(List.of(beat)));
      cancelled = true;
      work.next();
      work.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
      assertThat(
              database.number(
                  "select count(*) from pg_stat_activity where query like '%pg_sleep(600)%' and state = 'active' and pid <> pg_backend_pid()"))
          .isZero();
    }
  }

  @Test
  void onlyTheCatalogueNamesDatabases() throws IOException {
    assertThat(step.check(settings("hr", null, "select 1", null))).isEmpty();
    assertThat(
            step.check(settings("jdbc:postgresql://x/y?password=s3cret", null, "select 1", null)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo("sqlConnectionString");
              assertThat(problem.problem())
                  .contains("/api/v1/catalogue/datasources")
                  .doesNotContain("s3cret");
            });
    assertThat(step.check(settings(null, null, null, null)))
        .extracting(FieldProblem::field)
        .containsExactly("sqlConnectionString", "sqlScriptPath");
    assertThat(step.check(settings("hr", "../x.sql", null, null)))
        .extracting(FieldProblem::field)
        .containsExactly("sqlScriptPath");
    assertThat(step.check(settings("hr", "x.sql", "select 1", null)))
        .extracting(FieldProblem::field)
        .containsExactly("sqlText");
    assertThat(step.check(settings("hr", null, "select 'x", null)))
        .extracting(FieldProblem::field)
        .containsExactly("sqlText");
    assertThat(step.check(settings("hr", null, "select 1; commit", true)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.problem()).contains("COMMIT in line 1"));
    assertThat(step.warnings(settings("hr", "later.sql", null, null))).hasSize(1);

    Files.writeString(home.resolve("conf/datasources.json"), "{\"dataSources\": []}");
    assertThatThrownBy(() -> run("select 1", false))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("not in the catalogue any more");
    Files.writeString(home.resolve("conf/datasources.json"), "x");
    assertThatThrownBy(() -> run("select 1", false)).hasMessageContaining("not well-formed JSON");
  }

  @Test
  void aDatabaseThatIsNotThereFailsWithARemedy() throws IOException {
    Files.writeString(
        home.resolve("conf/datasources.json"),
        """
        {"dataSources": [{"name": "hr", "url": "jdbc:postgresql://127.0.0.1:1/x", "user": "u"}]}""");

    assertThatThrownBy(() -> run("select 1", false))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("Data source 'hr' cannot be reached")
        .hasMessageContaining("datasources.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "url": "jdbc:oracle:x"                                     | must begin with jdbc:postgresql:
          "url": "jdbc:postgresql://h/d?user=a&password=b"           | holds a user or password
          "url": "jdbc:postgresql://a:b@h/d"                         | holds a user or password
          "url": "jdbc:postgresql://h/d", "secret": "hunter2"        | not be the password itself
          "url": "jdbc:postgresql://h/d", "pasword": "env:X"         | dataSources[0].pasword is not known here
          """)
  void refusesWhatWouldShowSecrets(String entry, String problem) throws IOException {
    Files.writeString(
        home.resolve("conf/datasources.json"),
        "{\"dataSources\": [{\"name\": \"a\", " + entry + "}]}");

    assertThatThrownBy(catalogue::entries)
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void secretsStayInTheirFolder() throws IOException {
    Files.writeString(home.resolve("outside"), "x");
    var outside = new SourceEntry("a", "jdbc:postgresql:x", "u", "file:../outside", null);
    var variable = new SourceEntry("a", "jdbc:postgresql:x", "u", "env:NOT_SET_HERE", null);
    var fine = new SourceEntry("a", "jdbc:postgresql:x", "u", "file:password", null);

    assertThatThrownBy(() -> outside.password(home.resolve("conf")))
        .hasMessageContaining("lies outside");
    assertThatThrownBy(() -> variable.password(home.resolve("conf")))
        .hasMessageContaining("NOT_SET_HERE");
    assertThat(fine.password(home.resolve("conf"))).isEqualTo("postgres");
    assertThat(catalogue.entries().get(0).toString()).doesNotContain("password");
  }
}
