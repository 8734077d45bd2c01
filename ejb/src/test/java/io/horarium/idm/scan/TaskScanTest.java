package io.horarium.idm.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.activity.ActivityStore;
import io.horarium.connector.FileRoots;
import io.horarium.idm.ConfigFiles;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.platform.Node;
import io.horarium.problem.RunFailure;
import io.horarium.step.ChunkDriver;
import io.horarium.step.ScriptRoots;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepSettings;
import io.horarium.step.script.ObjectScripts;
import io.horarium.step.script.ScriptHosts;
import io.horarium.step.script.ScriptProperties;
import io.horarium.step.script.ScriptStep;
import io.horarium.testdb.History;
import io.horarium.testdb.TestDatabase;
import io.horarium.testdb.TestTransactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Task scanners on a real database with real script hosts. */
class TaskScanTest {

  @TempDir static Path folder;

  private static ScriptHosts hosts;

  private final Database database = TestDatabase.database();
  private final TestTransactions transactions = new TestTransactions();
  private UUID activity;
  private UUID step;
  private TaskScannerStep scanner;

  @BeforeAll
  static void startHosts() {
    System.setProperty("horarium.home", folder.toString());
    hosts = new ScriptHosts();
  }

  @AfterAll
  static void stopHosts() {
    hosts.close();
    System.clearProperty("horarium.home");
  }

  @BeforeEach
  void prepare() throws IOException {
    TestDatabase.clear();
    Path scripts = Files.createDirectories(folder.resolve("script"));
    Path files = Files.createDirectories(folder.resolve("connector-files"));
    activity = History.activity("2026-03-03T06:00:00Z").with("status", "InProgress").insert();
    step = member();
    ActivityStore activities = new ActivityStore(transactions.database());
    ScriptRoots roots = new ScriptRoots(List.of(scripts), new FileRoots(List.of(files)));
    ScriptProperties properties = new ScriptProperties(new Node());
    ScanStore store = new ScanStore(transactions.database());
    scanner =
        new TaskScannerStep(
            store,
            new ObjectSets(new ConfigFiles(folder.resolve("conf")), store),
            new ObjectScripts(
                new ScriptStep(hosts, roots, properties, activities), hosts, roots, properties),
            activities);
  }

  @AfterEach
  void close() {
    transactions.close();
  }

  private UUID member() {
    UUID execution = History.execution("2026-03-03T06:00:00Z").insert();
    return History.step(execution, 0, 0)
        .with("step_type", "TaskScanner")
        .with("status", "Processing")
        .with("activity_id", activity)
        .insert();
  }

  private int attribute(String name) {
    return (int) database.number("select id from horarium.mv_attribute where name = ?", name);
  }

  private UUID person(String login, int number) {
    UUID id = Ids.next();
    database.update(
        """
        insert into horarium.mvo (id, mv_type_id, display_name, attrs)
        select ?, id, ?, ?::jsonb from horarium.mv_object_type where name = 'User'""",
        id,
        login,
        """
        {"%d":{"v":["%s"],"r":1,"s":1},"%d":{"v":["%d"],"r":1,"s":1},"%d":{"v":["true"],"r":1,"s":1}}"""
            .formatted(
                attribute("Account Name"),
                login,
                attribute("Employee Number"),
                number,
                attribute("Account Enabled")));
    return id;
  }

  private static String context(String filter, String script, String more) {
    return """
        {"scan": {"object": "managed/user", "_queryFilter": "%s",
                  "taskState": {"started": "/task/started", "completed": "/task/completed"}%s},
         "task": {"script": {"type": "text/javascript", "source": "%s"}}}"""
        .formatted(filter, more, script);
  }

  private io.horarium.step.StepWork work(UUID member, String context) {
    return scanner.work(
        new StepContext(
            member,
            activity,
            "TaskScanner",
            null,
            null,
            null,
            false,
            3,
            null,
            new StepSettings(null, null, null, null, null, null, null, null, null, null, context),
            () -> false));
  }

  private StepOutcome run(String context) {
    return new ChunkDriver(transactions, 3).run(work(step, context));
  }

  private List<String> items() {
    return database.list(
        "select display_name || ' ' || coalesce(error_type, change_type) from horarium.activity_item order by 1",
        row -> row.getString(1));
  }

  private String state(UUID person, String name) {
    return database
        .first(
            "select doc -> 'task' ->> ? from horarium.mvo_task_state where mvo_id = ?",
            row -> String.valueOf(row.getString(1)),
            name,
            person)
        .orElse("no row");
  }

