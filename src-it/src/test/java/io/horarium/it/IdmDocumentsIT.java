package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.CurlDocument;
import io.horarium.it.testkit.CurlDocument.Call;
import io.horarium.it.testkit.IdmClient;
import io.horarium.it.testkit.IdmClient.Reply;
import io.horarium.it.testkit.PrintedAnswer;
import io.horarium.it.testkit.TestServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every example of the two vendor documents, sent as it is written there but for the host, the
 * password and the token, and its answer compared with the printed one.
 *
 * <p>The examples are not one session: a job that has just been disabled is triggered, paused and
 * deleted as if it were enabled. So before an example the job is put into the state that the
 * printed answer shows.
 */
@ExtendWith(ArquillianExtension.class)
class IdmDocumentsIT {

  private static final String TESTLOG = "/openidm/scheduler/job/testlog-schedule";
  private static final String RECONCILIATION = "reconcile_systemLdapAccounts_managedUser";
  private static final Set<String> NEED_AN_ENABLED_JOB = Set.of("trigger", "pause", "resume");

  private final IdmClient admin = IdmClient.ofAdministrator();
  private final List<String> made = new ArrayList<>();

  @BeforeEach
  void aScriptAndNoJobs() throws IOException {
    Files.createDirectories(TestServer.scripts());
    Files.writeString(TestServer.scripts().resolve("testlog.js"), "logger.info('test');");
    removeAll();
  }

  @AfterEach
  void removeAll() {
    admin.jobs("true").forEach(job -> admin.delete("scheduler/job/" + job.getString("_id")));
  }

  @Test
  void everyExampleOfConfigureSchedulesWorksUnchanged() {
    List<Call> calls = CurlDocument.read("/idm/configure-schedules.txt");

    assertThat(calls).hasSize(18);
    replay(calls, admin.bare());
  }

  @Test
  void everyExampleOfDynamicSchedulesWorksUnchanged() {
    List<Call> calls = CurlDocument.read("/idm/configure-dynamic-schedules.txt");
    String token =
        admin
            .post("authentication?_action=issueToken", null)
            .expect(200)
            .object()
            .getString("access_token");

    assertThat(calls).hasSize(17);
    replay(calls, admin.bare().with("Authorization", "Bearer " + token));
  }

  private void replay(List<Call> calls, IdmClient caller) {
    Call enabling =
        calls.stream()
            .filter(call -> call.method().equals("PUT") && call.path().equals(TESTLOG))
            .findFirst()
            .orElseThrow();
    for (Call call : calls) {
      prepare(call, enabling, caller);
      Reply reply = send(call, caller);
      assertThat(reply.status())
          .as(call + ": " + reply.text())
          .isEqualTo(isCreation(call, reply) ? 201 : 200);
      check(call, reply);
    }
  }

  /** A document's POST creates; its PUT creates what is not there. */
  private boolean isCreation(Call call, Reply reply) {
    if (call.action().equals("create")) {
      made.add(reply.object().getString("_id"));
      return true;
    }
    if (call.method().equals("PUT")) {
      return made.add(call.path()) && made.indexOf(call.path()) == made.size() - 1;
    }
    return false;
  }

  private Reply send(Call call, IdmClient caller) {
    IdmClient with = caller;
    for (var header : call.headers().entrySet()) {
      if (header.getKey().equals("X-OpenIDM-Password")) {
        with = with.with(header.getKey(), IdmClient.PASSWORD);
      } else if (!header.getKey().equals("Authorization")) {
        with = with.with(header.getKey(), header.getValue());
      }
    }
    return with.send(call.method(), call.path(), call.body());
  }

