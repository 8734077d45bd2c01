package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.IdmClient;
import io.horarium.it.testkit.IdmClient.Reply;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.Management;
import io.horarium.it.testkit.TestServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jobs of the IDM dialect against a real server (contract/openidm-scheduler.md 3, 5, 9, 12, 14).
 */
@ExtendWith(ArquillianExtension.class)
class IdmJobsIT {

  private static final String SCRIPT =
      "\"invokeService\": \"script\", \"invokeContext\": {\"script\": {\"type\": \"text/javascript\", \"source\": \"1\"}}";
  private static final String NIGHTLY =
      "{\"enabled\": true, \"persisted\": true, \"schedule\": \"0 0 2 * * ?\", " + SCRIPT + "}";
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private final IdmClient admin = IdmClient.ofAdministrator();
  private final JimClient jim = JimClient.ofAdministrator();

  @BeforeEach
  @AfterEach
  void removeAll() {
    admin.post("scheduler/job?_action=resumeJobs", null).expect(200);
    for (JsonValue entry :
        admin.get("config").expect(200).object().getJsonArray("configurations")) {
      String id = entry.asJsonObject().getString("_id");
      if (id.startsWith("schedule/")) {
        admin.delete("config/" + id).expect(200);
      }
    }
    admin.jobs("true").forEach(job -> admin.delete("scheduler/job/" + job.getString("_id")));
  }

  private JsonObject job(String id) {
    return admin.get("scheduler/job/" + id).expect(200).object();
  }

  private static String message(Reply reply, int status) {
    return reply.expect(status).object().getString("message");
  }

  @Test
  void putFollowsItsConditions() {
    IdmClient absent = admin.with("If-None-Match", "\"*\"");
    IdmClient present = admin.with("If-Match", "*");
    IdmClient old = admin.with("Accept-API-Version", "protocol=1.0,resource=2.0");

    assertThat(message(present.put("scheduler/job/a", NIGHTLY), 404)).isEqualTo("Not Found");
    assertThat(message(old.put("scheduler/job/a", NIGHTLY), 404)).isEqualTo("Not Found");
    Reply created = absent.put("scheduler/job/a", NIGHTLY).expect(201);
    assertThat(created.header("Location")).endsWith("/openidm/scheduler/job/a");
    assertThat(created.header("ETag")).isNull();
    assertThat(created.header("Content-API-Version")).isEqualTo("protocol=2.1,resource=2.0");
    assertThat(message(absent.put("scheduler/job/a", NIGHTLY), 412))
        .isEqualTo("Schedule already exists");
    present.put("scheduler/job/a", NIGHTLY).expect(200);
    old.put("scheduler/job/a", NIGHTLY).expect(200);
    admin.with("If-Match", "\"whatever\"").put("scheduler/job/a", NIGHTLY).expect(200);
    absent.with("If-Match", "*").put("scheduler/job/a", NIGHTLY).expect(412);
    admin.with("If-None-Match", "x").put("scheduler/job/a", NIGHTLY).expect(400);
  }

