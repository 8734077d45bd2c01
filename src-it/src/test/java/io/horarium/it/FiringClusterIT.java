package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.HorariumProcess;
import io.horarium.it.testkit.JimClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on one database fire the same schedules every two seconds, and one of them is killed in
 * the middle: every instant has exactly one row in the ledger.
 *
 * <p>{@code -Dfiring.schedules=200 -Dfiring.seconds=300} is the long form.
 */
class FiringClusterIT {

  private static final int SCHEDULES = Integer.getInteger("firing.schedules", 40);
  private static final int SECONDS = Integer.getInteger("firing.seconds", 30);
  private static final int PORT_OFFSET = 420;
  private static final Path HOMES =
      Path.of(System.getProperty("it.home")).resolveSibling("firing-cluster");
  private static final List<HorariumProcess> NODES = new ArrayList<>();
  private static Database database;

  @BeforeAll
  static void startTwoNodes() throws IOException {
    String url = System.getProperty("it.db.url").replaceFirst("\\?.*", "");
    String name = "firing" + Long.toString(System.nanoTime(), 36);
    Database.ofTestServer().update("create database " + name);
    String own = url.replaceFirst("/[^/]*$", "/" + name);
    database = Database.at(own, "postgres", "postgres");
    for (int node = 1; node <= 2; node++) {
      Path home = HOMES.resolve("node" + node);
      Files.createDirectories(home.resolve("conf"));
      Files.writeString(
          home.resolve("conf").resolve("datasources.json"),
          "{\"dataSources\": [{\"name\": \"own\", \"url\": \"%s\", \"user\": \"postgres\"}]}"
              .formatted(own));
      NODES.add(
          HorariumProcess.launch(
              home,
              PORT_OFFSET + 10 * node,
              Map.of(
                  "HORARIUM_NODE_ID",
                  "node" + node,
                  "HORARIUM_DB_URL",
                  own,
                  "HORARIUM_DB_POOL",
                  "40",
                  "HORARIUM_SECRET_KEY",
                  "0123456789abcdef".repeat(4))));
    }
    NODES.forEach(HorariumProcess::awaitReady);
  }

  @AfterAll
  static void end() {
    NODES.forEach(HorariumProcess::close);
  }

  @Test
  void everyInstantIsInTheLedgerOnceAlthoughANodeIsKilled() {
    JimClient first = NODES.get(0).client();
    JimClient second = NODES.get(1).client();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < SCHEDULES; i++) {
      // made by either node, fired by both
      ids.add(
          (i % 2 == 0 ? first : second)
              .post(
                  "schedules",
                  Map.of(
                      "name",
                      "Every two seconds " + i,
                      "triggerType",
                      "Cron",
                      "patternType",
                      "Custom",
                      "cronExpression",
                      "0/2 * * * * ?",
                      "isEnabled",
                      true,
                      "steps",
                      List.of(
                          Map.of(
                              "stepType", "SqlScript",
                              "sqlConnectionString", "own",
                              "sqlText", "select 1"))))
              .getString("id"));
    }
    database.update(
        """
        create table public.expected as
        select id, armed_at from horarium.schedule where name like 'Every two seconds %'""");

    waitUntil(rowsSince(SECONDS / 2));
    Instant killed = Instant.now();
    NODES.get(1).killServer();
    waitUntil(rowsSince(SECONDS / 2));

    for (String id : ids) {
      first.post("schedules/" + id + "/disable");
    }
    report(killed);
    assertThat(
            database.rows(
                """
                select e.id, g from public.expected e
                  cross join lateral (select max(scheduled_for) as last from horarium.fire f where f.schedule_id = e.id) l
                  cross join lateral generate_series(
                    to_timestamp(ceil(extract(epoch from e.armed_at) / 2) * 2), l.last, interval '2 s') g
                 where not exists (select 1 from horarium.fire f where f.schedule_id = e.id and f.scheduled_for = g)"""))
        .as("missing instants")
        .isEmpty();
    assertThat(
            database.rows(
                """
                select schedule_id from horarium.fire
                where mod(extract(epoch from scheduled_for)::numeric, 2) <> 0
                  and schedule_id in (select id from public.expected)"""))
        .as("instants that were not due")
        .isEmpty();
    assertThat(database.rows("select distinct decided_by from horarium.fire order by 1"))
        .as("both nodes fire")
        .containsExactly("node1", "node2");
    assertThat(
            database.rows(
                """
                select scheduled_for from horarium.fire where execution_id is not null
                 group by schedule_id, scheduled_for having count(*) > 1"""))
        .isEmpty();
    assertThat(
            database.rows(
                "select id from horarium.execution group by id, schedule_id, scheduled_for having count(*) > 1"))
        .isEmpty();
    Await.untilTrue(
        "every execution to end",
        Duration.ofMinutes(3),
        () -> database.rows("select id from horarium.execution where closed_at is null").isEmpty());
  }

  @Test
  void aTriggerIsFiredWithinASecondByANodeThatDidNotPlaceIt() {
    NODES.forEach(HorariumProcess::awaitReady);
    Path settings = HOMES.resolve("node1").resolve("conf").resolve("scheduler.json");
    write(settings, "{\"scheduler\": {\"executePersistentSchedules\": \"false\"}}");
    JimClient first = NODES.get(0).client();
    Await.untilTrue(
        "node1 to leave the firing to the other",
        Duration.ofSeconds(30),
        () -> !first.list("nodes").getJsonObject(0).getBoolean("firesPersistedSchedules"));

    String id =
        first
            .post(
                "schedules",
                Map.of(
                    "name",
                    "Placed by the other",
                    "triggerType",
                    "Simple",
                    "repeatInterval",
                    0,
                    "repeatCount",
                    0,
                    "isEnabled",
                    true))
            .getString("id");
    Await.untilTrue(
        "it to be fired",
        Duration.ofSeconds(20),
        () ->
            !database
                .rows("select 1 from horarium.fire where schedule_id = ?::uuid", id)
                .isEmpty());

    write(settings, "{}");
    String row =
        database
            .rows(
                """
                select decided_by, extract(epoch from decided_at - scheduled_for) < 3
                  from horarium.fire where schedule_id = ?::uuid""",
                id)
            .get(0);
    assertThat(row).isEqualTo("node2|t");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many instants of the first schedule there will be after so many seconds. */
  private static int rowsSince(int seconds) {
    return seconds / 2 + Integer.parseInt(rowCount());
  }

  private static String rowCount() {
    return database
        .rows(
            "select coalesce(max(n), 0) from (select count(*) as n from horarium.fire group by schedule_id) c")
        .get(0);
  }

  private static void waitUntil(int rows) {
    Await.untilTrue(
        rows + " rows of one schedule",
        Duration.ofSeconds(SECONDS * 4L + 120),
        () -> Integer.parseInt(rowCount()) >= rows);
  }

  private static void report(Instant killed) {
    System.out.println(
        "FiringClusterIT: "
            + SCHEDULES
            + " schedules, killed at "
            + killed
            + "; outcome, rows, p50, p99, max lateness in s:");
    database
        .rows(
            """
            select outcome, count(*), round(percentile_cont(0.5) within group (order by l)::numeric, 3),
              round(percentile_cont(0.99) within group (order by l)::numeric, 3), round(max(l)::numeric, 3)
              from (select outcome, extract(epoch from decided_at - scheduled_for) as l from horarium.fire) f
             group by rollup (outcome)""")
        .forEach(row -> System.out.println("  " + row));
  }
}
