package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.Directory;
import io.horarium.it.testkit.ExpectedDirectory;
import io.horarium.it.testkit.HorariumProcess;
import io.horarium.it.testkit.HrFile;
import io.horarium.it.testkit.IdentityCycle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills the server while people are on their way from the file to the directory: in each of the
 * synchronisation, the export and the confirming import. The cycle must end by itself with the same
 * numbers as an undisturbed one, and the directory must hold everybody once
 * (contract/sync-engine.md 11, rules 5 and 7).
 *
 * <p>{@code -Dkill.rounds=N} kills N times instead of three, {@code -Dkill.seed=N} repeats the
 * moments of an earlier run.
 */
class CycleKillIT {

  private static final int PEOPLE = 4_000;
  private static final int PORT_OFFSET = 340;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** The launcher gives up after five deaths in five minutes. */
  private static final int KILLS_PER_LAUNCHER = 3;

  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
  private static final SplittableRandom DICE = new SplittableRandom(SEED);

  private static HorariumProcess horarium;
  private static Path home;
  private static List<Map<String, Integer>> undisturbed;
  private static int kills;

  @BeforeAll
  static void runUndisturbed() throws IOException {
    System.out.println("CycleKillIT: -Dkill.seed=" + SEED);
    Path target = Path.of(System.getProperty("it.home")).getParent();
    Files.createDirectories(target);
    home = Files.createTempDirectory(target, "cycle-kill-home-");
    horarium = HorariumProcess.start(home, PORT_OFFSET);
    try (Directory directory = Directory.start()) {
      HrFile file = HrFile.ofPeople(horarium.files().resolve("undisturbed.csv"), PEOPLE);
      IdentityCycle cycle = IdentityCycle.toDirectory(horarium.client(), file, directory);
      undisturbed = cycle.schedule("FullSynchronisation").run();
      assertThat(directory.people()).isEqualTo(ExpectedDirectory.of(file));
    }
  }

  @AfterAll
  static void end() {
    if (horarium != null) {
      horarium.close();
    }
  }

  static IntStream rounds() {
    return IntStream.rangeClosed(1, Integer.getInteger("kill.rounds", 3));
  }

  @ParameterizedTest(name = "kill {0}")
  @MethodSource("rounds")
  void aKilledServerGoesOnWithTheCycleAsIfNothingHadHappened(int round) {
    if (kills == KILLS_PER_LAUNCHER) {
      horarium.close();
      horarium = HorariumProcess.start(home, PORT_OFFSET);
      kills = 0;
    }
    try (Directory directory = Directory.start()) {
      HrFile file = HrFile.ofPeople(horarium.files().resolve("killed-" + round + ".csv"), PEOPLE);
      IdentityCycle cycle = IdentityCycle.toDirectory(horarium.client(), file, directory);
      IdentityCycle.Schedule schedule = cycle.schedule("FullSynchronisation");
      String execution = schedule.start();
      atARandomMoment(execution, 1 + round % 3);

      horarium.killServer();
      kills++;
      horarium.awaitReady();

      assertThat(schedule.result(execution)).isEqualTo(undisturbed);
      assertThat(directory.people()).isEqualTo(ExpectedDirectory.of(file));
      assertThat(cycle.pendingExports()).isEqualTo("0");
      assertThat(cycle.directoryObjects("Normal")).isEqualTo(PEOPLE);
      for (Map<String, Integer> totals : cycle.schedule("DeltaSynchronisation").run()) {
        assertThat(totals.keySet()).isSubsetOf("totalUnchanged", "totalObjectsProcessed");
      }
    }
  }

  /** Waits until the step of the execution has done a random share of its objects. */
  private static void atARandomMoment(String execution, int stepIndex) {
    int moment = DICE.nextInt(1, PEOPLE * 9 / 10);
    Await.untilTrue(
        "step " + stepIndex + " to have processed " + moment + " objects",
        LIMIT,
        () ->
            horarium
                .database()
                .rows(
                    """
                    select 1 from horarium.step_execution s join horarium.activity a on a.id = s.activity_id
                    where s.execution_id = ?::uuid
                      and (s.step_index > ? or s.step_index = ? and a.objects_processed + a.objects_read >= ?)
                      and s.started_at is not null""",
                    execution,
                    stepIndex,
                    stepIndex,
                    moment)
                .stream()
                .findAny()
                .isPresent());
    System.out.printf("CycleKillIT: killing step %d after %d objects%n", stepIndex, moment);
  }
}