  @Test
  void whatIsReadCanBeSentBackAndChangesNothing() {
    admin.put("scheduler/job/a", NIGHTLY).expect(201);
    admin
        .put(
            "scheduler/job/b",
            """
            {"type": "simple", "repeatInterval": 3600000, "repeatCount": 5, "persisted": true,
             "startTime": "2037-10-31T15:53:00+05:00", "misfirePolicy": "any", "invokeService": "x.y.nosuch",
             "invokeContext": {"deep": {"n": 1.50, "list": [null, {}]}, "globals": {}}}""")
        .expect(201);

    for (String id : List.of("a", "b")) {
      JsonObject before = job(id);
      JsonObject after = admin.put("scheduler/job/" + id, before.toString()).expect(200).object();
      assertThat(after).isEqualTo(before);
      assertThat(job(id)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schedule\": \"not a cron\", \"invokeService\": \"script\"}",
        "{\"schedule\": \"0 0 2 30 2 ?\", \"invokeService\": \"script\"}",
        "{\"schedule\": \"0 0 2 * * ?\", \"endTime\": \"2017-10-31T15:53:00\", \"invokeService\": \"script\"}",
        "{\"schedule\": \"0 0 2 * * ?\", \"timeZone\": \"Mars/Olympus\", \"invokeService\": \"script\"}",
        "{\"schedule\": \"0 0 2 * * ?\", \"misfirePolicy\": \"sometimes\", \"invokeService\": \"script\"}",
        "{\"schedule\": \"0 0 2 * * ?\", \"invokeLogLevel\": \"shout\", \"invokeService\": \"script\"}",
        "{\"type\": \"simple\", \"invokeService\": \"script\"}",
        "{\"schedule\": \"0 0 2 * * ?\"}",
        "{\"schedule\": 5, \"invokeService\": \"script\"}",
        "[]",
        "{\"enabled\": tru"
      })
  void aRejectedPutLosesNothing(String body) {
    admin.put("scheduler/job/a", NIGHTLY).expect(201);
    JsonObject before = job("a");

    Reply refused = admin.put("scheduler/job/a", body);

    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(job("a")).isEqualTo(before);
    assertThat(admin.put("scheduler/job/new", body).status()).isEqualTo(400);
    assertThat(admin.get("scheduler/job/new").status()).isEqualTo(404);
  }

  @Test
  void disablingTakesTheTriggerAwayAndEnablingMakesAnother() {
    admin.put("scheduler/job/a", NIGHTLY).expect(201);

    JsonObject disabled =
        admin
            .put("scheduler/job/a", NIGHTLY.replace("\"enabled\": true", "\"enabled\": \"false\""))
            .expect(200)
            .object();
    assertThat(disabled.getJsonArray("triggers")).isEmpty();
    assertThat(disabled.get("nextRunDate")).isEqualTo(JsonValue.NULL);
    assertThat(message(admin.post("scheduler/job/a?_action=trigger", null), 400))
        .contains("enabled");
    assertThat(admin.get("scheduler/trigger?_queryFilter=true").expect(200).results()).isEmpty();

    JsonObject enabled = admin.put("scheduler/job/a", NIGHTLY).expect(200).object();
    assertThat(enabled.getJsonArray("triggers")).hasSize(1);
    assertThat(enabled.getString("nextRunDate")).endsWith("Z");
  }

  @Test
  void pausesKeepTheTriggerAndItsDate() {
    admin.put("scheduler/job/a", NIGHTLY).expect(201);

    admin.post("scheduler/job/a?_action=pause", null).expect(200);
    admin.post("scheduler/job/a?_action=PAUSE", null).expect(200);
    JsonObject paused = job("a");
    JsonObject trigger = paused.getJsonArray("triggers").getJsonObject(0);
    assertThat(trigger.getString("state")).isEqualTo("PAUSED");
    assertThat(trigger.getString("previousState")).isEqualTo("NORMAL");
    assertThat(paused.getBoolean("enabled")).isTrue();
    assertThat(paused.getString("nextRunDate")).endsWith("Z");
    admin.post("scheduler/job/a?_action=resume", null).expect(200);
    assertThat(job("a").getJsonArray("triggers").getJsonObject(0).getString("state"))
        .isEqualTo("NORMAL");

    admin.post("scheduler/job?_action=pauseJobs", "{\"a\": 1}").expect(200);
    admin.put("scheduler/job/born", NIGHTLY).expect(201);
    assertThat(admin.jobs("triggers/0/state eq 'PAUSED'")).hasSize(2);
    admin.post("scheduler/job?_action=resumeJobs", null).expect(200);
    assertThat(admin.jobs("triggers/0/state eq 'PAUSED'")).isEmpty();
  }

  @Test
  void aTriggerHasARevisionThatChanges() {
    admin.put("scheduler/job/a", NIGHTLY).expect(201);
    String path = "scheduler/trigger/scheduler-service-group.trigger-a";

    Reply first = admin.get(path).expect(200);
    String revision = first.object().getString("_rev");
    assertThat(first.header("ETag")).isEqualTo("\"" + revision + "\"");
    Reply same = admin.with("If-None-Match", "\"" + revision + "\"").get(path);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.text()).isEmpty();
    admin.post("scheduler/job/a?_action=pause", null).expect(200);
    assertThat(admin.get(path).object().getString("_rev")).isNotEqualTo(revision);

    for (Reply reply :
        List.of(
            admin.put(path, "{}"),
            admin.delete(path),
            admin.patch(path, "[]"),
            admin.post("scheduler/trigger?_action=x", null),
            admin.patch("scheduler/job/a", "[]"))) {
      assertThat(message(reply, 501)).isEqualTo("Not Implemented");
    }
    assertThat(message(admin.get("scheduler/trigger/nope"), 404))
        .isEqualTo("Object nope not found in scheduler/triggers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scheduler/job?_action=nope | Expecting String containing one of: create listCurrentlyExecutingJobs pauseJobs resumeJobs validateQuartzCronExpression pause resume trigger",
        "scheduler/job?_action=pause | Expecting String",
        "scheduler/job/a?_action=pauseJobs | Expecting String",
        "scheduler/job?_action=validateQuartzCronExpression | cronExpression must be a text"
      })
  void actionsOfTheWrongKindAre400(String path, String message) {
    assertThat(message(admin.post(path, null), 400)).startsWith(message);
  }

