package io.horarium.step.runprofile.export;

import static io.horarium.step.runprofile.export.ExportFixture.BATCH;
import static io.horarium.step.runprofile.export.ExportFixture.NAME;
import static io.horarium.step.runprofile.export.ExportFixture.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportResult;
import io.horarium.problem.RunFailure;
import io.horarium.step.Checkpoint;
import io.horarium.step.ChunkDriver;
import io.horarium.step.StepOutcome.Ending;
import io.horarium.sync.pendingexport.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way an export can fail (contract/sync-engine.md 4, 10.4 and 12). */
class ExportFaultsTest {

  private ExportFixture system;

  @BeforeEach
  void newSystem() {
    system = new ExportFixture();
  }

  private void fourCreates() {
    for (String name : List.of("uid=a", "uid=b", "uid=c", "uid=d")) {
      system.create(name);
    }
  }

  @Test
  void aRefusedObjectIsAnErrorRestsAndIsTriedAgain() {
    // given
    fourCreates();
    system.target.trouble = o -> refuse(o, "uid=b");

    // when
    var outcome = system.runExport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 4L, "exported", 3L, "errors", 1L));
    assertThat(system.items()).contains("NotSet uid=b ExportFailed").hasSize(4);
    assertThat(system.waiting()).contains("Create Pending uid=b 1 [2 Set uid=b Pending]");

    // when: within two minutes it is left alone
    system.target.trouble = o -> null;
    system.clock.forward(Duration.ofSeconds(119));
    system.runExport();
    assertThat(system.counters()).isEmpty();
    system.clock.forward(Duration.ofSeconds(1));
    system.runExport();

    // then
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 1L, "exported", 1L));
    assertThat(system.target.objects).containsKey("uid=b");
  }

  private static ExportResult refuse(ExportOperation operation, String... names) {
    return List.of(names).contains(MemoryTarget.place(operation))
        ? ExportResult.refused("The mail is not valid; correct it.")
        : null;
  }

  @Test
  void afterTheLastAttemptItNeedsAPerson() {
    // given
    UUID export = system.create("uid=a");
    system.target.trouble = o -> refuse(o, "uid=a");

    // when
    for (int attempt = 1; attempt <= 5; attempt++) {
      var outcome = system.runExport();
      assertThat(outcome.ending()).isEqualTo(Ending.FailedWithError);
      system.clock.forward(Duration.ofHours(1));
    }

    // then
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 1L, "pending_exports_failed", 1L, "errors", 1L));
    assertThat(system.waiting()).containsExactly("Create Failed uid=a 5 [2 Set uid=a Pending]");
    assertThat(system.error(export)).isEqualTo("The mail is not valid; correct it.");

    // when
    system.runExport();

    // then
    assertThat(system.target.calls).hasSize(5);
  }

  @Test
  void backoffDoublesUpToAnHour() {
    assertThat(IntStream.rangeClosed(1, 8).mapToObj(Backoff::after).map(Duration::toMinutes))
        .containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void anObjectThatIsAlreadyThereIsAnErrorUnlessWeMayHaveMadeIt() {
    // given
    UUID strange = system.create("uid=strange");
    UUID ours = system.create("uid=ours");
    system.database.update("update horarium.pending_export set in_doubt = true where id = ?", ours);
    system.target.trouble =
        o -> ExportResult.alreadyExists("id of it", MemoryTarget.place(o).toUpperCase(Locale.ROOT));

    // when
    system.runExport();

    // then
    assertThat(system.error(strange)).contains("has an object of this name already");
    assertThat(system.waiting())
        .contains("Create Exported UID=OURS 0 [2 Set uid=ours AwaitingConfirmation]");
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 2L, "exported", 1L, "errors", 1L));
  }

  @Test
  void anUpdateOfAnObjectThatIsNotThereIsAnError() {
    // given
    UUID object = system.existing("uid=a");
    system.target.objects.clear();
    UUID export = system.update(object, set(NAME, "A"));

    // when
    system.runExport();

    // then
    assertThat(system.error(export)).contains("not in the target");
    assertThat(system.space()).containsExactly("id of uid=a uid=a Normal {} f");
  }

  @Test
  void aConnectorThatBreaksAtOneObjectCostsThatObjectOnly() {
    // given
    fourCreates();
    system.target.trouble =
        o -> {
          if (MemoryTarget.place(o).equals("uid=b")) {
            throw new IllegalStateException("a bug");
          }
          return null;
        };

    // when
    var outcome = system.runExport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.target.objects).containsOnlyKeys("uid=a", "uid=c", "uid=d");
    assertThat(system.waiting()).contains("Create Pending uid=b 1 in doubt [2 Set uid=b Pending]");
    assertThat(system.target.calls.subList(1, 4))
        .containsExactly("CREATE uid=a?", "CREATE uid=b?", "CREATE uid=c?");
  }

  @Test
  void aTargetThatTakesNothingThreeTimesEndsTheRun() {
    // given
    fourCreates();
    system.begin();
    system.target.trouble = o -> ExportResult.retryable("The server is busy.");

    // when
    assertThatThrownBy(() -> new ChunkDriver(system.transactions, BATCH).run(system.work()))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("took nothing of a batch in 3 calls: The server is busy.");
    system.discard();

    // then: the batch has one failed attempt, the rest is untouched
    assertThat(system.target.calls).hasSize(3);
    assertThat(system.waiting())
        .containsExactly(
            "Create Pending uid=a 1 in doubt [2 Set uid=a Pending]",
            "Create Pending uid=b 1 in doubt [2 Set uid=b Pending]",
            "Create Pending uid=c 1 in doubt [2 Set uid=c Pending]",
            "Create Pending uid=d 0 [2 Set uid=d Pending]");
  }

  @Test
  void aBatchOfWhichSomethingWasTakenIsNotRepeated() {
    // given
    fourCreates();
    system.target.trouble =
        o ->
            List.of("uid=a", "uid=b").contains(MemoryTarget.place(o))
                ? ExportResult.retryable("Busy.")
                : null;

    // when
    system.runExport();

    // then
    assertThat(system.target.calls).hasSize(2);
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 4L, "exported", 2L, "errors", 2L));
    assertThat(system.waiting()).contains("Create Pending uid=a 1 in doubt [2 Set uid=a Pending]");
  }

  @Test
  void aTargetThatCannotBeReachedCostsNobodyAnAttempt() {
    // given
    fourCreates();
    system.begin();
    system.target.unreachable = true;

    // when
    assertThatThrownBy(() -> new ChunkDriver(system.transactions, BATCH).run(system.work()))
        .isInstanceOf(RunFailure.class)
        .hasMessage("The target cannot be reached.");
    system.discard();

    // then
    assertThat(system.waiting())
        .hasSize(4)
        .allMatch(row -> row.contains("Pending") && row.contains(" 0 ["));
    assertThat(system.waiting()).noneMatch(row -> row.contains("doubt"));
  }

  @Test
  void whenCancelledTheBatchInHandIsSettledAndTheRestUntouched() {
    // given: cancelled while the second object is written; the connector leaves the third
    fourCreates();
    system.target.trouble =
        o -> {
          system.stop |= MemoryTarget.place(o).equals("uid=b");
          return null;
        };
    system.begin();
    var work = system.work();
    work.open(Checkpoint.START);

    // when: as the runtime does until it sees the flag
    while (!system.stop) {
      system.transactions.run(
          () -> {
            Object item = work.next();
            Object processed = work.process(item);
            work.write(List.of(processed));
          });
    }
    work.stop();
    system.discard();
    work.close();

    // then
    assertThat(system.target.objects).containsOnlyKeys("uid=a", "uid=b");
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 2L, "exported", 2L));
    assertThat(system.waiting())
        .containsExactly(
            "Create Exported uid=a 0 [2 Set uid=a AwaitingConfirmation]",
            "Create Exported uid=b 0 [2 Set uid=b AwaitingConfirmation]",
            "Create Pending uid=c 0 in doubt [2 Set uid=c Pending]",
            "Create Pending uid=d 0 [2 Set uid=d Pending]");
  }

  @Test
  void anAnswerThatCannotBeStoredCostsItsObjectOnly() {
    // given: the target says that two objects have one id
    fourCreates();
    system.target.trouble =
        o ->
            List.of("uid=a", "uid=c").contains(MemoryTarget.place(o))
                ? ExportResult.ok("the same", null)
                : null;

    // when
    var outcome = system.runExport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.target.calls).hasSize(2);
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 4L, "exported", 3L, "errors", 1L));
    assertThat(system.waiting()).contains("Create Pending uid=c 1 [2 Set uid=c Pending]");
  }

  @Test
  void whenTheDatabaseWasLostTheAnswersAreSettledWithoutAnotherCall() {
    // given: the chunk of the second batch is rolled back
    fourCreates();
    system.begin();
    ChunkDriver driver = new ChunkDriver(system.transactions, BATCH).killedAt(3);
    assertThatThrownBy(() -> driver.run(system.work())).isInstanceOf(ChunkDriver.Killed.class);
    assertThat(system.target.calls).hasSize(2);

    // when
    driver.killedAt(Integer.MAX_VALUE).run(system.work());

    // then
    assertThat(system.target.calls).hasSize(2);
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 4L, "exported", 4L));
    assertThat(system.waiting()).hasSize(4).allMatch(row -> row.startsWith("Create Exported"));
  }

  @Test
  void killedInAnyChunkAndContinuedItEndsLikeUndisturbed() {
    // given
    ChunkDriver undisturbed = variousExports();
    undisturbed.run(system.work());
    var waiting = system.waiting();
    var space = system.space();
    var counters = system.counters();
    var items = system.items();
    var objects = new TreeMap<>(system.target.objects);
    assertThat(undisturbed.chunks()).isGreaterThan(5);

    for (int chunk = 1; chunk <= undisturbed.chunks(); chunk++) {
      system = new ExportFixture();
      ChunkDriver killed = variousExports().killedAt(chunk);

      // when: the server dies, and with it what it remembers
      assertThatThrownBy(() -> killed.run(system.work())).isInstanceOf(ChunkDriver.Killed.class);
      system.answers = new ExportAnswers();
      killed.killedAt(Integer.MAX_VALUE).run(system.work());

      // then
      assertThat(system.waiting()).as("exports, killed in chunk %d", chunk).isEqualTo(waiting);
      assertThat(system.space()).as("space, killed in chunk %d", chunk).isEqualTo(space);
      assertThat(system.counters()).as("counters, killed in chunk %d", chunk).isEqualTo(counters);
      assertThat(system.items()).as("items, killed in chunk %d", chunk).isEqualTo(items);
      assertThat(system.target.objects).as("target, killed in chunk %d", chunk).isEqualTo(objects);
    }
  }

  private ChunkDriver variousExports() {
    fourCreates();
    UUID waits = system.create("uid=e", set(NAME, "E"));
    system.create("uid=boss");
    system.refers(waits, "Set", "uid=boss");
    UUID object = system.existing("uid=f");
    system.update(object, set(NAME, "F"));
    system.delete(system.existing("uid=g"));
    system.target.trouble = o -> refuse(o, "uid=c");
    system.begin();
    return new ChunkDriver(system.transactions, BATCH);
  }
}
