package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.JimError;
import io.horarium.it.testkit.TestServer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Triggers, the ledger and what belongs to them, through REST (design.md sections 2, 3 and 9). */
@ExtendWith(ArquillianExtension.class)
class TriggerIT {

  private static final Duration LIMIT = Duration.ofSeconds(40);

  private final JimClient jim = JimClient.ofAdministrator();
  private final List<String> created = new ArrayList<>();
  private final Database database = Database.ofTestServer();

  @Test
  void aCronScheduleFiresAndItsLedgerSaysSo() {
    JsonObject made = create(Map.of("cronExpression", "0/1 * * * * ?"));
    assertThat(Instant.parse(made.getString("nextRunTime"))).isAfter(created(made));

    awaitOutcome(made, "Started", 2);

    JsonObject fire = fires(made, "?outcome=Started").get(0);
    assertThat(fire.getString("why")).startsWith("Started");
    jim.awaitExecutionEnd(fire.getString("executionId"));
    disable(made);
    assertThat(get(made).isNull("nextRunTime")).isTrue();
    assertThat(quartzTriggers(made)).isEmpty();
  }

  @Test
  void aSimpleTriggerFiresAsOftenAsItSays() {
    JsonObject made =
        create(Map.of("triggerType", "Simple", "repeatInterval", 0, "repeatCount", 2));

    awaitOutcome(made, "Started", 3);

    // one after the other, because the schedule does not run concurrently
    fires(made, "").forEach(fire -> jim.awaitExecutionEnd(fire.getString("executionId")));
    List<String> overlapping =
        database.rows(
            """
            select a.id from horarium.execution a join horarium.execution b
              on b.schedule_id = a.schedule_id and b.id > a.id and b.started_at < a.completed_at
             where a.schedule_id = ?::uuid""",
            made.getString("id"));
    assertThat(overlapping).isEmpty();
    assertThat(get(made).isNull("nextRunTime")).isTrue();
  }

  @Test
  void aScheduleInMemoryFiresOnTheNodeThatMadeIt() {
    JsonObject made =
        create(Map.of("triggerType", "Simple", "repeatInterval", 500, "persisted", false));

    awaitOutcome(made, "Started", 2);

    assertThat(fires(made, "?outcome=Started").get(0).getString("node")).isEqualTo(TestServer.NODE);
    assertThat(quartzTriggers(made)).isEmpty();
    jim.delete("schedules/" + made.getString("id"));
  }

  @Test
  void aRejectedUpdateLeavesTheScheduleAndItsTriggerUntouched() {
    JsonObject made = create(Map.of("cronExpression", "0 6 * * *"));
    String stored = stored(made);

    assertRefused(made, "cronExpression", Map.of("cronExpression", "0 25 * * *"));
    assertRefused(made, "cronExpression", Map.of("cronExpression", "0 0 31 2 *"));
    assertRefused(made, "cronExpression", Map.of("cronExpression", JsonValue.NULL));
    assertRefused(
        made, "endAt", Map.of("startAt", "2030-01-02T00:00:00Z", "endAt", "2030-01-01T00:00:00Z"));
    assertRefused(made, "endAt", Map.of("endAt", "2020-01-01T00:00:00Z"));
    assertRefused(made, "timeZone", Map.of("timeZone", "Europe/Atlantis"));
    assertRefused(made, "blackouts", Map.of("blackouts", List.of("no such one")));
    assertRefused(made, "repeatInterval", Map.of("triggerType", "Simple", "repeatInterval", 0));
    assertRefused(
        made,
        "intervalWindowEnd",
        Map.of("patternType", "Interval", "intervalValue", 5, "intervalWindowStart", "08:00"));

    assertThat(stored(made)).isEqualTo(stored);
  }

  @Test
  void theTimingOfJimIsDerivedOnTheServer() {
    JsonObject made =
        create(
            Map.of(
                "patternType", "SpecificTimes",
                "runTimes", "18:30,06:00",
                "daysOfWeek", "5,4,3,2,1",
                "cronExpression", "of no matter"));

    assertThat(made.getString("cronExpression"))
        .isEqualTo("0 6 * * 1,2,3,4,5 | 30 18 * * 1,2,3,4,5");
    JsonObject preview =
        jim.post(
            "schedules/preview",
            Map.of(
                "patternType", "Interval",
                "intervalValue", 15,
                "intervalUnit", "Minutes",
                "intervalWindowStart", "08:00",
                "intervalWindowEnd", "18:00",
                "daysOfWeek", "1,2,3,4,5",
                "timeZone", "Europe/London",
                "count", 41));
    assertThat(preview.getString("words"))
        .isEqualTo("every 15 minutes from 08:00 to 18:00 from Monday to Friday, Europe/London");
    assertThat(preview.getJsonArray("next")).hasSize(41);
  }