  @Test
  void unknownJobsAre404() {
    assertThat(message(admin.get("scheduler/job/none"), 404)).isEqualTo("Schedule does not exist");
    assertThat(message(admin.delete("scheduler/job/none"), 404)).isEqualTo("Not Found");
    assertThat(message(admin.post("scheduler/job/none?_action=trigger", null), 404))
        .isEqualTo("Not Found");
    assertThat(message(admin.get("scheduler/job"), 400)).isEqualTo("Empty resourceId");
    assertThat(
            message(
                admin
                    .with("Accept-API-Version", "resource=1.0")
                    .post("scheduler/job/none?_action=trigger", null),
                501))
        .isEqualTo("Not Implemented");
  }

  @Test
  void malformedFiltersAreRefusedWithTheirPosition() {
    assertThat(
            message(
                admin.get("scheduler/job?_queryFilter=" + IdmClient.encoded("enabled eq")), 400))
        .contains("&#39;enabled eq&#39; for parameter &#39;_queryFilter&#39;")
        .contains("at character 11,");
    admin.get("scheduler/job?_queryFilter=true&_queryId=query-all-ids").expect(400);
    admin.get("scheduler/job?_queryExpression=x").expect(403);
    admin.get("scheduler/job?_queryFilter=true&_sortKeys=a,,b").expect(400);
  }

  /** Each dialect shows what the other one made and changed. */
  @Test
  void aJobIsAScheduleOfTheOtherDialect() {
    admin.put("scheduler/job/both", NIGHTLY).expect(201);

    JsonObject schedule =
        jim.all("schedules").stream()
            .filter(one -> one.getString("name").equals("both"))
            .findFirst()
            .orElseThrow();
    JsonObject detail = jim.get("schedules/" + schedule.getString("id"));
    JsonObject step = detail.getJsonArray("steps").getJsonObject(0);
    assertThat(step.getString("stepType")).isEqualTo("Script");
    assertThat(step.getString("scriptSource")).isEqualTo("1");

    var changed = Json.createObjectBuilder(detail);
    changed.add(
        "steps",
        Json.createArrayBuilder().add(Json.createObjectBuilder(step).add("scriptSource", "2")));
    jim.put("schedules/" + schedule.getString("id"), plain(changed.build()));
    JsonObject job = job("both");
    assertThat(job.getJsonObject("invokeContext").getJsonObject("script").getString("source"))
        .isEqualTo("2");
    assertThat(job.getString("schedule")).isEqualTo("0 0 2 * * ?");
    assertThat(admin.jobs("invokeContext/script/source eq '2'")).hasSize(1);

    JsonObject made =
        jim.post(
            "schedules",
            Map.of(
                "name",
                "two steps " + UUID.randomUUID(),
                "steps",
                List.of(
                    Map.of("stepType", "Script", "scriptSource", "1"),
                    Map.of("stepType", "Script", "scriptSource", "2"))));
    String key = made.getString("key", made.getString("id"));
    JsonObject shown = job(key);
    assertThat(shown.getString("invokeService")).isEqualTo("org.forgerock.openidm.schedule");
    assertThat(shown.getJsonObject("invokeContext").getString("schedule")).isEqualTo(key);
    assertThat(admin.put("scheduler/job/" + key, shown.toString()).expect(200).object())
        .isEqualTo(shown);
    assertThat(jim.get("schedules/" + made.getString("id")).getJsonArray("steps"))
        .isEqualTo(made.getJsonArray("steps"));
    jim.delete("schedules/" + made.getString("id"));
  }

  private static Map<String, ?> plain(JsonObject object) {
    return Map.copyOf(withoutNulls(object));
  }

