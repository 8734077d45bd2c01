package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.IdmClient;
import io.horarium.it.testkit.IdmClient.Reply;
import io.horarium.it.testkit.Transcript;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Recorded exchanges with a real OpenIDM 7.0.2, replayed. That release has what is version 1.0 of
 * the interface today, so where the recording asks for the scheduler in version 2.0, which it
 * ignored, the replay asks for 1.0. Before each exchange the job that it is about is put into the
 * state that the recorded answer shows.
 *
 * <p>What is answered in another way on purpose is listed, each with the status that is answered
 * and the reason. A difference that is not listed fails the test, and so does a listed one that is
 * none.
 */
@ExtendWith(ArquillianExtension.class)
class IdmTranscriptsIT {

  /** A difference: the status that is answered instead, and why. */
  private record Difference(int status, String reason) {}

  private static Difference as(int status, String reason) {
    return new Difference(status, reason);
  }

  private static final String NO_500 = "what the client sent is wrong, so it is not a 500";
  private static final String TELLS_FIELD = "the message names the field, too";
  private static final String NEWER = "IDM 7.5 and its documents have it";

  private static final Map<String, Difference> INTENDED =
      Map.ofEntries(
          Map.entry("info-version", as(200, "another release")),
          Map.entry("validate-cron-null", as(400, NO_500)),
          Map.entry("s1-pause", as(501, "version 1.0 has no actions of one job")),
          Map.entry("s4-pause", as(501, "version 1.0 has no actions of one job")),
          Map.entry("s4-resume", as(501, "version 1.0 has no actions of one job")),
          Map.entry("job-action-unknown-job-trigger", as(501, "version 1.0 has no such action")),
          Map.entry("auth-login", as(200, NEWER)),
          Map.entry("auth-NoSession", as(200, "the component is named as in 7.5")),
          Map.entry("api-version-99", as(404, "IDM 7.5 knows its versions")),
          Map.entry("bad-cron", as(400, NO_500)),
          Map.entry("bad-cron-value", as(400, NO_500)),
          Map.entry("cron-both-dom-dow", as(400, NO_500)),
          Map.entry("cron-number", as(400, TELLS_FIELD)),
          Map.entry("enabled-number", as(400, TELLS_FIELD)),
          Map.entry("missing-invokeService", as(400, "the configuration is shown without blanks")),
          Map.entry("bad-loglevel", as(400, "it would fail at each run")),
          Map.entry("start-zulu", as(201, "ISO 8601 has Z")),
          Map.entry("end-past", as(400, NO_500)),
          Map.entry("simple-repeatCount-string", as(400, "a count that is no number is refused")),
          Map.entry("simple-no-start", as(400, "an interval of 0 without an end never rests")),
          Map.entry("simple-disabled", as(400, "an interval of 0 without an end never rests")),
          Map.entry("simple-start-past", as(400, "an interval of 0 without an end never rests")),
          Map.entry(
              "simple-start-past-memory", as(400, "an interval of 0 without an end never rests")),
          Map.entry("id-with-slash", as(404, "a path with two segments is not an id")),
          Map.entry("q-empty-filter", as(400, "the message tells the position, too")),
          Map.entry("trigger-query-queryId", as(200, "totals are always counted")),
          Map.entry("s1-trigger-query", as(200, "totals are always counted")),
          Map.entry("s1-trigger-query-acquired", as(200, "totals are always counted")),
          Map.entry("s1-trigger-query-not-acquired", as(200, "totals are always counted")),
          Map.entry("s4-trigger-query-not-acquired", as(200, "totals are always counted")),
          Map.entry("config-put-schedule-bad-cron", as(400, "nothing is stored that cannot run")),
          Map.entry("taskscanner-get", as(200, NEWER)));

  /** Later releases have these, too. */
  private static final Set<String> ADDED =
      Set.of("recoverable", "repeatInterval", "repeatCount", "previousRunDate");

  /** The longest id that is taken; the recording has one of 300. */
  private static final int LONGEST_ID = 200;

  private final IdmClient admin = IdmClient.ofAdministrator();