  private void prepare(Call call, Call enabling, IdmClient caller) {
    if (NEED_AN_ENABLED_JOB.contains(call.action()) || call.path().contains("/trigger")) {
      send(enabling, caller).expect(200);
    } else if (call.action().equals("listCurrentlyExecutingJobs")) {
      startSomethingThatLasts();
    } else if (call.path().contains("_queryFilter=true&_fields=")) {
      made.stream()
          .filter(id -> !id.startsWith("/"))
          .forEach(id -> admin.delete("scheduler/job/" + id));
      admin.delete("scheduler/job/reconciliation-schedule");
      admin.put(
          "scheduler/job/" + RECONCILIATION,
          """
          {"enabled": false, "schedule": "0 0 1 * * ?", "persisted": true, "invokeService": "sync",
           "invokeContext": {"action": "reconcile", "mapping": "systemLdapAccounts_managedUser"}}""");
    } else if (call.method().equals("DELETE")) {
      boolean enabled = call.answer().asJsonObject().getBoolean("enabled");
      String body = enabling.body().replace("\"enabled\": true", "\"enabled\": " + enabled);
      admin.put("scheduler/job/testlog-schedule", body).expect(200);
    } else if (call.method().equals("GET") && call.path().equals(TESTLOG)) {
      awaitFirstFiring();
    }
  }

  private void awaitFirstFiring() {
    Await.untilTrue(
        "testlog-schedule to fire",
        Duration.ofSeconds(20),
        () ->
            admin.get("scheduler/job/testlog-schedule").object().get("previousRunDate")
                != JsonValue.NULL);
  }

  /** What the documents show as running: a simple job, here with a script that takes its time. */
  private void startSomethingThatLasts() {
    admin.delete("scheduler/job/testlog-schedule");
    admin
        .put(
            "scheduler/job/lasting",
            """
            {"enabled": true, "type": "simple", "repeatInterval": 3600000, "persisted": true,
             "invokeService": "script", "invokeContext": {"script": {"type": "text/javascript",
             "source": "var end = java.lang.System.currentTimeMillis() + 20000; while (java.lang.System.currentTimeMillis() < end) {}"}}}""")
        .expect(201);
    Await.untilTrue(
        "the script to run",
        Duration.ofSeconds(20),
        () ->
            !admin.post("scheduler/job?_action=listCurrentlyExecutingJobs", null).list().isEmpty());
  }

  private void check(Call call, Reply reply) {
    if (call.action().equals("listCurrentlyExecutingJobs")) {
      JsonObject printed = call.answer().asJsonArray().getJsonObject(0);
      JsonObject running = reply.list().getJsonObject(0);
      assertThat(running.keySet()).containsAll(printed.keySet()).doesNotContain("_id");
      for (String same :
          List.of(
              "enabled",
              "persisted",
              "misfirePolicy",
              "type",
              "repeatInterval",
              "repeatCount",
              "invokeLogLevel",
              "timeZone",
              "startTime",
              "endTime",
              "concurrentExecution")) {
        assertThat(running.get(same)).as(same).isEqualTo(printed.get(same));
      }
      admin.delete("scheduler/job/lasting").expect(200);
      admin.put("scheduler/job/testlog-schedule", testlog()).expect(201);
      return;
    }
    if (call.answer() == null) {
      if (call.method().equals("GET")) {
        assertThat(reply.object().getJsonArray("result")).isNotNull();
      }
      return;
    }
    JsonValue printed = call.answer();
    if (call.action().equals("create")) {
      // the server chooses another id
      printed = withId(printed, reply.object().getString("_id"));
    }
    PrintedAnswer.check(printed, reply.json());
    if (printed instanceof JsonObject job && job.containsKey("invokeService")) {
      assertThat(reply.object().keySet()).isEqualTo(job.keySet());
    }
  }

  private static String testlog() {
    return CurlDocument.read("/idm/configure-schedules.txt").stream()
        .filter(call -> call.method().equals("PUT"))
        .findFirst()
        .orElseThrow()
        .body();
  }

  private static JsonValue withId(JsonValue printed, String id) {
    String text = printed.toString().replace(printed.asJsonObject().getString("_id"), id);
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  /** The documents list only what they have just made. */
  @Test
  void theListOfRunningJobsIsEmptyWhenNothingRuns() {
    JsonArray running =
        admin.post("scheduler/job?_action=listCurrentlyExecutingJobs", null).expect(200).list();

    assertThat(running).isEmpty();
  }
}
