package io.horarium.step.runprofile.export;

import static io.horarium.step.runprofile.export.ExportFixture.BATCH;
import static io.horarium.step.runprofile.export.ExportFixture.NAME;
import static io.horarium.step.runprofile.export.ExportFixture.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connector.ConnectorDescriptor.ExportGranularity;
import io.horarium.connector.ExportResult;
import io.horarium.problem.RunFailure;
import io.horarium.step.ChunkDriver;
import io.horarium.step.StepOutcome.Ending;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Exports to targets that show nothing before they are published (contract/sync-engine.md 10.5).
 */
class PublishedExportTest {

  private ExportFixture system;

  @BeforeEach
  void newSystem() {
    system = new ExportFixture(ExportGranularity.RUN);
  }

  private void fourCreates() {
    for (String name : List.of("a", "b", "c", "d")) {
      system.create(name, set(NAME, "Name of " + name));
    }
  }

  @Test
  void everythingIsSettledAfterPublishing() {
    // given: a refers to d, which is created later in the same run
    fourCreates();
    UUID first = system.create("e");
    system.refers(first, "Set", "f");
    system.create("f");
    system.target.trouble =
        o -> o.anchor().equals("b") ? ExportResult.refused("Not this one.") : null;

    // when
    var outcome = system.runExport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.target.calls)
        .containsExactly("CREATE a, CREATE b, CREATE c", "CREATE d, CREATE e, CREATE f", "publish");
    assertThat(system.target.objects).containsOnlyKeys("a", "c", "d", "e", "f");
    assertThat(system.target.objects.get("e"))
        .containsEntry("manager", new TreeSet<>(List.of("f")));
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 6L, "exported", 5L, "errors", 1L));
    assertThat(system.space()).contains("a PendingProvisioning {} f", "PendingProvisioning {} f");
    assertThat(system.waiting())
        .contains(
            "Create Pending 1 [1 Set b Pending, 3 Set Name of b Pending]",
            "Create Exported e 0 [1 Set e AwaitingConfirmation] (Set f AwaitingConfirmation)");
  }

  @Test
  void whatConfirmsItselfIsOver() {
    // given
    system.target.confirmsItself = true;
    system.create("a", set(NAME, "A"));
    UUID object = system.existing("b");
    UUID update = system.update(object, set(NAME, "B"));
    system.refers(update, "Set", "a");
    UUID gone = system.existing("c");
    system.delete(gone);

    // when
    var outcome = system.runExport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(system.waiting()).isEmpty();
    assertThat(system.space())
        .containsExactly(
            "a Normal {\"id\": [\"a\"], \"displayName\": [\"A\"]} f",
            "b Normal {\"displayName\": [\"B\"]} f a>a");
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 3L, "exported", 2L, "deprovisioned", 1L));
    assertThat(system.database.number("select count(*) from horarium.pending_reference")).isZero();
  }

  @Test
  void aPublishingThatFailsChangesNothing() {
    // given
    fourCreates();
    var before = system.waiting();
    system.target.publishFails = true;
    system.begin();

    // when
    assertThatThrownBy(() -> new ChunkDriver(system.transactions, BATCH).run(system.work()))
        .isInstanceOf(RunFailure.class);
    system.discard();

    // then
    assertThat(system.waiting()).isEqualTo(before);
    assertThat(system.target.objects).isEmpty();
    assertThat(system.counters()).isEmpty();
  }

  @Test
  void aCancelledRunChangesNothing() {
    // given
    fourCreates();
    var before = system.waiting();
    system.begin();
    ChunkDriver driver = new ChunkDriver(system.transactions, BATCH).killedAt(3);
    assertThatThrownBy(() -> driver.run(system.work())).isInstanceOf(ChunkDriver.Killed.class);
    assertThat(system.database.number("select count(*) from horarium.export_batch")).isPositive();

    // when
    system.discard();

    // then
    assertThat(system.waiting()).isEqualTo(before);
    assertThat(system.target.objects).isEmpty();
    assertThat(system.database.number("select count(*) from horarium.export_batch")).isZero();
  }

  @Test
  void whatAPersonChangedMeanwhileIsNotSettled() {
    // given: everything is sent and published
    fourCreates();
    system.begin();
    ChunkDriver driver = new ChunkDriver(system.transactions, BATCH).killedAt(5);
    assertThatThrownBy(() -> driver.run(system.work())).isInstanceOf(ChunkDriver.Killed.class);

    // when
    system.database.update(
        """
        update horarium.pending_export set attempts = 1, row_version = row_version + 1
        where changes->0->>'v' = 'b'""");
    driver.killedAt(Integer.MAX_VALUE).run(system.work());

    // then
    assertThat(system.waiting())
        .contains("Create Pending 1 [1 Set b Pending, 3 Set Name of b Pending]");
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 3L, "exported", 3L));
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
    assertThat(undisturbed.chunks()).isGreaterThan(6);

    for (int chunk = 1; chunk <= undisturbed.chunks(); chunk++) {
      for (boolean remembers : List.of(true, false)) {
        system = new ExportFixture(ExportGranularity.RUN);
        ChunkDriver killed = variousExports().killedAt(chunk);

        // when
        assertThatThrownBy(() -> killed.run(system.work())).isInstanceOf(ChunkDriver.Killed.class);
        system.answers = remembers ? system.answers : new ExportAnswers();
        killed.killedAt(Integer.MAX_VALUE).run(system.work());

        // then
        String where = "killed in chunk " + chunk + (remembers ? "" : ", on another node");
        assertThat(system.waiting()).as(where).isEqualTo(waiting);
        assertThat(system.space()).as(where).isEqualTo(space);
        assertThat(system.counters()).as(where).isEqualTo(counters);
        assertThat(system.items()).as(where).isEqualTo(items);
        assertThat(system.target.objects).as(where).isEqualTo(objects);
      }
    }
  }

  private ChunkDriver variousExports() {
    fourCreates();
    UUID object = system.existing("f");
    UUID update = system.update(object, set(NAME, "F"));
    system.refers(update, "Set", "a");
    system.delete(system.existing("g"));
    system.target.trouble =
        o -> "c".equals(o.anchor()) ? ExportResult.refused("Not this one.") : null;
    system.begin();
    return new ChunkDriver(system.transactions, BATCH);
  }
}