  @Test
  void claimsRunsAndCompletesWhatTheFilterFinds() {
    UUID ada = person("ada", 10);
    UUID bob = person("bob", 20);
    UUID cleo = person("cleo", 30);
    String context =
        context(
            "employeeNumber ge 20 and accountEnabled eq true and userName pr and !(task/completed pr)",
            "input.userName === 'bob' && input.employeeNumber === 20 && input.accountEnabled",
            "");

    assertThat(run(context).ending()).isEqualTo(StepOutcome.Ending.Complete);

    assertThat(items()).containsExactly("bob Updated", "cleo NotSet");
    assertThat(state(ada, "started")).isEqualTo("no row");
    assertThat(state(bob, "completed")).matches("20..-.*Z");
    assertThat(state(cleo, "started")).matches("20..-.*Z");
    assertThat(state(cleo, "completed")).isEqualTo("null");
  }

  @Test
  void anObjectIsTakenAgainOnlyAfterTheRecoveryTime() {
    UUID ada = person("ada", 1);
    String soon =
        context("!(task/completed pr)", "false", ", \"recovery\": {\"timeout\": \"10m\"}");
    run(soon);
    run(soon);
    assertThat(items()).hasSize(1);

    database.update(
        "update horarium.mvo_task_state set doc = '{\"task\":{\"started\":\"2026-01-01T00:00:00.000Z\"}}' where mvo_id = ?",
        ada);
    run(soon);
    assertThat(items()).hasSize(2);
  }

  @Test
  void aFailingScriptIsTheErrorOfItsObjectAlone() {
    person("ada", 1);
    person("bob", 2);

    StepOutcome outcome =
        run(context("true", "if (input.userName === 'ada') throw 'no'; true", ""));

    assertThat(outcome.ending()).isEqualTo(StepOutcome.Ending.CompleteWithError);
    assertThat(items()).containsExactly("ada UnhandledError", "bob Updated");
  }

  @Test
  void afterACrashNoScriptRunsASecondTime() {
    for (int i = 0; i < 7; i++) {
      person("p" + i, i);
    }
    String context = context("true", "true", "");
    // The first chunk begins, the second claims three objects; the third is lost with their
    // results.
    ChunkDriver driver = new ChunkDriver(transactions, 3).killedAt(3);
    assertThatThrownBy(() -> driver.run(work(step, context)))
        .isInstanceOf(ChunkDriver.Killed.class);

    driver.killedAt(Integer.MAX_VALUE).run(work(step, context));

    assertThat(database.number("select count(*) from horarium.activity_item")).isEqualTo(7);
    assertThat(
            database.number(
                "select count(*) from horarium.activity_item where error_text like 'The server stopped%'"))
        .isEqualTo(3);
    assertThat(
            database.number(
                "select count(*) from horarium.mvo_task_state where doc -> 'task' ->> 'completed' is not null"))
        .isEqualTo(4);
  }

  @Test
  void aScanUnderWayKeepsItsObjects() {
    person("ada", 1);
    UUID other = member();
    ScanStore store = new ScanStore(database);
    ScanRequest request =
        ScanRequest.of(ScanObject.parse(context("true", "true", "")), store.now());
    ObjectSet set =
        new ObjectSets(new ConfigFiles(folder.resolve("conf")), store).named("managed/alpha_user");
    List<ScanObject> found = store.page(set, request, ScanStore.FIRST, 10);
    assertThat(store.claim(other, request, found, "2026-01-01T00:00:00.000Z")).hasSize(1);

    run(context("true", "true", ""));
    assertThat(items()).as("without a recovery time, but still at work").isEmpty();
    assertThat(store.claim(step, request, found, "2026-01-01T00:00:00.001Z"))
        .as("claimed since it was found")
        .isEmpty();
  }

  @Test
  void noMoreThanMaxRecordsAreClaimed() {
    for (int i = 0; i < 5; i++) {
      person("p" + i, i);
    }
    run(context("true", "true", "").replaceFirst("\\{", "{\"maxRecords\": 2, "));

    assertThat(items()).hasSize(2);
  }

  @Test
  void whatCannotRunSaysWhy() {
    assertThatThrownBy(() -> run("{}"))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("scan is missing");
    assertThatThrownBy(() -> run(context("a b", "true", "")))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("_queryFilter");
    assertThatThrownBy(
            () -> run(context("true", "true", "").replace("managed/user", "managed/car")))
        .hasMessageContaining("managed/car");
    assertThatThrownBy(() -> run(context("true", "no program(", "")))
        .hasMessageContaining("The script cannot run");
    assertThatThrownBy(() -> run(context("true", "true", ", \"recovery\": {\"timeout\": \"ten\"}")))
        .hasMessageContaining("10m");
  }
}
