package io.horarium.step.command;

import static io.horarium.step.command.CommandFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.platform.Node;
import io.horarium.problem.RunFailure;
import io.horarium.step.Checkpoint;
import io.horarium.step.FieldProblem;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepOutcome.Ending;
import io.horarium.step.StepWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ExecutableStepTest {

  @TempDir Path folder;
  private CommandFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new CommandFixture(folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aProgramGetsExactlyItsArgumentsAndTheEnvironmentOfTheCatalogue() {
    Path tool =
        fixture.program("tool", "pwd\nfor a in \"$@\"; do echo \"[$a]\"; done\nenv | sort >&2\n");
    fixture.environment.put("SECRET", "x");
    fixture.environment.put("LANG", "C.UTF-8");
    fixture.catalogue(
        "tool",
        tool,
        ", \"environment\": {\"pass\": [\"LANG\", \"NONE\"], \"set\": {\"MODE\": \"a b\"}}");

    StepOutcome outcome = fixture.run("tool", "one 'two words' \"\" $HOME;id *");

    assertThat(outcome)
        .isEqualTo(new StepOutcome(Ending.Complete, "Program 'tool' ended with exit code 0", null));
    assertThat(fixture.items("stdout"))
        .containsExactly(
            fixture.home.resolve("work").toString(),
            "[one]",
            "[two words]",
            "[]",
            "[$HOME;id]",
            "[*]");
    assertThat(fixture.items("stderr"))
        .filteredOn(line -> !line.startsWith("HORARIUM_STEP_"))
        .allMatch(line -> line.matches("(LANG=C.UTF-8|MODE=a b|PWD=.*|OLDPWD=.*|_=.*|SHLVL=.*)"))
        .contains("LANG=C.UTF-8", "MODE=a b");
    assertThat(fixture.items("exit")).containsExactly("Exit code 0");
    assertThat(fixture.counted("objects_processed")).isEqualTo(fixture.items().size());
    assertThat(fixture.counted("errors")).isZero();
  }

  @Test
  void aWrongExitCodeFailsWithTheLastWords() {
    fixture.catalogue("tool", fixture.program("tool", "echo 'no disk' >&2\nexit 3\n"), "");

    StepOutcome outcome = fixture.run("tool", null);

    assertThat(outcome.ending()).isEqualTo(Ending.FailedWithError);
    assertThat(outcome.message())
        .isEqualTo("Program 'tool' ended with exit code 3; its last words were: no disk");
    assertThat(fixture.counted("errors")).isEqualTo(1);
  }

  @Test
  void theCatalogueSaysWhichExitCodesAreGood() {
    fixture.catalogue("tool", fixture.program("tool", "exit 3\n"), ", \"exitCodes\": [0, 3]");

    assertThat(fixture.run("tool", null).ending()).isEqualTo(Ending.Complete);
  }

  @Test
  void whatIsNotInTheCatalogueIsRefused() throws IOException {
    ExecutableStep step = fixture.executable();
    assertThat(step.check(settings("/bin/sh", null, null)))
        .extracting(FieldProblem::field)
        .containsExactly("executablePath");
    assertThat(step.check(settings(null, null, null)))
        .extracting(FieldProblem::problem)
        .first()
        .asString()
        .contains("is required");
    assertThatThrownBy(() -> fixture.run("/bin/sh", null))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("not in the catalogue")
        .hasMessageContaining("programs.json");

    Files.writeString(fixture.catalogue.path(), "{");
    assertThat(step.check(settings("tool", null, null)))
        .extracting(FieldProblem::problem)
        .first()
        .asString()
        .contains("not well-formed JSON");
    assertThatThrownBy(() -> fixture.run("tool", null)).hasMessageContaining("programs.json");
  }

  @Test
  void argumentsAndFolderAreCheckedWhenSaved() {
    fixture.catalogue(
        "tool",
        fixture.program("tool", ""),
        ", \"parameters\": [{\"name\": \"n\", \"type\": \"integer\"}]");
    ExecutableStep step = fixture.executable();

    assertThat(step.check(settings("tool", "5", "sub"))).isEmpty();
    assertThat(step.check(settings("tool", "'", "/etc")))
        .extracting(FieldProblem::field)
        .containsExactly("arguments", "workingDirectory");
    assertThat(step.check(settings("tool", "five", "../..")))
        .extracting(FieldProblem::field)
        .containsExactly("arguments", "workingDirectory");
    assertThatThrownBy(() -> fixture.work(fixture.executable(), settings("tool", "5", "missing")))
        .hasMessageContaining("does not exist");
  }

  @Test
  void anotherProgramThanTheOneMeantIsNotRun() throws IOException {
    Path tool = fixture.program("tool", "echo run\n");
    fixture.catalogue("tool", tool, ", \"checksum\": \"" + "0".repeat(64) + "\"");

    assertThatThrownBy(() -> fixture.run("tool", null)).hasMessageContaining("SHA-256 differs");

    fixture.catalogue("tool", fixture.home.resolve("gone"), "");
    assertThatThrownBy(() -> fixture.run("tool", null)).hasMessageContaining("install it");
    assertThat(fixture.executable().warnings(settings("tool", null, null))).hasSize(1);

    Path written = Files.copy(tool, fixture.home.resolve("files").resolve("tool"));
    fixture.catalogue("tool", written, "");
    assertThatThrownBy(() -> fixture.run("tool", null))
        .hasMessageContaining("where an export could write it");
    assertThat(fixture.items()).isEmpty();
  }

  @Test
  void aFileThatIsNoProgramFailsWithTheReason() throws IOException {
    Path tool = fixture.program("tool", "");
    Files.writeString(tool, "#!/nowhere/interpreter\n");
    fixture.catalogue("tool", tool, "");

    assertThatThrownBy(() -> fixture.run("tool", null))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("could not be started");
  }

  @Test
  void aProgramThatLoopsForEverIsEndedAtItsTimeout() {
    fixture.catalogue(
        "tool",
        fixture.program("tool", "echo begun\nwhile :; do :; done\n"),
        ", \"timeoutSeconds\": 1");

    StepOutcome outcome = fixture.run("tool", null);

    assertThat(outcome.ending()).isEqualTo(Ending.FailedWithError);
    assertThat(outcome.message()).contains("longer than its timeout of 1 s");
    assertThat(fixture.items("stdout")).containsExactly("begun");
    assertThat(fixture.left()).isZero();
  }

  @Test
  void aTreeThatIgnoresTheTermSignalIsKilled() {
    // The child ignores SIGTERM, and its own child has no living parent.
    fixture.catalogue(
        "tool",
        fixture.program(
            "tool",
            """
            trap '' TERM
            ( trap '' TERM; ( trap '' TERM; while :; do sleep 1; done ) & exit 0 )
            ( trap '' TERM; while :; do sleep 1; done ) &
            echo forked
            while :; do sleep 1; done
            """),
        ", \"timeoutSeconds\": 1");

    StepOutcome outcome = fixture.run("tool", null);

    assertThat(outcome.message()).contains("timeout of 1 s");
    assertThat(fixture.items("stdout")).containsExactly("forked");
    assertThat(fixture.left()).isZero();
  }

  @Test
  void whatAProgramLeavesRunningIsEndedWithIt() {
    fixture.catalogue("tool", fixture.program("tool", "sleep 600 &\necho done\n"), "");

    StepOutcome outcome = fixture.run("tool", null);

    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(outcome.warning()).contains("left 1 processes running");
    assertThat(fixture.left()).isZero();
  }

  @Test
  void aFloodOfOutputIsCountedNotKept() {
    fixture.catalogue(
        "tool",
        fixture.program("tool", "head -c 300000000 /dev/zero | tr '\\0' 'x' | fold -w 99\n"),
        "");
    long before = used();

    StepOutcome outcome = fixture.run("tool", null);

    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(fixture.items("stdout")).hasSizeBetween(10_000, 10_020);
    assertThat(fixture.items("note")).hasSize(1);
    assertThat(fixture.counted("objects_processed")).isEqualTo(fixture.items().size());
    assertThat(used() - before).isLessThan(100_000_000L);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void aSilentProgramKeepsChunksShortAndStopsAtACancel() {
    fixture.catalogue("tool", fixture.program("tool", "sleep 600\n"), "");
    try (StepWork work = fixture.work(fixture.executable(), settings("tool", null, null))) {
      work.open(Checkpoint.START);
      write(work, work.next());
      write(work, work.next());
      long begun = System.nanoTime();
      write(work, work.next());
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));

      fixture.cancelled = true;
      begun = System.nanoTime();
      write(work, work.next());
      work.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
      assertThat(fixture.left()).isZero();
      assertThat(work.outcome()).isEmpty();
    }
  }

  private void write(StepWork work, Object item) {
    assertThat(work.chunkEnds()).isTrue();
    fixture.transactions.run(() -> work.write(List.of(work.process(item))));
  }

  @Test
  void aProgramNeverRunsTwice() throws IOException {
    Path trace = fixture.home.resolve("trace");
    fixture.catalogue(
        "tool", fixture.program("tool", "echo x >> " + trace + "\nexec sleep 600\n"), "");
    Checkpoint intended;
    Checkpoint running;
    StepWork killed = fixture.work(fixture.executable(), settings("tool", null, null));
    killed.open(Checkpoint.START);
    write(killed, killed.next());
    intended = killed.checkpoint();
    write(killed, killed.next());
    running = killed.checkpoint();
    assertThat(fixture.left()).isEqualTo(1);

    // the server is killed here: nobody closes the work, and another one takes it up
    StepWork next = fixture.work(fixture.executable(), settings("tool", null, null));
    assertThatThrownBy(() -> next.open(running))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("was running when the server ended")
        .hasMessageContaining("has been ended");
    assertThat(fixture.left()).isZero();
    assertThatThrownBy(() -> next.open(intended)).hasMessageContaining("not known how far");

    assertThat(running.cursor()).contains("\"pid\"");
    assertThat(Files.exists(trace) ? Files.readAllLines(trace).size() : 0).isLessThan(2);
    killed.close();
  }

  @Test
  void aRolledBackStartIsRepeatedOnlyBeforeAnythingRan() {
    fixture.catalogue("tool", fixture.program("tool", "echo ran\n"), "");
    fixture.driver.killedAt(1);

    assertThatThrownBy(() -> fixture.run("tool", null))
        .isInstanceOf(io.horarium.step.ChunkDriver.Killed.class);
    fixture.driver.killedAt(Integer.MAX_VALUE);

    assertThat(fixture.run("tool", null).ending()).isEqualTo(Ending.Complete);
    assertThat(fixture.items("stdout")).containsExactly("ran");
  }

  @Test
  void aNewLifeOfTheNodeEndsWhatAnEarlierOneLeft() {
    fixture.catalogue("tool", fixture.program("tool", "exec sleep 600\n"), "");
    StepWork work = fixture.work(fixture.executable(), settings("tool", null, null));
    work.open(Checkpoint.START);
    write(work, work.next());
    write(work, work.next());

    assertThat(OrphanSweep.sweep(new Node())).isEqualTo(1);

    assertThat(fixture.left()).isZero();
    work.close();
  }
}