  private static Map<String, JsonValue> withoutNulls(JsonObject object) {
    Map<String, JsonValue> copy = new LinkedHashMap<>();
    object.forEach(
        (name, value) -> {
          if (value != JsonValue.NULL) {
            copy.put(name, value);
          }
        });
    return copy;
  }

  @Test
  void servicesThatCannotRunFailWithTheReason() {
    Map<String, String> reasons =
        Map.of(
            "\"invokeService\": \"nosuch\"",
            "is not registered here",
            "\"invokeService\": \"script\"",
            "invokeContext has no script",
            "\"invokeService\": \"script\", \"invokeContext\": {\"script\": {\"type\": \"text/javascript\", \"source\": \"var = ;\"}}",
            "scriptSource is not a script",
            "\"invokeService\": \"sync\", \"invokeContext\": {\"action\": \"reconcile\", \"mapping\": \"none\"}",
            "No such mapping: none",
            "\"invokeService\": \"provisioner\", \"invokeContext\": {\"action\": \"liveSync\", \"source\": \"system/none/account\"}",
            "names no connected system",
            "\"invokeService\": \"taskScanner\", \"invokeContext\": {}",
            "scan is missing",
            "\"invokeService\": \"schedule\", \"invokeContext\": {\"schedule\": \"none\"}",
            "There is no schedule with the key");
    reasons.forEach(
        (service, reason) -> {
          String id = "fails-" + UUID.randomUUID();
          admin
              .put(
                  "scheduler/job/" + id,
                  "{\"persisted\": true, \"schedule\": \"0 0 2 * * ?\", " + service + "}")
              .expect(201);
          admin.post("scheduler/job/" + id + "?_action=trigger", null).expect(200);
          String error =
              Await.until(
                  "the run of " + service,
                  LIMIT,
                  () ->
                      Database.ofTestServer()
                          .rows(
                              """
                              select coalesce(m.error_message, '') from horarium.step_execution m
                                join horarium.execution e on e.id = m.execution_id
                                join horarium.schedule s on s.id = e.schedule_id
                               where s.key = ? and m.status = 'Failed'""",
                              id)
                          .stream()
                          .findFirst());
          assertThat(error).as(service).contains(reason);
          assertThat(job(id).getBoolean("enabled")).isTrue();
        });
  }

  @Test
  void aScheduleServiceRunsTheOtherScheduleAndWaitsForIt() {
    admin.put("scheduler/job/inner", NIGHTLY).expect(201);
    admin
        .put(
            "scheduler/job/outer",
            """
            {"persisted": true, "schedule": "0 0 2 * * ?", "invokeService": "schedule",
             "invokeContext": {"schedule": "inner"}}""")
        .expect(201);

    admin.post("scheduler/job/outer?_action=trigger", null).expect(200);

    Await.untilTrue(
        "both to complete",
        LIMIT,
        () ->
            Database.ofTestServer()
                .rows(
                    """
                    select s.key from horarium.execution e join horarium.schedule s on s.id = e.schedule_id
                     where s.key in ('inner', 'outer') and e.status = 'Complete' order by s.key""")
                .equals(List.of("inner", "outer")));
  }

  @Test
  void aJobGoesAfterItsLastFiringAndItsHistoryStays() {
    admin
        .put(
            "scheduler/job/once",
            "{\"type\": \"simple\", \"repeatInterval\": 0, \"repeatCount\": 0, \"persisted\": true, "
                + SCRIPT
                + "}")
        .expect(201);

    Await.untilTrue(
        "the job to be removed", LIMIT, () -> admin.get("scheduler/job/once").status() == 404);
    assertThat(
            Database.ofTestServer()
                .rows("select 1 from horarium.execution where schedule_name = 'once'"))
        .isNotEmpty();
  }

