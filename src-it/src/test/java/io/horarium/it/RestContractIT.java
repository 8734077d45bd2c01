package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.it.testkit.Answer;
import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.JimError;
import io.horarium.it.testkit.ScheduleRun;
import io.horarium.it.testkit.TestSchedule;
import io.horarium.it.testkit.TestServer;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire rules (contract/jim.md 1 to 4), by what a client of the JIM dialect sees. */
@ExtendWith(ArquillianExtension.class)
class RestContractIT {

  private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

  private final JimClient jim = JimClient.ofAdministrator();

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "jim_ak_unknown", "jim_ak_"})
  void withoutAValidKeyTheAnswerIs401(String key) {
    JimClient stranger = jim.withKey(key.isEmpty() ? null : key);

    Answer answer = stranger.send("GET", "schedules", null);

    assertError(answer, 401, "UNAUTHORISED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"health", "health/live", "health/ready", "health/version"})
  void aBadKeyDoesNotHurtWhereNoneIsNeeded(String path) {
    Answer answer = jim.withKey("jim_ak_unknown").send("GET", path, null);

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void aKnownCallerWithoutTheRoleGets403() {
    String key = "jim_ak_" + UUID.randomUUID().toString().replace("-", "").repeat(2);
    Database.ofTestServer()
        .update(
            """
            insert into horarium.api_key (id, name, key_hash, key_prefix)
            values (gen_random_uuid(), ?, encode(sha256(?::bytea), 'hex'), 'jim_ak_')""",
            "Without a role " + key.substring(7, 15),
            key);

    Answer schedules = jim.withKey(key).send("GET", "schedules", null);
    Answer execute =
        jim.withKey(key)
            .send(
                "POST",
                "synchronisation/connected-systems/1/run-profiles/1/execute",
                Entity.json(""));
    JsonObject user = jim.withKey(key).get("userinfo");

    assertError(schedules, 403, "FORBIDDEN");
    assertError(execute, 403, "FORBIDDEN");
    assertThat(user.getBoolean("isAdministrator")).isFalse();
    assertThat(user.getJsonArray("roles")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing/here",
        "schedules/" + UNKNOWN,
        "schedules/not-a-guid",
        "schedule-executions/" + UNKNOWN,
        "activities/" + UNKNOWN,
        "activities/" + UNKNOWN + "/stats",
        "activities/" + UNKNOWN + "/items",
        "activities/" + UNKNOWN + "/progress",
        "activities/" + UNKNOWN + "/children",
        "worker-tasks/" + UNKNOWN,
        "synchronisation/connected-systems/0",
        "synchronisation/connected-systems/abc",
        "synchronisation/connected-systems/99999999999",
        "synchronisation/connected-systems/0/run-profiles",
        "synchronisation/connected-systems/0/connector-space",
        "synchronisation/connector-definitions/0",
        "synchronisation/connector-definitions/by-name/nobody"
      })
  void whatIsNotThereIs404(String path) {
    Answer answer = jim.send("GET", path, null);

    assertError(answer, 404, "NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource({"DELETE,schedules", "PUT,schedules", "POST,activities", "DELETE,health"})
  void aMethodThatAnAddressDoesNotKnowIs405(String method, String path) {
    Answer answer =
        jim.send(method, path, method.equals("DELETE") ? null : Entity.json("{\"name\":\"x\"}"));

    assertError(answer, 405, "METHOD_NOT_ALLOWED");
  }

  @Test
  void aBodyThatIsNotJsonIs415() {
    Answer answer = jim.send("POST", "schedules", Entity.entity("name", MediaType.TEXT_PLAIN));

    assertError(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "\"text\"",
        "null",
        "{\"name\":\"x\",}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"a\",\"NAME\":\"b\"}",
        "{\"name\":\"x\",\"steps\":{}}",
        "{\"name\":\"x\",\"steps\":[null]}",
        "{\"name\":\"x\",\"steps\":[{\"stepIndex\":0,\"stepType\":\"RunProfile\"}]}",
        "{\"name\":\"x\",\"isEnabled\":\"perhaps\"}",
        "{\"name\":\"x\\u0000y\"}"
      })
  void aBodyThatCannotBeUnderstoodIs400(String body) {
    long before = schedules();

    Answer answer = jim.send("POST", "schedules", Entity.json(body));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.object().getString("code")).isIn("BAD_REQUEST", "VALIDATION_ERROR");
    assertThat(answer.object().getString("message")).isNotBlank();
    assertThat(schedules()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name             | {}",
        "name             | {\"name\":\"\"}",
        "name             | {\"name\":7}",
        "triggerType      | {\"name\":\"x\",\"triggerType\":1}",
        "triggerType      | {\"name\":\"x\",\"triggerType\":\"1\"}",
        "triggerType      | {\"name\":\"x\",\"triggerType\":\"Sometimes\"}",
        "patternType      | {\"name\":\"x\",\"patternType\":\"Wild\"}"
      })
  void aWrongFieldIsNamed(String field, String body) {
    Answer answer = jim.send("POST", "schedules", Entity.json(body));

    assertError(answer, 400, "VALIDATION_ERROR");
    assertThat(answer.object().getJsonObject("validationErrors")).containsKey(field);
  }

  @Test
  void namesOfPropertiesAndEnumsMayBeInAnyCaseAndNumbersInQuotes() throws IOException {
    ImportSystem people = people();
    String name = unique("Any case");
    String body =
        """
        {"NAME": "%s", "TriggerType": "manual", "Unknown": {"x": 1}, "Steps": [{"StepIndex": "0",
         "StepType": "runprofile", "ConnectedSystemId": "%d", "RunProfileId": "%d"}]}"""
            .formatted(name, people.id(), people.profileId());

    Answer answer = jim.send("POST", "schedules", Entity.json(body));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.location()).endsWith("/api/v1/schedules/" + answer.object().getString("id"));
    assertThat(answer.contentType().replace(" ", "").toLowerCase(java.util.Locale.ROOT))
        .isEqualTo("application/json;charset=utf-8");
    JsonObject made = jim.get("schedules/" + answer.object().getString("id"));
    assertThat(made.getString("name")).isEqualTo(name);
    assertThat(made.getString("triggerType")).isEqualTo("Manual");
    assertThat(made.getJsonArray("steps").getJsonObject(0).getString("stepType"))
        .isEqualTo("RunProfile");
  }

  @Test
  void aTakenNameIs409AndNamesIt() throws IOException {
    String schedule = unique("Taken");
    jim.post("schedules", Map.of("name", schedule));
    ImportSystem people = people();

    JimError ofSchedule =
        catchThrowableOfType(JimError.class, () -> jim.post("schedules", Map.of("name", schedule)));
    JimError ofSystem =
        catchThrowableOfType(
            JimError.class,
            () ->
                jim.post(
                    "synchronisation/connected-systems",
                    Map.of("name", people.name(), "connectorDefinitionId", connector())));
    JimError ofProfile =
        catchThrowableOfType(
            JimError.class,
            () ->
                jim.post(
                    people.path("run-profiles"),
                    Map.of("name", "Full Import", "runType", "FullImport")));

    assertThat(List.of(ofSchedule, ofSystem, ofProfile))
        .allSatisfy(
            error -> {
              assertThat(error.status()).isEqualTo(409);
              assertThat(error.code()).isEqualTo("CONFLICT");
            });
    assertThat(ofSchedule.sentence()).contains(schedule);
    assertThat(ofSystem.sentence()).contains(people.name());
    assertThat(ofProfile.sentence()).contains("Full Import");
  }

  @ParameterizedTest
  @CsvSource({
    "schedules,20",
    "schedule-executions,20",
    "activities,25",
    "worker-tasks,50",
    "synchronisation/connected-systems,100"
  })
  void pagesAreClampedAndAPagePastTheEndStillCounts(String path, int size) {
    JsonObject plain = jim.get(path);
    JsonObject large = jim.get(path + "?page=0&pageSize=5000");
    JsonObject past = jim.get(path + "?page=900&pageSize=100");
    Answer deep = jim.send("GET", path + "?page=20000&pageSize=100", null);

    assertThat(plain.keySet())
        .containsExactly(
            "items",
            "totalCount",
            "page",
            "pageSize",
            "totalPages",
            "hasNextPage",
            "hasPreviousPage");
    assertThat(plain.getInt("pageSize")).isEqualTo(size);
    assertThat(large.getInt("pageSize")).isEqualTo(100);
    assertThat(large.getInt("page")).isOne();
    assertThat(past.getJsonArray("items")).isEmpty();
    assertThat(past.getInt("totalCount")).isEqualTo(large.getInt("totalCount"));
    assertThat(past.getBoolean("hasPreviousPage")).isTrue();
    assertError(deep, 400, "VALIDATION_ERROR");
    assertThat(deep.object().getJsonObject("validationErrors")).containsOnlyKeys("page");
  }

  @ParameterizedTest
  @CsvSource({
    "schedules?page=x,page",
    "schedules?pageSize=0,pageSize",
    "schedule-executions?pageSize=-1,pageSize",
    "schedule-executions?status=Running,status",
    "schedule-executions?scheduleId=7,scheduleId",
    "activities?status=Completed,status",
    "activities?sortDirection=up,sortDirection",
    "activities?createdFrom=yesterday,createdFrom",
    "activities?scheduleId=7,scheduleId",
    "activities?scheduledOnly=2,scheduledOnly"
  })
  void aQueryValueThatCannotBeReadIs400(String path, String parameter) {
    Answer answer = jim.send("GET", path, null);

    assertError(answer, 400, "VALIDATION_ERROR");
    assertThat(answer.object().getJsonObject("validationErrors")).containsOnlyKeys(parameter);
  }

  @Test
  void pagesDoNotOverlapAndMissNobody() throws IOException {
    ImportSystem people = people();
    String activity = people.run().id();

    Set<String> ids = new HashSet<>();
    List<String> anchors = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      jim.get("activities/" + activity + "/items?pageSize=4&page=" + page)
          .getJsonArray("items")
          .getValuesAs(JsonObject.class)
          .forEach(
              item -> {
                ids.add(item.getString("id"));
                anchors.add(item.getString("externalIdValue"));
              });
    }

    assertThat(ids).hasSize(10);
    assertThat(anchors).hasSize(10).doesNotHaveDuplicates();
  }

  /** The recorded answers of the dialect begin with these properties, in this order. */
  @Test
  void everyViewHasTheRecordedPropertiesInTheirOrder() throws IOException {
    ImportSystem people = people();
    TestSchedule schedule = TestSchedule.of(people).in(jim);
    ScheduleRun run = schedule.run();
    String activity = "activities/" + run.step(people).activityId();
    String execution = "schedule-executions/" + run.detail().getString("id");

    Map<String, JsonObject> views =
        Map.ofEntries(
            Map.entry(
                "connector-definition",
                jim.get("synchronisation/connector-definitions/" + connector())),
            Map.entry("connected-system", jim.get(people.path())),
            Map.entry("object-type", jim.list(people.path("object-types")).getJsonObject(0)),
            Map.entry(
                "object-type-attribute",
                jim.list(people.path("object-types"))
                    .getJsonObject(0)
                    .getJsonArray("attributes")
                    .getJsonObject(0)),
            Map.entry("run-profile", jim.list(people.path("run-profiles")).getJsonObject(0)),
            Map.entry(
                "connected-system-header",
                firstItem("synchronisation/connected-systems?pageSize=1")),
            Map.entry("schedule", jim.get(schedule.path())),
            Map.entry(
                "schedule-step", jim.get(schedule.path()).getJsonArray("steps").getJsonObject(0)),
            Map.entry("schedule-header", firstItem("schedules?pageSize=1")),
            Map.entry("schedule-execution", jim.get(execution)),
            Map.entry("schedule-execution-step", run.steps().get(0).row()),
            Map.entry("schedule-execution-header", firstItem("schedule-executions?pageSize=1")),
            Map.entry("activity", jim.get(activity)),
            Map.entry("activity-header", firstItem("activities?pageSize=1")),
            Map.entry("activity-stats", jim.get(activity + "/stats")),
            Map.entry("activity-item", firstItem(activity + "/items?pageSize=1")),
            Map.entry("activity-progress", jim.get(activity + "/progress")));

    Map<String, List<String>> recorded = recorded();
    assertThat(views.keySet()).isEqualTo(recorded.keySet());
    assertThat(views)
        .allSatisfy(
            (name, view) ->
                assertThat(view.keySet())
                    .as(name)
                    .containsSubsequence(recorded.get(name).toArray(String[]::new)));
  }

  private JsonObject firstItem(String path) {
    return jim.get(path).getJsonArray("items").getJsonObject(0);
  }

  /** One line for each view: its name, a colon, its properties. */
  private static Map<String, List<String>> recorded() {
    Map<String, List<String>> recorded = new java.util.TreeMap<>();
    try (InputStream in = RestContractIT.class.getResourceAsStream("/jim-properties.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                int colon = line.indexOf(':');
                recorded.put(
                    line.substring(0, colon),
                    List.of(line.substring(colon + 1).strip().split(" +", -1)));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return recorded;
  }

  private int connector() {
    return jim.get("synchronisation/connector-definitions/by-name/JIM%20File%20Connector")
        .getInt("id");
  }

  private long schedules() {
    return jim.get("schedules?pageSize=1").getInt("totalCount");
  }

  private ImportSystem people() throws IOException {
    Path file = Files.createTempFile(TestServer.files(), "contract", ".csv");
    CsvFiles.ofPeople(file, 10);
    return ImportSystem.over(file).in(jim);
  }

  private static String unique(String text) {
    return text + " " + UUID.randomUUID();
  }

  private static void assertError(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    JsonObject error = answer.object();
    assertThat(error.keySet())
        .containsExactly("code", "message", "details", "validationErrors", "timestamp");
    assertThat(error.getString("code")).isEqualTo(code);
    assertThat(error.getString("message")).isNotBlank();
    assertThat(Instant.parse(error.getString("timestamp"))).isNotNull();
  }
}
