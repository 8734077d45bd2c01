package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.Directory;
import io.horarium.it.testkit.ExpectedDirectory;
import io.horarium.it.testkit.HrFile;
import io.horarium.it.testkit.IdentityCycle;
import io.horarium.it.testkit.IdmClient;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.TestServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What jobs of the IDM dialect invoke, over the engine: reconciliation, liveSync and the task
 * scanner, with a personnel file and a directory (contract/openidm-scheduler.md 11).
 */
@ExtendWith(ArquillianExtension.class)
class IdmServicesIT {

  private static final int PEOPLE = 40;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final IdmClient admin = IdmClient.ofAdministrator();
  private final Database database = Database.ofTestServer();
  private final String key = "services-" + Long.toString(System.nanoTime(), 36);
  private Directory directory;
  private HrFile file;
  private IdentityCycle cycle;

  @BeforeEach
  void start() throws IOException {
    directory = Directory.start();
    file = HrFile.ofPeople(Files.createTempFile(TestServer.files(), "hr-", ".csv"), PEOPLE);
    cycle = IdentityCycle.toDirectory(JimClient.ofAdministrator(), file, directory);
  }

  @AfterEach
  void stop() {
    admin.jobs("_id sw '" + key + "'").forEach(j -> admin.delete("scheduler/job/" + id(j)));
    directory.close();
  }

  private static String id(JsonObject job) {
    return job.getString("_id");
  }

  private void job(String id, String service, JsonObject context) {
    admin
        .put(
            "scheduler/job/" + id,
            Json.createObjectBuilder()
                .add("persisted", true)
                .add("schedule", "0 0 2 1 1 ? 2098")
                .add("invokeService", service)
                .add("invokeContext", context)
                .build()
                .toString())
        .expect(201);
  }

  /** Runs a job to its end; answers with the status of its execution. */
  private String run(String id) {
    List<String> before = executions(id);
    admin.post("scheduler/job/" + id + "?_action=trigger", null).expect(200);
    return Await.until(
        "end of " + id,
        LIMIT,
        () -> executions(id).stream().filter(row -> !before.contains(row)).findFirst());
  }

  private List<String> executions(String id) {
    return database.rows(
        """
        select e.id || ' ' || e.status || ' ' || coalesce(a.error_message, '')
          from horarium.execution e join horarium.schedule s on s.id = e.schedule_id
          left join horarium.step_execution m on m.execution_id = e.id
          left join horarium.activity a on a.id = m.activity_id
         where s.key = ? and e.closed_at is not null""",
        id);
  }

  private static JsonObject reconcile(String mapping) {
    return Json.createObjectBuilder().add("action", "reconcile").add("mapping", mapping).build();
  }

  private String plain(String system) {
    return cycle.systemName(system).replace(" ", "");
  }

  private void reconcileAll() {
    job(key + "-in", "sync", reconcile("system" + plain("HR") + "Person_managedUser"));
    job(
        key + "-out",
        "sync",
        reconcile("managedUser_system" + plain("Directory") + "InetOrgPerson"));
    assertThat(run(key + "-in")).contains(" Complete ");
    assertThat(run(key + "-out")).contains(" Complete ");
  }

  @Test
  void reconcilingBothMappingsBringsThePeopleIntoTheDirectory() {
    reconcileAll();

    assertThat(directory.people()).isEqualTo(ExpectedDirectory.of(file));

    file.join(3).write();
    assertThat(run(key + "-in")).contains(" Complete ");
    assertThat(run(key + "-out")).contains(" Complete ");
    assertThat(directory.people()).isEqualTo(ExpectedDirectory.of(file));
  }

  @Test
  void aMappingThatNobodyKnowsFailsTheRunWithTheReason() {
    job(key + "-none", "sync", reconcile("systemNosuch_managedUser"));

    assertThat(run(key + "-none")).contains(" Failed ").contains("No such mapping");
  }

  @Test
  void liveSyncBringsTheChangesOfTheDirectoryIn() {
    cycle.addDeltaImport();
    reconcileAll();
    String person = ExpectedDirectory.dn(file.person(file.id(0)));
    job(
        key + "-live",
        "provisioner",
        Json.createObjectBuilder()
            .add("action", "liveSync")
            .add("source", "system/" + cycle.systemName("Directory") + "/inetOrgPerson")
            .build());
    assertThat(run(key + "-live")).as("finds where to begin").contains(" Complete ");

    directory.change(person, "title", "Changed beside it");
    assertThat(run(key + "-live")).contains(" Complete ");

    assertThat(
            database.rows(
                """
                select a.updated || '' from horarium.activity a
                  join horarium.connected_system s on s.id = a.connected_system_id
                 where s.name = ? and a.run_type = 'DeltaImport' order by a.created desc limit 1""",
                cycle.systemName("Directory")))
        .containsExactly("1");
    assertThat(
            database.rows(
                """
                select a.status from horarium.activity a
                  join horarium.connected_system s on s.id = a.connected_system_id
                 where s.name = ? and a.run_type = 'DeltaSynchronisation' order by a.created desc limit 1""",
                cycle.systemName("Directory")))
        .containsExactly("Complete");
  }