  @Test
  void theConfigurationOfAScheduleMakesItsJob() {
    IdmClient absent = admin.with("If-None-Match", "*");
    String document =
        "{\"enabled\": {\"$bool\": \"true\"}, \"unknown\": 1, \"schedule\": \"0 0 2 * * ?\", \"persisted\": true, "
            + SCRIPT
            + "}";

    Reply created = absent.put("config/schedule/static", document).expect(201);
    assertThat(created.header("Location")).endsWith("/openidm/config/schedule/static");
    assertThat(created.object().getString("_id")).isEqualTo("schedule/static");
    assertThat(created.object().getJsonObject("enabled").getString("$bool")).isEqualTo("true");
    assertThat(created.object().getInt("unknown")).isEqualTo(1);
    assertThat(job("static").getBoolean("enabled")).isTrue();
    absent.put("config/schedule/static", document).expect(412);

    JsonObject patched =
        admin
            .patch(
                "config/schedule/static",
                "[{\"operation\": \"replace\", \"field\": \"/enabled\", \"value\": false}]")
            .expect(200)
            .object();
    assertThat(patched.getBoolean("enabled")).isFalse();
    assertThat(job("static").getBoolean("enabled")).isFalse();
    assertThat(admin.get("config/schedule/static").expect(200).object()).isEqualTo(patched);
    admin.patch("config/schedule/none", "[]").expect(404);

    admin.put("config/schedule/static", document.replace("0 0 2", "bad")).expect(400);
    assertThat(admin.get("config/schedule/static").expect(200).object()).isEqualTo(patched);
    admin.delete("scheduler/job/static").expect(200);
    assertThat(admin.get("config/schedule/static").expect(200).object()).isEqualTo(patched);
    assertThat(
            admin
                .get("config?_queryFilter=" + IdmClient.encoded("_id eq 'schedule/static'"))
                .expect(200)
                .results())
        .hasSize(1);
    assertThat(admin.delete("config/schedule/static").expect(200).object()).isEqualTo(patched);
    admin.get("config/schedule/static").expect(404);
    admin.get("config/scheduler").expect(200);
    admin.get("config?_queryId=query-all-ids").expect(501);
    admin.put("config/schedule/..%2Fevil", document).expect(400);
  }

  /** The requests of the legacy administration pages (contract 14.1). */
  @Test
  void theSchedulerPagesOfTheAdministrationWork() {
    IdmClient page =
        admin
            .bare()
            .with("X-OpenIDM-Username", IdmClient.ADMINISTRATOR)
            .with("X-OpenIDM-Password", IdmClient.PASSWORD)
            .with("X-Requested-With", "XMLHttpRequest")
            .with("Cache-Control", "no-cache")
            .with("Accept-Language", "en-us");
    page.get("info/login").expect(200);
    JsonObject made =
        page.post(
                "scheduler/job?_action=create",
                """
                {"schedule": "0 0 * * * ?", "enabled": false, "persisted": true, "type": "cron",
                 "misfirePolicy": "fireAndProceed", "invokeService": "sync", "invokeLogLevel": "info",
                 "timeZone": null, "startTime": "", "concurrentExecution": false,
                 "invokeContext": {"action": "reconcile", "mapping": "hr_users"}}""")
            .expect(201)
            .object();
    String id = made.getString("_id");
    String list =
        "scheduler/job?_pageSize=50&_pagedResultsOffset=0&_sortKeys=invokeService&_fields="
            + "&_totalPagedResultsPolicy=ESTIMATE&_queryFilter=";
    Map<String, Integer> filters =
        Map.of(
            "persisted eq true and (schedule pr or type eq 'simple') and !(invokeContext/script/source co 'roles/onSync-roles')"
                + " and !(invokeContext/script/source co 'triggerSyncCheck')",
            1,
            "persisted eq true and invokeContext/action/ eq 'reconcile'",
            1,
            "persisted eq true and invokeContext/action/ eq 'liveSync' and (invokeContext/source/ co 'system/x/' or invokeContext/source/ co 'system/y/')",
            0,
            "persisted eq true and invokeContext/task/ pr and invokeContext/scan/object/ eq 'managed/user'",
            0,
            "persisted eq true and invokeContext/script/ pr",
            0,
            "persisted eq false and schedule pr",
            0,
            "persisted eq true and triggers/0/nodeId pr and triggers/0/state gt 0",
            0,
            "invokeContext/action/ eq 'reconcile' and invokeContext/mapping/ eq 'hr_users'",
            1);
    filters.forEach(
        (filter, count) ->
            assertThat(page.get(list + IdmClient.encoded(filter)).expect(200).results())
                .as(filter)
                .hasSize(count));
    page.post(
            "scheduler/job?_action=validateQuartzCronExpression",
            "{\"cronExpression\": \"0 0 * * * ?\"}")
        .expect(200);
    JsonObject edited = page.get("scheduler/job/" + id).expect(200).object();
    page.with("If-Match", "\"*\"").put("scheduler/job/" + id, edited.toString()).expect(200);

    page.delete("scheduler/job/" + id).expect(200);
    page.with("If-None-Match", "\"*\"")
        .put(
            "config/schedule/" + id,
            "{\"schedule\": \"0 0 * * * ?\", \"enabled\": false, \"persisted\": true, \"invokeService\": \"sync\"}")
        .expect(201);
    page.get("scheduler/job/" + id).expect(200);
    page.delete("config/schedule/" + id).expect(200);
    page.put("scheduler/job/" + id, edited.toString()).expect(201);
    assertThat(
            page.get("scheduler/job?_queryId=query-all-ids").expect(200).results().stream()
                .map(job -> job.getString("_id"))
                .toList())
        .contains(id);
    page.post("scheduler/job?_action=pauseJobs", null).expect(200);
    assertThat(
            page.post("scheduler/job?_action=listCurrentlyExecutingJobs", null).expect(200).list())
        .isEmpty();
    page.post("scheduler/job?_action=resumeJobs", null).expect(200);
    page.delete("scheduler/job/" + id).expect(200);
  }

