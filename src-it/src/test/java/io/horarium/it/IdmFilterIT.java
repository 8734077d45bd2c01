package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.idm.filter.FilterMatcher;
import io.horarium.idm.filter.FilterParser;
import io.horarium.idm.filter.SortKey;
import io.horarium.it.testkit.IdmClient;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random query filters, asked of the server, which lets its database answer, and of the evaluator
 * in memory over what the server shows. {@code -Dfilters=N} asks another number than 300, {@code
 * -Dfilter.seed=N} repeats a run.
 */
@ExtendWith(ArquillianExtension.class)
class IdmFilterIT {

  private static final int FILTERS = Integer.getInteger("filters", 300);

  private static final List<String> FIELDS =
      List.of(
          "_id",
          "/_id",
          "enabled",
          "persisted",
          "recoverable",
          "concurrentExecution",
          "type",
          "schedule",
          "repeatInterval",
          "repeatCount",
          "misfirePolicy",
          "invokeService",
          "invokeLogLevel",
          "startTime",
          "endTime",
          "nextRunDate",
          "previousRunDate",
          "invokeContext",
          "invokeContext/action/",
          "invokeContext/n",
          "invokeContext/list",
          "invokeContext/list/0",
          "invokeContext/deep/-1",
          "invokeContext/script/source",
          "invokeContext/missing/x",
          "triggers",
          "triggers/0",
          "triggers/0/state",
          "triggers/0/nodeId",
          "triggers/0/previousState",
          "triggers/1",
          "triggers/0/serialized/type",
          "triggers/0/serialized/nextFireTime",
          "triggers/0/serialized/cronEx/cronExpression",
          "triggers/0/serialized/jobDataMap/schedule.config/enabled",
          "triggers/0/_rev",
          "nothing");

  private static final List<String> VALUES =
      List.of(
          "true",
          "false",
          "0",
          "1",
          "-1",
          "1000",
          "2.50",
          "'cron'",
          "'SIMPLE'",
          "\"reconcile\"",
          "'LIVESYNC'",
          "'org.forgerock.openidm.'",
          "'a'",
          "'job-3'",
          "''",
          "'é'",
          "'É'",
          "'NORMAL'",
          "'0 0 2 * * ?'",
          "'2030-01-01T00:00:00.000Z'",
          "'10'");

  private static final List<String> OPERATORS =
      List.of("eq", "co", "sw", "lt", "le", "gt", "ge", "xx");

  private final IdmClient admin = IdmClient.ofAdministrator();

  @BeforeEach
  void jobs() {
    removeAll();
    List<String> contexts =
        List.of(
            "null",
            "{}",
            "{\"action\": \"reconcile\", \"n\": 2.5, \"list\": [1, \"A\", null, true]}",
            "{\"action\": \"liveSync\", \"n\": \"2.5\", \"deep\": {\"-1\": \"É\"}}",
            "{\"script\": {\"type\": \"text/javascript\", \"source\": \"'a'\"}, \"n\": [10, 2.50]}",
            "{\"action\": true, \"n\": null, \"list\": {\"0\": \"a\"}}");
    for (int i = 0; i < 24; i++) {
      boolean simple = i % 3 == 0;
      String service = List.of("sync", "script", "x.y", "provisioner").get(i % 4);
      admin
          .put(
              "scheduler/job/" + List.of("job-", "JOB-", "é-", "Z").get(i % 4) + i,
              """
              {"enabled": %s, "persisted": %s, "recoverable": %s, "concurrentExecution": %s, "type": "%s",
               "schedule": "0 0 %d * * ?", "repeatInterval": 86400000, "startTime": %s,
               "invokeLogLevel": "%s", "invokeService": "%s", "invokeContext": %s}"""
                  .formatted(
                      i % 2 == 0,
                      i % 5 != 0,
                      i % 3 == 1,
                      i % 4 == 1,
                      simple ? "simple" : "cron",
                      i % 24,
                      simple || i % 5 == 0 ? "\"2037-01-01T00:00:00Z\"" : "null",
                      List.of("info", "debug").get(i % 2),
                      service,
                      contexts.get(i % contexts.size())))
          .expect(201);
    }
    admin.post("scheduler/job/Z7?_action=pause", null);
  }

  @AfterEach
  void removeAll() {
    admin
        .jobs("true")
        .forEach(job -> admin.delete("scheduler/job/" + IdmClient.encoded(job.getString("_id"))));
  }

  @Test
  void theDatabaseAnswersAsTheEvaluatorDoes() {
    long seed = Long.getLong("filter.seed", new Random().nextLong());
    Random random = new Random(seed);
    List<Map<String, Object>> all = admin.jobs("true").stream().map(job -> document(job)).toList();
    assertThat(all).hasSize(24);
    int matched = 0;
    for (int i = 0; i < FILTERS; i++) {
      String filter = filter(random, 3);
      String sort = (random.nextBoolean() ? "-" : "") + one(random, FIELDS);
      Comparator<Map<String, ?>> order =
          SortKey.order(SortKey.parse(sort))
              .thenComparing(job -> (String) job.get("_id"), Comparator.naturalOrder());
      List<String> expected =
          all.stream()
              .filter(job -> FilterMatcher.matches(FilterParser.parse(filter), job))
              .sorted(order)
              .map(job -> (String) job.get("_id"))
              .toList();

      List<String> found =
          admin.jobs(filter, "&_fields=_id&_sortKeys=" + IdmClient.encoded(sort)).stream()
              .map(job -> job.getString("_id"))
              .toList();

      assertThat(found)
          .as("-Dfilter.seed=%d, filter %d: %s sorted by %s", seed, i, filter, sort)
          .isEqualTo(expected);
      matched += expected.isEmpty() || expected.size() == all.size() ? 0 : 1;
    }
    assertThat(matched).as("filters that tell jobs apart").isGreaterThan(FILTERS / 10);
  }

  private static String filter(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return switch (random.nextInt(8)) {
        case 0 -> random.nextBoolean() ? "true" : "false";
        case 1, 2 -> one(random, FIELDS) + " pr";
        default -> one(random, FIELDS) + " " + one(random, OPERATORS) + " " + one(random, VALUES);
      };
    }
    return switch (random.nextInt(3)) {
      case 0 -> "!(" + filter(random, depth - 1) + ")";
      case 1 -> "(" + filter(random, depth - 1) + " and " + filter(random, depth - 1) + ")";
      default -> "(" + filter(random, depth - 1) + " or " + filter(random, depth - 1) + ")";
    };
  }

  private static String one(Random random, List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static Map<String, Object> document(JsonObject object) {
    Map<String, Object> copy = new LinkedHashMap<>();
    object.forEach((name, value) -> copy.put(name, plain(value)));
    return copy;
  }

  private static Object plain(JsonValue value) {
    return switch (value.getValueType()) {
      case OBJECT -> document(value.asJsonObject());
      case ARRAY -> {
        List<Object> copy = new ArrayList<>();
        ((JsonArray) value).forEach(element -> copy.add(plain(element)));
        yield copy;
      }
      case STRING -> ((JsonString) value).getString();
      case NUMBER -> ((JsonNumber) value).bigDecimalValue();
      case TRUE -> true;
      case FALSE -> false;
      case NULL -> null;
    };
  }
}