  @BeforeEach
  @AfterEach
  void removeAll() {
    admin.post("scheduler/job?_action=resumeJobs", null).expect(200);
    removeJobs();
    for (String name : List.of("cfg-test", "cfg-test2")) {
      admin.delete("config/schedule/" + name);
    }
  }

  private void removeJobs() {
    admin
        .jobs("true")
        .forEach(
            job ->
                admin.delete(
                    "scheduler/job/"
                        + IdmClient.encoded(job.getString("_id")).replace("+", "%20")));
  }

  @Test
  void recordedExchangesAreAnsweredAlike() {
    List<String> surprises = new ArrayList<>();
    Set<String> met = new HashSet<>();
    List<Path> all = Transcript.files("/idm/golden");
    Transcript everything =
        all.stream()
            .filter(file -> file.toString().contains("q-queryId-all-ids"))
            .findFirst()
            .map(Transcript::read)
            .orElseThrow();
    boolean fixture = false;
    for (Path file : all) {
      Transcript recorded = Transcript.read(file);
      if (recorded.name().startsWith("q-") && !fixture) {
        fixture = true;
        removeJobs();
        everything.results().forEach(this::makeFixture);
      } else if (!recorded.name().startsWith("q-")) {
        fixture = false;
        prepare(recorded);
      }
      Reply reply = send(recorded);
      List<String> differences = differences(recorded, reply);
      Difference intended = INTENDED.get(recorded.name());
      if (intended == null) {
        differences.forEach(found -> surprises.add(recorded.name() + ": " + found));
      } else if (differences.isEmpty()) {
        surprises.add(recorded.name() + " is listed as different, but is not");
      } else {
        met.add(recorded.name());
        if (reply.status() != intended.status()) {
          surprises.add(
              recorded.name()
                  + ": expected "
                  + intended
                  + ", but got "
                  + reply.status()
                  + " "
                  + reply.text());
        }
      }
      if (recorded.path().endsWith("_action=pauseJobs")) {
        admin.post("scheduler/job?_action=resumeJobs", null).expect(200);
      }
    }

    assertThat(surprises).isEmpty();
    assertThat(met).isEqualTo(INTENDED.keySet());
  }

  /** One of the jobs that the recorded queries found. */
  private void makeFixture(JsonValue printed) {
    String id = id(printed.asJsonObject().getString("_id"));
    boolean inMemory = id.equals("missing-invokeContext");
    String context =
        inMemory
            ? ""
            : ", \"invokeContext\": {\"script\": {\"type\": \"text/javascript\", \"source\": \"1\"}}";
    admin
        .put(
            "scheduler/job/" + IdmClient.encoded(id).replace("+", "%20"),
            """
            {"enabled": false, "persisted": %s, "type": "%s", "schedule": "0 0 3 * * ?",
             "repeatInterval": 1000, "invokeService": "script"%s}"""
                .formatted(!inMemory, id.startsWith("simple-") ? "simple" : "cron", context))
        .expect(201);
  }

  private static String id(String recorded) {
    return recorded.length() > LONGEST_ID ? recorded.substring(0, LONGEST_ID) : recorded;
  }

  private void prepare(Transcript recorded) {
    if (recorded.name().endsWith("list-executing")) {
      removeJobs();
    }
    String job = recorded.job();
    if (job == null || job.contains("/")) {
      return;
    }
    admin.delete("scheduler/job/" + job);
    if (recorded.status() == 200 && recorded.showsJob()) {
      admin.put("scheduler/job/" + job, definition(recorded.answer().asJsonObject())).expect(201);
    } else if (recorded.status() == 200 && recorded.method().equals("GET")) {
      // it shows some fields only
      admin
          .put(
              "scheduler/job/" + job,
              "{\"schedule\": \"0 0 3 * * ?\", \"persisted\": true, \"invokeService\": \"script\"}")
          .expect(201);
    }
  }

  /** The static properties of a printed job. */
  private static String definition(JsonObject job) {
    JsonObjectBuilder body = Json.createObjectBuilder(job);
    body.remove("_id").remove("triggers").remove("nextRunDate");
    return body.build().toString();
  }

