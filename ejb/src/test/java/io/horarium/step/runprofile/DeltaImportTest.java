package io.horarium.step.runprofile;

import static io.horarium.step.runprofile.DirectoryFixture.BATCH;
import static io.horarium.step.runprofile.DirectoryFixture.deleted;
import static io.horarium.step.runprofile.DirectoryFixture.deletedAt;
import static io.horarium.step.runprofile.DirectoryFixture.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connectedsystem.RunType;
import io.horarium.problem.RunFailure;
import io.horarium.step.ChunkDriver;
import io.horarium.step.StepOutcome.Ending;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Delta Import (contract/sync-engine.md 6). */
class DeltaImportTest {

  private DirectoryFixture system;

  @BeforeEach
  void newSystem() {
    system = new DirectoryFixture();
    system.token = "t1";
    for (int i = 1; i <= 5; i++) {
      system.directory.add(entry("" + i, "uid=" + i + ",dc=x", "displayName", "Old " + i));
    }
    system.fullImport();
    system.synchronised();
  }

  @Test
  void onlyWhatChangedIsReadAndTheTokenMovesOn() {
    // given
    assertThat(system.tokens()).containsExactly("0 1 t1");
    system.token = "t2";
    system.log.add(entry("2", "uid=2,dc=x", "displayName", "New"));
    system.log.add(entry("6", "uid=6,dc=x"));
    system.log.add(entry("3", "uid=3,dc=x", "displayName", "Old 3"));
    system.log.add(deletedAt("UID=4, DC=X"));
    system.log.add(deleted("5"));
    system.log.add(deleted("77"));
    system.log.add(deletedAt("uid=nobody,dc=x"));

    // when
    var outcome = system.deltaImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(system.since).isEqualTo("t1");
    assertThat(system.tokens()).containsExactly("0 1 t2");
    assertThat(system.counters())
        .isEqualTo(
            Map.of("objects_read", 7L, "added", 1L, "updated", 1L, "unchanged", 1L, "deleted", 2L));
    assertThat(system.space())
        .containsExactly(
            "1 uid=1,dc=x Normal Old 1",
            "2 uid=2,dc=x Normal New pending",
            "3 uid=3,dc=x Normal Old 3",
            "4 uid=4,dc=x Obsolete Old 4 pending",
            "5 uid=5,dc=x Obsolete Old 5 pending",
            "6 uid=6,dc=x Normal pending");

    // when: the same changes again
    system.synchronised();
    system.deltaImport();

    // then
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 7L, "unchanged", 3L));
    assertThat(system.space()).noneMatch(row -> row.endsWith("pending"));
  }

  @Test
  void theLastOperationOfAnObjectWins() {
    // given
    system.log.addAll(
        List.of(
            entry("1", "uid=1,dc=x", "displayName", "First"),
            entry("1", "uid=1,dc=x", "displayName", "Second"),
            entry("2", "uid=2,dc=x", "displayName", "Changed"),
            deletedAt("uid=2,dc=x"),
            deleted("3"),
            entry("3", "uid=3,dc=x", "displayName", "Back"),
            entry("4", "uid=4,dc=x", "displayName", "Changed"),
            entry("4", "uid=4,dc=x", "displayName", "Old 4"),
            entry("8", "uid=8,dc=x"),
            deletedAt("uid=8,dc=x"),
            // the place of an object that moved is given to another one, which is deleted
            entry("5", "uid=moved,dc=x", "displayName", "Old 5"),
            entry("9", "uid=5,dc=x"),
            deletedAt("uid=5,dc=x")));

    // when
    system.deltaImport();

    // then
    assertThat(system.space())
        .containsExactly(
            "1 uid=1,dc=x Normal Second pending",
            "2 uid=2,dc=x Obsolete Old 2 pending",
            "3 uid=3,dc=x Normal Back pending",
            "4 uid=4,dc=x Normal Old 4",
            "5 uid=moved,dc=x Normal Old 5 pending");
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 13L, "updated", 3L, "unchanged", 1L, "deleted", 1L));
  }

  @Test
  void somebodyWhoComesBackIsNormalAgain() {
    // given
    system.log.add(deleted("1"));
    system.deltaImport();
    system.log.set(0, entry("1", "uid=1,dc=x", "displayName", "Old 1"));

    // when
    system.deltaImport();

    // then
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 1L, "updated", 1L));
    assertThat(system.space().get(0)).isEqualTo("1 uid=1,dc=x Normal Old 1 pending");
  }

  @Test
  void withoutATokenEverythingIsReadAndNothingIsMissing() {
    // given
    system.database.update("delete from horarium.import_token");
    system.token = "t2";
    system.directory.remove(4);
    system.directory.set(0, entry("1", "uid=1,dc=x", "displayName", "New"));

    // when
    var outcome = system.deltaImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 4L, "updated", 1L, "unchanged", 3L));
    assertThat(system.space()).noneMatch(row -> row.contains("Obsolete"));
    assertThat(system.tokens()).containsExactly("0 1 t2");
    assertThat(
            system.database.first(
                "select warning_message from horarium.activity where id = ?",
                row -> row.getString(1),
                system.run))
        .hasValueSatisfying(text -> assertThat(text).contains("Run a Full Import"));
  }

  @Test
  void aTypeThatWasSelectedLaterHasNoTokenSoEverythingIsRead() {
    // given: the token belongs to another type
    system.database.update("update horarium.import_token set object_type_id = 2");

    // when
    var outcome = system.deltaImport();

    // then
    assertThat(system.since).isNull();
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
  }

  @Test
  void anExpiredTokenEndsTheRunAndChangesNothing() {
    // given
    system.expired = true;
    system.token = "t2";
    var before = system.space();

    // when
    assertThatThrownBy(system::deltaImport)
        .isInstanceOf(RunFailure.class)
        .hasMessage("The log was trimmed; run a Full Import.");

    // then
    assertThat(system.space()).isEqualTo(before);
    assertThat(system.tokens()).containsExactly("0 1 t1");
  }

  @Test
  void killedInAnyChunkAndContinuedItEndsLikeUndisturbed() {
    // given
    changes();
    ChunkDriver undisturbed = new ChunkDriver(system.transactions, BATCH);
    undisturbed.run(system.work(RunType.DeltaImport));
    var space = system.space();
    var counters = system.counters();
    var items = system.items();

    for (int chunk = 1; chunk <= undisturbed.chunks(); chunk++) {
      newSystem();
      changes();
      ChunkDriver killed = new ChunkDriver(system.transactions, BATCH).killedAt(chunk);

      // when
      assertThatThrownBy(() -> killed.run(system.work(RunType.DeltaImport)))
          .isInstanceOf(ChunkDriver.Killed.class);
      assertThat(system.tokens()).containsExactly("0 1 t1");
      killed.killedAt(Integer.MAX_VALUE).run(system.work(RunType.DeltaImport));

      // then
      assertThat(system.space()).as("space, killed in chunk %d", chunk).isEqualTo(space);
      assertThat(system.counters()).as("counters, killed in chunk %d", chunk).isEqualTo(counters);
      assertThat(system.items()).as("items, killed in chunk %d", chunk).isEqualTo(items);
      assertThat(system.tokens()).containsExactly("0 1 t2");
    }
  }

  private void changes() {
    system.token = "t2";
    system.log.addAll(
        List.of(
            entry("1", "uid=1,dc=x", "displayName", "First"),
            entry("2", "uid=2,dc=x", "displayName", "Changed"),
            entry("1", "uid=1,dc=x", "displayName", "Second"),
            deleted("3"),
            deletedAt("uid=4,dc=x"),
            entry("6", "uid=6,dc=x"),
            entry("7", "uid=7,dc=x")));
    system.begin();
  }
}
