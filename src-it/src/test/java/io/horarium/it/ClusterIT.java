package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.Conf;
import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.ExecutionChecker;
import io.horarium.it.testkit.HorariumProcess;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.Relay;
import io.horarium.it.testkit.Steps;
import io.horarium.it.testkit.TestSchedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two nodes on one database. Whatever happens to the node that has an execution, the other one goes
 * on with it, and every object is applied once.
 *
 * <p>{@code -Dcluster.rounds=N} does all of it N times, {@code -Dcluster.seed=N} repeats the
 * moments of an earlier run.
 */
class ClusterIT {

  private static final int PEOPLE = 3_000;
  private static final int LEASE_SECONDS = 3;
  private static final Duration TAKEN_OVER_WITHIN = Duration.ofMinutes(1);
  private static final long SEED = Long.getLong("cluster.seed", System.nanoTime());
  private static final SplittableRandom DICE = new SplittableRandom(SEED);

  private static final Path HOMES =
      Path.of(System.getProperty("it.home")).resolveSibling("cluster");
  private static final Map<String, HorariumProcess> NODES = new LinkedHashMap<>();
  private static final Map<String, Relay> WIRES = new LinkedHashMap<>();
  private static Database database;
  private static Path files;
  private static int number;

  /** What happens to the owner, and how it ends. */
  enum Fault {
    FROZEN,
    CUT,
    /** The last: it takes the longest to come back. */
    KILLED
  }

  @BeforeAll
  static void startTwoNodes() throws java.io.IOException {
    System.out.println("ClusterIT: -Dcluster.seed=" + SEED);
    String url = System.getProperty("it.db.url").replaceFirst("\\?.*", "");
    String name = "cluster" + Long.toString(System.nanoTime(), 36);
    Database.ofTestServer().update("create database " + name);
    String own = url.replaceFirst("/[^/]*$", "/" + name);
    database = Database.at(own, "postgres", "postgres");
    files = Files.createDirectories(HOMES.resolve("files"));
    int port = Integer.parseInt(url.replaceFirst("^.*:(\\d+)/.*$", "$1"));
    int offset = 610;
    for (String node : new String[] {"left", "right"}) {
      Relay wire = Relay.to(port);
      WIRES.put(node, wire);
      Path home = HOMES.resolve(node);
      Conf.in(home).dataSource(own, "postgres", null);
      NODES.put(
          node,
          HorariumProcess.launch(
              home,
              offset,
              Map.of(
                  "HORARIUM_NODE_ID",
                  node,
                  "HORARIUM_DB_URL",
                  own.replaceFirst(":\\d+/", ":" + wire.port() + "/"),
                  "HORARIUM_FILE_ROOTS",
                  files.toString(),
                  "HORARIUM_LEASE_SECONDS",
                  Integer.toString(LEASE_SECONDS),
                  "HORARIUM_SECRET_KEY",
                  "0123456789abcdef".repeat(4))));
      offset += 10;
    }
    NODES.values().forEach(HorariumProcess::awaitReady);
    database.update("create table public.applied (execution text, step text)");
  }

  @AfterAll
  static void end() {
    NODES.values().forEach(HorariumProcess::close);
    WIRES.values().forEach(Relay::close);
  }

  static java.util.stream.Stream<Fault> faults() {
    return java.util.stream.IntStream.range(0, Integer.getInteger("cluster.rounds", 1))
        .boxed()
        .flatMap(round -> java.util.stream.Stream.of(Fault.values()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theOtherNodeGoesOnAndEveryObjectIsAppliedOnce(Fault fault) {
    NODES.values().forEach(HorariumProcess::awaitReady);
    String round = "round" + ++number;
    CsvFiles people = CsvFiles.ofPeople(files.resolve(round + ".csv"), PEOPLE);
    HorariumProcess any = NODES.get("left");
    ImportSystem first = ImportSystem.over(people.path()).inPagesOf(25).in(any.client());
    ImportSystem second = ImportSystem.over(people.path()).inPagesOf(25).in(any.client());
    TestSchedule schedule =
        TestSchedule.of(first)
            .thenSteps(applied(round, "one"))
            .then(second)
            .thenSteps(applied(round, "two"))
            .then(first)
            .in(any.client());
    String execution = schedule.start();
    ExecutionChecker checker = new ExecutionChecker(database, execution);
    checker.awaitProgress(DICE.nextInt(100, PEOPLE * 7 / 2));
    String owner = checker.owner();
    String other = owner.equals("left") ? "right" : "left";
    System.out.printf("ClusterIT: %s %s at %d%n", owner, fault, checker.progress());

    strike(fault, owner);
    String successor =
        Await.until(
            "another node to take the execution over",
            TAKEN_OVER_WITHIN,
            () -> Optional.of(checker.owner()).filter(now -> !now.equals(owner)));
    heal(fault, owner);

    assertThat(successor).isEqualTo(other);
    assertThat(NODES.get(other).client().awaitExecutionEnd(execution).getString("status"))
        .isEqualTo("Complete");
    checker.everyObjectWasAppliedOnce(first, PEOPLE);
    checker.everyObjectWasAppliedOnce(second, PEOPLE);
    assertThat(
            database.rows("select step from public.applied where execution = ? order by 1", round))
        .containsExactly("one", "two");
    checker.nothingIsLeft();
    assertThat(checker.resumes()).isPositive();
  }

  private static void strike(Fault fault, String owner) {
    switch (fault) {
      case KILLED -> NODES.get(owner).killServer();
      case FROZEN -> NODES.get(owner).freezeServer();
      case CUT -> WIRES.get(owner).cut();
    }
  }

  /** The killed one is started again by its launcher. */
  private static void heal(Fault fault, String owner) {
    switch (fault) {
      case FROZEN -> NODES.get(owner).wakeServer();
      case CUT -> WIRES.get(owner).mend();
      case KILLED -> {}
    }
  }

  private static Map<String, Object> applied(String round, String step) {
    return Steps.sqlOnce(
        step, "insert into public.applied values ('%s', '%s')".formatted(round, step));
  }
}