  /** The requests of the platform's Jobs page (contract 14.2). */
  @Test
  void theJobsPageOfThePlatformWorks() {
    admin
        .put(
            "scheduler/job/live",
            """
            {"type": "simple", "repeatInterval": 86400000, "repeatCount": -1, "persisted": true,
             "startTime": "2037-01-01T00:00:00Z", "invokeService": "provisioner",
             "invokeContext": {"action": "liveSync", "source": "system/ldap/account"}}""")
        .expect(201);
    admin.put("scheduler/job/scripted", NIGHTLY).expect(201);

    assertThat(admin.jobs("invokeContext/action/ eq \"livesync\"")).hasSize(1);
    assertThat(admin.jobs("invokeContext/script/ pr")).hasSize(1);
    assertThat(admin.jobs("invokeContext/task/ pr")).isEmpty();
    assertThat(admin.jobs("_id co \"CRIPT\" and persisted eq true")).hasSize(1);
    assertThat(((JsonString) job("live").get("nextRunDate")).getString())
        .isEqualTo("2037-01-01T00:00:00.000Z");
  }

  @Test
  void theClusterShowsThisNode() {
    JsonObject node =
        admin.get("cluster").expect(200).object().getJsonArray("results").getJsonObject(0);

    assertThat(node.getString("instanceId")).isEqualTo(TestServer.NODE);
    assertThat(node.getString("state")).isEqualTo("running");
    admin.get("cluster/" + TestServer.NODE).expect(200);
    admin.get("cluster/nobody").expect(404);
    admin.get("taskscanner?_queryFilter=true").expect(200);
    admin.get("taskscanner/x").expect(404);
  }

  @Test
  void aDisabledJobCanBeTriggeredWhereTheSettingAllowsIt() throws IOException {
    admin
        .put("scheduler/job/off", NIGHTLY.replace("\"enabled\": true", "\"enabled\": false"))
        .expect(201);
    assertThat(message(admin.post("scheduler/job/off?_action=trigger", null), 400))
        .contains("must be enabled");
    try (Management server = Management.ofTestServer()) {
      server.systemProperty("horarium.idm.manual.run.of.disabled", "true");
      try {
        admin.post("scheduler/job/off?_action=trigger", null).expect(200);
      } finally {
        server.systemProperty("horarium.idm.manual.run.of.disabled", null);
      }
    }
    admin.post("scheduler/job/off?_action=trigger", null).expect(400);
  }

  @Test
  void aPatchTransformsAValueByAScript() {
    admin.put("config/schedule/a", NIGHTLY).expect(201);
    String patch =
        "[{\"operation\": \"transform\", \"field\": \"/schedule\", \"value\": {\"script\":"
            + " {\"type\": \"text/javascript\", \"source\": \"%s\"}}}]";

    assertThat(
            admin
                .patch("config/schedule/a", patch.formatted("content.replace(' 2 ', ' 3 ')"))
                .expect(200)
                .object()
                .getString("schedule"))
        .isEqualTo("0 0 3 * * ?");
    assertThat(job("a").getString("schedule")).isEqualTo("0 0 3 * * ?");

    admin.patch("config/schedule/a", patch.formatted("throw 'no'")).expect(400);
    admin.patch("config/schedule/a", patch.formatted("no program(")).expect(400);
    admin.patch("config/schedule/a", patch.formatted("undefined")).expect(400);
    assertThat(job("a").getString("schedule")).isEqualTo("0 0 3 * * ?");
  }
}
