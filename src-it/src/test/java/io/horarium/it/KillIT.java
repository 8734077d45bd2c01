package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Conf;
import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.ExecutionChecker;
import io.horarium.it.testkit.HorariumProcess;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.Steps;
import io.horarium.it.testkit.TestSchedule;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills processes in the middle of an execution of five steps. The product's own launcher starts
 * them again; the execution must then end by itself, as if nothing had happened
 * (contract/sync-engine.md 11, rule 5).
 *
 * <p>{@code -Dkill.rounds=N} kills the server N times instead of three, {@code -Dkill.seed=N}
 * repeats the moments of an earlier run.
 */
class KillIT {

  private static final int PEOPLE = 15_000;
  private static final int CHANGED = 7_500;
  private static final int DELETED = 500;
  private static final int ADDED = 300;
  private static final int LATER = PEOPLE - DELETED + ADDED;

  /** Objects that the three imports read and apply. */
  private static final int ALL = PEOPLE * 2 + LATER * 2 + CHANGED + DELETED + ADDED;

  private static final int PORT_OFFSET = 320;

  /** The launcher gives up after five deaths in five minutes. */
  private static final int KILLS_PER_LAUNCHER = 3;

  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
  private static final SplittableRandom DICE = new SplittableRandom(SEED);

  private static final Path HOME =
      Path.of(System.getProperty("it.home")).resolveSibling("kill-home");
  private static HorariumProcess horarium;
  private static CsvFiles before;
  private static CsvFiles after;
  private static Result undisturbed;
  private static int kills;

  /** What an execution leaves behind, without ids and times. */
  private record Result(
      String status, List<ImportRun> imports, List<String> sql, List<String> connectorSpace) {}

  /** One of its imports. */
  private record ImportRun(String status, JsonObject counters, List<String> items) {}

  @BeforeAll
  static void runUndisturbed() throws IOException {
    System.out.println("KillIT: -Dkill.seed=" + SEED);
    deleteTree(HOME);
    horarium = HorariumProcess.start(HOME, PORT_OFFSET);
    Conf.in(HOME)
        .dataSource(
            "jdbc:postgresql://localhost:%d/horarium".formatted(54329 + PORT_OFFSET),
            "postgres",
            "file:database.password");
    horarium.database().update("create table public.applied (execution text, step text)");
    before = CsvFiles.ofPeople(horarium.files().resolve("before.csv"), PEOPLE);
    after =
        CsvFiles.ofPeople(horarium.files().resolve("after.csv"), PEOPLE)
            .change(2_500, CHANGED)
            .delete(0, DELETED)
            .add(ADDED)
            .write();
    Work work = new Work("Undisturbed");
    String execution = work.schedule.start();
    horarium.client().awaitExecutionEnd(execution);
    undisturbed = work.result(execution);

    assertThat(undisturbed.status()).isEqualTo("Complete");
    assertThat(undisturbed.sql()).containsExactly("four", "two");
    assertThat(undisturbed.imports())
        .extracting(run -> run.counters().getInt("totalCsoAdds"))
        .containsExactly(PEOPLE, ADDED, 0);
    assertThat(undisturbed.imports().get(1).counters().getInt("totalCsoUpdates"))
        .isEqualTo(CHANGED);
    assertThat(undisturbed.imports().get(1).counters().getInt("totalCsoDeletes"))
        .isEqualTo(DELETED);
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

  @ParameterizedTest(name = "kill {0}")
  @MethodSource("rounds")
  void aKilledServerGoesOnWithTheExecutionAsIfNothingHadHappened(int round) {
    Work work = new Work("Killed " + round);
    String execution = work.schedule.start();
    ExecutionChecker checker = new ExecutionChecker(horarium.database(), execution);
    atARandomMoment(checker);

    horarium.killServer();
    kills++;
    checker.assertOpen();
    horarium.awaitReady();

    horarium.client().awaitExecutionEnd(execution);
    assertSame(work.result(execution));
    checker.nothingIsLeft();
  }

  @Test
  void aKilledDatabaseComesBackAndTheExecutionGoesOn() {
    Work work = new Work("Database killed");
    ProcessHandle server = horarium.server();
    String execution = work.schedule.start();
    ExecutionChecker checker = new ExecutionChecker(horarium.database(), execution);
    atARandomMoment(checker);

    horarium.killDatabase();

    horarium.awaitReady();
    assertThat(horarium.server()).as("the server was not restarted").isEqualTo(server);
    horarium.client().awaitExecutionEnd(execution);
    assertSame(work.result(execution));
    checker.nothingIsLeft();
  }

  private static void assertSame(Result result) {
    assertThat(result.status()).isEqualTo(undisturbed.status());
    assertThat(result.sql()).isEqualTo(undisturbed.sql());
    assertThat(result.imports()).hasSameSizeAs(undisturbed.imports());
    for (int run = 0; run < result.imports().size(); run++) {
      assertThat(result.imports().get(run).status())
          .isEqualTo(undisturbed.imports().get(run).status());
      assertThat(result.imports().get(run).counters())
          .isEqualTo(undisturbed.imports().get(run).counters());
      assertThat(result.imports().get(run).items())
          .isEqualTo(undisturbed.imports().get(run).items());
    }
    assertThat(result.connectorSpace()).isEqualTo(undisturbed.connectorSpace());
  }

  /** Waits until a random share of what the execution has to do is done; never until its end. */
  private static void atARandomMoment(ExecutionChecker checker) {
    int moment = DICE.nextInt(1, ALL * 9 / 10);
    checker.awaitProgress(moment);
    System.out.printf("KillIT: killing after %d of %d%n", moment, ALL);
  }

  /** Three imports of one system, and two statements that must be done exactly once. */
  private static final class Work {

    private final ImportSystem system;
    private final String name;
    private final TestSchedule schedule;

    Work(String name) {
      this.name = name;
      system = ImportSystem.over(before.path()).named(name).inPagesOf(200).in(horarium.client());
      schedule =
          TestSchedule.of(system)
              .thenSteps(once("two"))
              .thenSteps(Steps.reading(system.step(), after.path().toString()))
              .thenSteps(once("four"))
              .thenSteps(Steps.reading(system.step(), after.path().toString()))
              .in(horarium.client());
    }

    private Map<String, Object> once(String step) {
      return Steps.sqlOnce(
          step, "insert into public.applied values ('%s', '%s')".formatted(name, step));
    }

    Result result(String execution) {
      JimClient client = horarium.client();
      Database database = horarium.database();
      List<ImportRun> imports =
          schedule.look(execution).steps().stream()
              .filter(step -> !step.row().isNull("runProfileId"))
              .map(
                  step ->
                      new ImportRun(
                          step.status(),
                          client.get("activities/" + step.activityId() + "/stats"),
                          database.rows(
                              """
                              select external_id, change_type, error_type, outcome_summary from horarium.activity_item
                              where activity_id = ?::uuid order by external_id, change_type""",
                              step.activityId())))
              .toList();
      return new Result(
          schedule.look(execution).status(),
          imports,
          database.rows("select step from public.applied where execution = ? order by 1", name),
          database.content(system.id()));
    }
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