  /** Ten minutes in which nothing ran, made by moving what the schedules have known. */
  @Test
  void whatWasMissedWhileEverythingWasDownFollowsThePolicy() {
    JsonObject drops = create(Map.of("cronExpression", "0 * * * * ?", "misfireGraceSeconds", 0));
    JsonObject makesUp =
        create(Map.of("cronExpression", "0 * * * * ?", "misfirePolicy", "fireAndProceed"));
    JsonObject simple =
        create(
            Map.of(
                "triggerType",
                "Simple",
                "startAt",
                Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS).toString(),
                "repeatInterval",
                60_000));

    for (JsonObject schedule : List.of(drops, makesUp, simple)) {
      database.update(
          """
          update horarium.schedule
             set armed_at = now() - interval '605 s', start_at = null,
                 known_until = now() - interval '605 s', next_run_at = now() - interval '600 s'
           where id = ?::uuid""",
          schedule.getString("id"));
    }

    awaitRows(drops, 10);
    awaitRows(makesUp, 10);
    awaitRows(simple, 10);
    assertThat(outcomes(drops)).contains("Missed").doesNotContain("Merged");
    assertThat(fires(drops, "?outcome=Missed").size()).isGreaterThanOrEqualTo(9);
    for (JsonObject made : List.of(makesUp, simple)) {
      List<JsonObject> rows = fires(made, "");
      JsonObject oldest = rows.get(rows.size() - 1);
      assertThat(oldest.getString("outcome")).isEqualTo("Started");
      assertThat(oldest.getJsonNumber("latenessMs").longValue()).isGreaterThan(500_000);
      assertThat(rows.get(rows.size() - 2).getString("outcome")).isEqualTo("Merged");
    }
    List.of(drops, makesUp, simple).forEach(this::disable);
  }

  @Test
  void aRunThatIsNotRecoverableEndsWhenItsNodeHasDied() {
    String id = UUID.randomUUID().toString();
    database.update(
        """
        insert into horarium.execution (id, kind, schedule_name, status, total_groups, initiated_by_type,
          started_at, epoch, recoverable, lease_node, lease_incarnation, lease_until)
        values (?::uuid, 'Schedule', 'Of a dead node', 'InProgress', 1, 'System', now(), 1, false,
          'ghost', gen_random_uuid(), now() - interval '1 s')""",
        id);

    JsonObject ended = jim.awaitExecutionEnd(id);

    assertThat(ended.getString("status")).isEqualTo("Failed");
    assertThat(ended.getString("errorMessage")).contains("not recoverable");
  }

  @Test
  void aPauseKeepsTheTriggerAndStartsNothing() {
    JsonObject made =
        create(Map.of("cronExpression", "0/1 * * * * ?", "misfirePolicy", "fireAndProceed"));
    String path = "schedules/" + made.getString("id");

    JsonObject paused = jim.post(path + "/pause");
    awaitOutcome(made, "Paused", 2);
    JsonObject resumed = jim.post(path + "/resume");
    awaitOutcome(made, "Started", 1);

    assertThat(paused.getBoolean("paused")).isTrue();
    assertThat(paused.isNull("nextRunTime")).isFalse();
    assertThat(resumed.getBoolean("paused")).isFalse();
    Await.untilTrue(
        "the run that makes up for the pause",
        LIMIT,
        () ->
            fires(made, "").stream()
                .anyMatch(fire -> fire.getString("why").contains("makes up for")));
    disable(made);
  }

  @Test
  void schedulesMadeWhileEverythingIsPausedBeginPaused() {
    jim.post("schedules/pause-all");
    try {
      JsonObject made = create(Map.of("cronExpression", "0 6 * * *"));
      assertThat(made.getBoolean("paused")).isTrue();
      assertThat(quartzTriggers(made)).containsExactly("PAUSED");
      JsonObject all = jim.post("schedules/resume-all");
      assertThat(all.getBoolean("allPaused")).isFalse();
      assertThat(get(made).getBoolean("paused")).isFalse();
      assertThat(quartzTriggers(made)).containsExactly("WAITING");
    } finally {
      jim.post("schedules/resume-all");
    }
  }

  @Test
  void aBlackoutKeepsSchedulesFromStarting() {
    String name = "Always " + UUID.randomUUID();
    jim.post(
        "blackouts",
        Map.of("name", name, "windows", List.of(Map.of("daysOfWeek", "0,1,2,3,4,5,6"))));
    JsonObject made = create(Map.of("cronExpression", "0/1 * * * * ?", "blackouts", List.of(name)));

    awaitOutcome(made, "Blackout", 1);

    assertThat(fires(made, "").get(0).getString("why")).contains(name);
    JimError inUse = catchThrowableOfType(JimError.class, () -> jim.delete("blackouts/" + name));
    assertThat(inUse.status()).isEqualTo(409);
    jim.delete("schedules/" + made.getString("id"));
    jim.delete("blackouts/" + name);
  }

  @Test
  void theNodesOfTheClusterAreListed() {
    JsonObject node = jim.list("nodes").getJsonObject(0);

    assertThat(node.getString("id")).isEqualTo(TestServer.NODE);
    assertThat(node.getString("state")).isEqualTo("running");
    assertThat(node.getBoolean("answering")).isTrue();
    assertThat(jim.list("nodes/" + TestServer.NODE + "/executions")).isNotNull();
  }

  @Test
  void aDefinitionInAFileIsASchedule() throws IOException {
    String name = "of-a-file-" + UUID.randomUUID();
    Path conf = Files.createDirectories(Path.of(System.getProperty("it.home"), "conf"));
    Path file = conf.resolve("schedule-" + name + ".json");
    Files.writeString(file, document(3_600_000));
    JsonObject read = awaitNamed(name);
    assertThat(read.getString("origin")).isEqualTo("File");
    assertThat(read.getString("key")).isEqualTo(name);
    assertThat(read.getString("misfirePolicy")).isEqualTo("fireAndProceed");
    awaitOutcome(read, "Started", 1);

    Files.writeString(file, "{ not JSON");
    Files.writeString(file, document(7_200_000));
    Await.untilTrue(
        "the change to be read", LIMIT, () -> get(read).getInt("repeatInterval") == 7_200_000);
    Files.delete(file);
    Await.untilTrue("the schedule to go", LIMIT, () -> named(name).isEmpty());
  }

  private static String document(int interval) {
    return """
    {"enabled": true, "type": "simple", "repeatInterval": %d, "persisted": true,
     "invokeService": "script", "unknown": 1,
     "invokeContext": {"script": {"type": "text/javascript", "source": "1 + 1"}}}"""
        .formatted(interval);
  }

  private JsonObject awaitNamed(String name) {
    Await.untilTrue("schedule " + name, LIMIT, () -> !named(name).isEmpty());
    return named(name).get(0);
  }

  private List<JsonObject> named(String name) {
    return jim.get("schedules?search=" + name).getJsonArray("items").getValuesAs(JsonObject.class);
  }

  private JsonObject create(Map<String, ?> trigger) {
    JsonObject schedule = jim.post("schedules", body("Trigger " + UUID.randomUUID(), trigger));
    created.add(schedule.getString("id"));
    return schedule;
  }

  /** So that nothing fires into the tests of others. */
  @AfterEach
  void nothingGoesOnFiring() {
    created.forEach(id -> jim.send("DELETE", "schedules/" + id, null));
  }

  private static Map<String, Object> body(String name, Map<String, ?> trigger) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", name);
    body.put("isEnabled", true);
    body.put("triggerType", "Cron");
    body.put("patternType", "Custom");
    body.put("steps", List.of(Map.of("stepType", "Script", "scriptSource", "1 + 1")));
    body.putAll(trigger);
    return body;
  }

  private void assertRefused(JsonObject schedule, String field, Map<String, ?> change) {
    Map<String, Object> body = body(schedule.getString("name"), change);
    body.putIfAbsent("cronExpression", "0 7 * * *");
    JimError refusal =
        catchThrowableOfType(
            JimError.class, () -> jim.put("schedules/" + schedule.getString("id"), body));
    assertThat(refusal).as(change.toString()).isNotNull();
    assertThat(refusal.status()).as(change.toString()).isEqualTo(400);
    assertThat(refusal.fields()).as(change.toString()).containsOnlyKeys(field);
  }

  private void disable(JsonObject schedule) {
    jim.post("schedules/" + schedule.getString("id") + "/disable");
  }

  private JsonObject get(JsonObject schedule) {
    return jim.get("schedules/" + schedule.getString("id"));
  }

  private static Instant created(JsonObject schedule) {
    return Instant.parse(schedule.getString("created"));
  }

  private List<JsonObject> fires(JsonObject schedule, String query) {
    String separator = query.isEmpty() ? "?" : query + "&";
    return jim.get("schedules/" + schedule.getString("id") + "/fires" + separator + "pageSize=100")
        .getJsonArray("items")
        .getValuesAs(JsonObject.class);
  }

  private List<String> outcomes(JsonObject schedule) {
    return fires(schedule, "").stream().map(fire -> fire.getString("outcome")).toList();
  }

  private void awaitOutcome(JsonObject schedule, String outcome, int atLeast) {
    Await.untilTrue(
        atLeast + " times " + outcome,
        LIMIT,
        () -> fires(schedule, "?outcome=" + outcome).size() >= atLeast);
  }

  private void awaitRows(JsonObject schedule, int atLeast) {
    Await.untilTrue(
        atLeast + " rows of the ledger", LIMIT, () -> fires(schedule, "").size() >= atLeast);
  }

  private List<String> quartzTriggers(JsonObject schedule) {
    return database.rows(
        "select trigger_state from horarium.qrtz_triggers where trigger_name = ?",
        schedule.getString("id"));
  }

  private String stored(JsonObject schedule) {
    return database
        .rows(
            """
            select s::text || t::text from horarium.schedule s
              join horarium.qrtz_triggers t on t.trigger_name = s.id::text where s.id = ?::uuid""",
            schedule.getString("id"))
        .get(0);
  }
}
