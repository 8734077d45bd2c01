package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.HorariumProcess;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.TestSchedule;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills processes in the middle of an import. The product's own launcher starts them again; the
 * execution must then end by itself, as if nothing had happened (contract/sync-engine.md 11, rule
 * 5).
 *
 * <p>{@code -Dkill.rounds=N} kills the server N times instead of three, {@code -Dkill.seed=N}
 * repeats the moments of an earlier run.
 */
class KillIT {

  private static final int PEOPLE = 30_000;
  private static final int CHANGED = 15_000;
  private static final int DELETED = 1_000;
  private static final int ADDED = 500;
  private static final int PORT_OFFSET = 320;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** The launcher gives up after five deaths in five minutes. */
  private static final int KILLS_PER_LAUNCHER = 3;

  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
  private static final SplittableRandom DICE = new SplittableRandom(SEED);

  private static final Path HOME =
      Path.of(System.getProperty("it.home")).resolveSibling("kill-home");
  private static HorariumProcess horarium;
  private static CsvFiles before;
  private static CsvFiles after;
  private static Result undisturbedFirst;
  private static Result undisturbedSecond;
  private static int kills;

  /** What an import leaves behind, without ids and times. */
  private record Result(
      String status, JsonObject counters, List<String> items, List<String> connectorSpace) {}

  @BeforeAll
  static void importUndisturbed() throws IOException {
    System.out.println("KillIT: -Dkill.seed=" + SEED);
    deleteTree(HOME);
    horarium = HorariumProcess.start(HOME, PORT_OFFSET);
    before = CsvFiles.ofPeople(horarium.files().resolve("before.csv"), PEOPLE);
    after =
        CsvFiles.ofPeople(horarium.files().resolve("after.csv"), PEOPLE)
            .change(5_000, CHANGED)
            .delete(0, DELETED)
            .add(ADDED)
            .write();
    ImportSystem system = systemOf("Undisturbed");
    undisturbedFirst = run(system);
    readingAfter(system);
    undisturbedSecond = run(system);

    assertThat(undisturbedFirst.counters().getInt("totalCsoAdds")).isEqualTo(PEOPLE);
    assertThat(undisturbedSecond.counters().getInt("totalCsoUpdates")).isEqualTo(CHANGED);
    assertThat(undisturbedSecond.counters().getInt("totalCsoDeletes")).isEqualTo(DELETED);
  }

  @AfterAll
  static void end() {
    if (horarium != null) {
      horarium.close();
    }
  }

  @BeforeEach
  void freshLauncherAfterSomeKills() {
    if (kills == KILLS_PER_LAUNCHER) {
      horarium.close();
      horarium = HorariumProcess.start(HOME, PORT_OFFSET);
      kills = 0;
    }
  }

  static IntStream rounds() {
    return IntStream.rangeClosed(1, Integer.getInteger("kill.rounds", 3));
  }

  /** Every third time in an import that changes, adds and deletes. */
  @ParameterizedTest(name = "kill {0}")
  @MethodSource("rounds")
  void aKilledServerGoesOnWithTheImportAsIfNothingHadHappened(int round) {
    ImportSystem system = systemOf("Killed " + round);
    boolean second = round % 3 == 0;
    if (second) {
      run(system);
      readingAfter(system);
    }
    TestSchedule schedule = TestSchedule.of(system).in(horarium.client());
    String execution = schedule.start();
    String activity = activityOf(execution);
    atARandomMoment(activity, second ? CHANGED + DELETED + ADDED : PEOPLE);

    horarium.killServer();
    kills++;
    String statusWhenKilled = statusOf(activity);
    horarium.awaitReady();

    assertThat(statusWhenKilled).as("the import was still at work").isEqualTo("InProgress");
    horarium.client().awaitEnd(activity, LIMIT);
    JsonObject ended = horarium.client().awaitExecutionEnd(execution);
    assertThat(ended.getString("status")).isEqualTo("Complete");
    assertSame(result(system, activity), second ? undisturbedSecond : undisturbedFirst);
    assertNothingIsLeft(system);
  }

  @Test
  void aKilledDatabaseComesBackAndTheImportGoesOn() {
    ImportSystem system = systemOf("Database killed");
    ProcessHandle server = horarium.server();
    String activity = system.start();
    atARandomMoment(activity, PEOPLE);

    horarium.killDatabase();

    horarium.awaitReady();
    horarium.client().awaitEnd(activity, LIMIT);
    assertThat(horarium.server()).as("the server was not restarted").isEqualTo(server);
    assertSame(result(system, activity), undisturbedFirst);
    assertNothingIsLeft(system);
  }

  private static void assertSame(Result result, Result undisturbed) {
    assertThat(result.status()).isEqualTo(undisturbed.status());
    assertThat(result.counters()).isEqualTo(undisturbed.counters());
    assertThat(result.items()).isEqualTo(undisturbed.items());
    assertThat(result.connectorSpace()).isEqualTo(undisturbed.connectorSpace());
  }

  private static void assertNothingIsLeft(ImportSystem system) {
    Database database = horarium.database();
    assertThat(database.rows("select run_id from horarium.import_stage limit 1")).isEmpty();
    assertThat(
            database.rows("select 1 from horarium.system_lease where system_id = ?", system.id()))
        .isEmpty();
    Await.untilTrue(
        "no execution to be open",
        Duration.ofSeconds(20),
        () -> database.rows("select id from horarium.execution where closed_at is null").isEmpty());
  }

  /** Waits until a random share of what the import has to do is done; never until its end. */
  private static void atARandomMoment(String activity, int changes) {
    int all = PEOPLE + changes;
    int moment = DICE.nextInt(1, all * 9 / 10);
    Database database = horarium.database();
    Await.untilTrue(
        "the import to have done " + moment + " of " + all,
        LIMIT,
        () ->
            Integer.parseInt(
                    database
                        .rows(
                            """
                            select objects_read + added + updated + deleted
                            from horarium.activity where id = ?::uuid""",
                            activity)
                        .get(0))
                >= moment);
    System.out.printf("KillIT: killing after %d of %d%n", moment, all);
  }

  private static ImportSystem systemOf(String name) {
    return ImportSystem.over(before.path()).named(name).inPagesOf(200).in(horarium.client());
  }

  private static void readingAfter(ImportSystem system) {
    system.changeProfile(java.util.Map.of("filePath", after.path().toString()));
  }

  private static Result run(ImportSystem system) {
    String activity = system.start();
    horarium.client().awaitEnd(activity, LIMIT);
    return result(system, activity);
  }

  private static Result result(ImportSystem system, String activity) {
    JimClient client = horarium.client();
    Database database = horarium.database();
    return new Result(
        client.get("activities/" + activity).getString("status"),
        client.get("activities/" + activity + "/stats"),
        database.rows(
            """
            select external_id, change_type, error_type, outcome_summary from horarium.activity_item
            where activity_id = ?::uuid order by external_id, change_type""",
            activity),
        database.content(system.id()));
  }

  private static String activityOf(String execution) {
    return horarium
        .client()
        .get("schedule-executions/" + execution)
        .getJsonArray("steps")
        .getJsonObject(0)
        .getString("activityId");
  }

  private static String statusOf(String activity) {
    return horarium
        .database()
        .rows("select status from horarium.activity where id = ?::uuid", activity)
        .get(0);
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
            try {
              Files.delete(folder);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