  private JsonObject scan(String script) {
    return Json.createObjectBuilder()
        .add("waitForCompletion", false)
        .add("numberOfThreads", 2)
        .add(
            "scan",
            Json.createObjectBuilder()
                .add("object", "managed/user")
                .add(
                    "_queryFilter",
                    "mail ew '%s' and !(/%s/done pr)"
                        .replace("ew", "co")
                        .formatted(file.mailDomain(), key))
                .add(
                    "taskState",
                    Json.createObjectBuilder()
                        .add("started", "/" + key + "/begun")
                        .add("completed", "/" + key + "/done"))
                .add("recovery", Json.createObjectBuilder().add("timeout", "10m")))
        .add(
            "task",
            Json.createObjectBuilder()
                .add(
                    "script",
                    Json.createObjectBuilder()
                        .add("type", "text/javascript")
                        .add("source", script)
                        .add("globals", Json.createObjectBuilder().add("limit", 3))))
        .build();
  }

  private JsonObject finished(String run) {
    return Await.until(
        "end of the scan " + run,
        LIMIT,
        () ->
            Optional.of(admin.get("taskscanner/" + run).expect(200).object())
                .filter(view -> view.get("ended") != JsonValue.NULL));
  }

  private String execute(String name) {
    return admin
        .post("taskscanner?_action=execute&name=" + name, null)
        .expect(200)
        .object()
        .getString("_id");
  }

  @Test
  void aScanRunsItsScriptOnceForEachObject() {
    job(key + "-in", "sync", reconcile("system" + plain("HR") + "Person_managedUser"));
    assertThat(run(key + "-in")).contains(" Complete ");
    job(
        key + "-scan",
        "taskScanner",
        scan(
            "if (!input.userName || objectID !== 'managed/user/' + input._id || limit !== 3) throw 'input';"
                + " logger.info('{}', input.userName); true"));

    JsonObject first = finished(execute(key + "-scan"));
    assertThat(first.getString("name")).isEqualTo(key + "-scan");
    JsonObject progress = first.getJsonObject("progress");
    assertThat(progress.getString("state")).isEqualTo("COMPLETED");
    assertThat(progress.getInt("total")).isEqualTo(PEOPLE);
    assertThat(progress.getInt("processed")).isEqualTo(PEOPLE);
    assertThat(progress.getInt("successes")).isEqualTo(PEOPLE);
    assertThat(progress.getInt("failures")).isZero();

    JsonObject second = finished(execute("schedule/" + key + "-scan")).getJsonObject("progress");
    assertThat(second.getInt("processed")).as("every task is done").isZero();

    assertThat(admin.get("taskscanner").expect(200).object().getJsonArray("tasks"))
        .hasSizeGreaterThan(1);
    assertThat(
            admin
                .get("taskscanner?_queryFilter=" + IdmClient.encoded("name eq '" + key + "-scan'"))
                .expect(200)
                .results())
        .hasSize(2);
    assertThat(
            admin
                .post("taskscanner/" + first.getString("_id") + "?_action=cancel", null)
                .expect(200)
                .object()
                .getString("status"))
        .isEqualTo("FAILURE");
  }

  @Test
  void aScanThatIsCancelledStopsItsScripts() {
    job(key + "-in", "sync", reconcile("system" + plain("HR") + "Person_managedUser"));
    assertThat(run(key + "-in")).contains(" Complete ");
    job(key + "-scan", "taskScanner", scan("while (true) {}"));

    String run = execute(key + "-scan");
    Await.untilTrue(
        "claims",
        LIMIT,
        () ->
            !database
                .rows(
                    "select mvo_id::text from horarium.mvo_task_state where claims::text like ?",
                    "%" + run + "%")
                .isEmpty());
    assertThat(
            admin
                .post("taskscanner/" + run + "?_action=cancel", null)
                .expect(200)
                .object()
                .getString("status"))
        .isEqualTo("SUCCESS");

    assertThat(finished(run).getJsonObject("progress").getString("state")).isEqualTo("CANCELLED");
  }

  @Test
  void whatIsNoScanIsRefusedByName() {
    admin.get("taskscanner/nosuch").expect(404);
    admin.post("taskscanner/nosuch?_action=cancel", null).expect(404);
    admin.post("taskscanner?_action=execute", null).expect(400);
    admin.post("taskscanner?_action=execute&name=nosuch", null).expect(400);
    admin.post("taskscanner?_action=nosuch", null).expect(400);
  }
}