  private Reply send(Transcript recorded) {
    IdmClient with = admin.bare();
    for (var header : recorded.headers().entrySet()) {
      String value = header.getValue();
      if (header.getKey().equals("X-OpenIDM-Password") && value.equals("openidm-admin")) {
        value = IdmClient.PASSWORD;
      }
      if (value.equals("resource=2.0") && recorded.path().startsWith("/openidm/scheduler")) {
        value = "resource=1.0";
      }
      with = with.with(header.getKey(), value);
    }
    if (recorded.body() != null && !recorded.headers().containsKey("Content-Type")) {
      with = with.with("Content-Type", "");
    }
    return with.send(recorded.method(), recorded.path(), recorded.body());
  }

  private static List<String> differences(Transcript recorded, Reply reply) {
    List<String> found = new ArrayList<>();
    if (reply.status() != recorded.status()) {
      found.add(
          "status " + reply.status() + " instead of " + recorded.status() + " " + reply.text());
      return found;
    }
    if (recorded.answer() == null) {
      return found;
    }
    JsonValue answer = reply.json();
    if (recorded.showsJob()) {
      compareJobs(recorded.answer().asJsonObject(), answer.asJsonObject(), found);
    } else if (recorded.results() != null) {
      compareEnvelopes(recorded, answer.asJsonObject(), found);
    } else if (recorded.name().startsWith("waitingTriggers")) {
      compareKeys(recorded.answer().asJsonObject(), answer.asJsonObject(), found);
    } else if (!answer.equals(recorded.answer())) {
      found.add(answer + " instead of " + recorded.answer());
    }
    return found;
  }

  private static void compareKeys(JsonObject expected, JsonObject there, List<String> found) {
    if (!there.keySet().equals(expected.keySet())) {
      found.add(there.keySet() + " instead of " + expected.keySet());
    }
  }

  private static void compareJobs(JsonObject expected, JsonObject there, List<String> found) {
    Set<String> more = new LinkedHashSet<>(there.keySet());
    more.removeAll(expected.keySet());
    if (!ADDED.containsAll(more)) {
      found.add("more properties: " + more);
    }
    expected.forEach(
        (name, value) -> {
          JsonValue now = there.get(name);
          switch (name) {
            case "triggers" -> compareTriggers(value.asJsonArray(), now.asJsonArray(), found);
            case "nextRunDate" -> {
              if ((value == JsonValue.NULL) != (now == JsonValue.NULL)) {
                found.add("nextRunDate " + now + " instead of " + value);
              }
            }
            case "_id" -> {
              if (!value.equals(now) && ((JsonString) value).getString().length() != 36) {
                found.add("_id " + now + " instead of " + value);
              }
            }
            default -> {
              if (!value.equals(now)) {
                found.add(name + " " + now + " instead of " + value);
              }
            }
          }
        });
  }

  private static void compareTriggers(JsonArray expected, JsonArray there, List<String> found) {
    if (expected.size() != there.size()) {
      found.add("triggers " + there + " instead of " + expected);
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.getJsonObject(i).isEmpty()) {
        compareKeys(expected.getJsonObject(i), there.getJsonObject(i), found);
      }
    }
  }

  private static void compareEnvelopes(Transcript recorded, JsonObject there, List<String> found) {
    JsonObject expected = recorded.answer().asJsonObject();
    compareKeys(expected, there, found);
    boolean exact = recorded.name().startsWith("q-");
    expected.forEach(
        (name, value) -> {
          if (name.equals("result")) {
            if (exact && !shortened(value).equals(there.get(name))) {
              found.add("result " + there.get(name) + " instead of " + value);
            }
          } else if ((exact || name.equals("totalPagedResultsPolicy"))
              && !value.equals(there.get(name))) {
            found.add(name + " " + there.get(name) + " instead of " + value);
          }
        });
  }

  private static JsonValue shortened(JsonValue results) {
    var copy = Json.createArrayBuilder();
    for (JsonObject result : results.asJsonArray().getValuesAs(JsonObject.class)) {
      copy.add(Json.createObjectBuilder(result).add("_id", id(result.getString("_id"))));
    }
    return copy.build();
  }
}
