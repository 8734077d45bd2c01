package io.horarium.step.runprofile;

import static io.horarium.step.runprofile.DirectoryFixture.BATCH;
import static io.horarium.step.runprofile.DirectoryFixture.change;
import static io.horarium.step.runprofile.DirectoryFixture.entry;
import static io.horarium.step.runprofile.DirectoryFixture.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connectedsystem.RunType;
import io.horarium.step.ChunkDriver;
import io.horarium.step.StepOutcome.Ending;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an import finds out about what was exported (contract/sync-engine.md 5.4 and 7). */
class ConfirmTest {

  private DirectoryFixture system;

  @BeforeEach
  void newSystem() {
    system = new DirectoryFixture();
  }

  @Test
  void anObjectThatWeMadeIsConfirmedAndNotSynchronisedAgain() {
    // given: one whose id the target told us, one whose it did not
    system.provisioned(
        "1", "uid=a,dc=x", sent(3, "Set", "A"), sent(4, "Add", "m1"), sent(4, "Add", "m2"));
    system.provisioned(
        null, "uid=b,dc=x", sent(3, "Set", "B"), sent(6, "Set", "2026-03-01T00:00:00Z"));
    system.directory.add(entry("1", "uid=a,dc=x", "displayName", "A", "mail", "m2", "mail", "m1"));
    system.directory.add(
        entry("2", "UID=b,DC=x", "displayName", "B", "since", "2026-03-01T01:00:00+01:00"));

    // when
    var outcome = system.fullImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 2L, "confirmed", 2L));
    assertThat(system.waiting()).isEmpty();
    assertThat(system.space())
        .containsExactly("1 uid=a,dc=x Normal A [\"m1\", \"m2\"]", "2 UID=b,DC=x Normal B");
    assertThat(system.items())
        .containsExactly(
            "PendingExportConfirmed 1 (CsoUpdated:1,PendingExportConfirmed:1)",
            "PendingExportConfirmed 2 (CsoUpdated:1,PendingExportConfirmed:1)");

    // when: again
    system.fullImport();

    // then
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 2L, "unchanged", 2L));
  }

  @Test
  void whatTheTargetAddedByItselfIsSynchronised() {
    // given
    system.provisioned("1", "uid=a,dc=x", sent(3, "Set", "A"));
    system.directory.add(entry("1", "uid=a,dc=x", "displayName", "A", "mail", "made@x"));

    // when
    system.fullImport();

    // then
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 1L, "confirmed", 1L));
    assertThat(system.space()).containsExactly("1 uid=a,dc=x Normal A [\"made@x\"] pending");
  }

  @Test
  void anUpdateIsConfirmedByItsEcho() {
    // given
    system.directory.add(
        entry("1", "uid=a,dc=x", "displayName", "Old", "mail", "m1", "mail", "m2"));
    system.fullImport();
    system.synchronised();
    system.sentUpdate("1", sent(3, "Set", "New"), sent(4, "Add", "m3"), sent(4, "Remove", "m1"));
    system.directory.set(
        0, entry("1", "uid=a,dc=x", "displayName", "New", "mail", "m2", "mail", "m3"));

    // when
    system.fullImport();

    // then
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 1L, "updated", 1L, "confirmed", 1L));
    assertThat(system.items()).containsExactly("Updated 1 (CsoUpdated:1,PendingExportConfirmed:1)");
    assertThat(system.space()).containsExactly("1 uid=a,dc=x Normal New [\"m2\", \"m3\"]");
    assertThat(system.waiting()).isEmpty();
  }

  @Test
  void anotherChangeBesideTheEchoIsSynchronised() {
    // given
    system.directory.add(entry("1", "uid=a,dc=x", "displayName", "Old"));
    system.directory.add(entry("2", "uid=b,dc=x", "displayName", "Old", "mail", "m"));
    system.fullImport();
    system.synchronised();
    system.sentUpdate("1", sent(3, "Set", "New"));
    system.sentUpdate("2", sent(3, "Set", "New"));
    system.directory.set(0, entry("1", "uid=a,dc=x", "displayName", "New", "mail", "other"));
    system.directory.set(1, entry("2", "uid=b,dc=x", "displayName", "New"));

    // when
    system.fullImport();

    // then
    assertThat(system.counters()).containsEntry("confirmed", 2L);
    assertThat(system.space()).allMatch(row -> row.endsWith("pending"));
  }

  @Test
  void whatWasPendingBeforeStaysPending() {
    // given
    system.directory.add(entry("1", "uid=a,dc=x", "displayName", "Old"));
    system.fullImport();
    system.sentUpdate("1", sent(3, "Set", "New"));
    system.directory.set(0, entry("1", "uid=a,dc=x", "displayName", "New"));

    // when
    system.fullImport();

    // then
    assertThat(system.space()).containsExactly("1 uid=a,dc=x Normal New pending");
  }

  @Test
  void whatIsNotThereIsSentAgainAndCostsOneAttempt() {
    // given
    system.directory.add(entry("1", "uid=a,dc=x", "displayName", "Old", "mail", "m1"));
    system.fullImport();
    system.synchronised();
    system.sentUpdate("1", sent(3, "Set", "New"), sent(4, "Remove", "m1"), sent(6, "Clear", null));

    // when: the object is unchanged
    var outcome = system.fullImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 1L, "unchanged", 1L, "retrying", 1L, "errors", 1L));
    assertThat(system.items()).containsExactly("NotSet 1 ExportNotConfirmed");
    assertThat(system.waiting())
        .containsExactly(
            "Update ExportNotConfirmed uid=a,dc=x rests [3 Set New NotConfirmed 1 Old, 4 Remove m1 NotConfirmed 1]");

    // when: looked at again before it is sent again
    system.fullImport();

    // then
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 1L, "unchanged", 1L));
    assertThat(system.waiting()).allMatch(row -> row.contains("NotConfirmed 1 Old"));

    // when: late, but there
    system.directory.set(0, entry("1", "uid=a,dc=x", "displayName", "New"));
    system.fullImport();

    // then
    assertThat(system.waiting()).isEmpty();
    assertThat(system.counters()).containsEntry("confirmed", 1L);
    assertThat(system.space()).containsExactly("1 uid=a,dc=x Normal New");
  }

  @Test
  void whatIsPartlyThereKeepsTheRest() {
    // given
    system.provisioned("1", "uid=a,dc=x", sent(3, "Set", "A"), sent(4, "Add", "m1"));
    system.directory.add(entry("1", "uid=a,dc=x", "displayName", "Other"));

    // when
    system.fullImport();

    // then: it is there, so the create has become an update
    assertThat(system.waiting())
        .containsExactly(
            "Update ExportNotConfirmed uid=a,dc=x rests [3 Set A NotConfirmed 1 Other, 4 Add m1 NotConfirmed 1]");
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 1L, "updated", 1L, "retrying", 1L, "errors", 1L));
    assertThat(system.space()).containsExactly("1 uid=a,dc=x Normal Other pending");
  }

  @Test
  void afterTheLastAttemptItNeedsAPerson() {
    // given
    system.directory.add(entry("1", "uid=a,dc=x", "displayName", "Old"));
    system.fullImport();
    system.export(
        system.object("1"),
        "Update",
        "Exported",
        List.of(change(3, "Set", "New", "AwaitingConfirmation", 4)));

    // when
    system.fullImport();

    // then
    assertThat(system.waiting())
        .containsExactly("Update Failed uid=a,dc=x [3 Set New Failed 5 Old]");
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 1L, "unchanged", 1L, "failed", 1L, "errors", 1L));
    assertThat(system.items()).containsExactly("NotSet 1 ExportConfirmationFailed");
  }

  @Test
  void aCreateThatWasNotSeenStaysACreate() {
    // given
    system.provisioned(null, "uid=a,dc=x", sent(3, "Set", "A"));
    system.directory.add(entry("9", "uid=z,dc=x"));

    // when
    system.fullImport();

    // then
    assertThat(system.waiting())
        .containsExactly(
            "Create ExportNotConfirmed uid=a,dc=x rests"
                + " [2 Set uid=a,dc=x NotConfirmed 1, 3 Set A NotConfirmed 1]");
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 1L, "added", 1L, "retrying", 1L, "errors", 1L));
  }

  @Test
  void aDeltaSaysNothingAboutWhatItDoesNotShow() {
    // given
    system.token = "t1";
    system.fullImport();
    system.provisioned(null, "uid=a,dc=x", sent(3, "Set", "A"));
    system.provisioned(null, "uid=b,dc=x", sent(3, "Set", "B"));
    system.log.add(entry("1", "uid=a,dc=x", "displayName", "A"));

    // when
    system.deltaImport();

    // then
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 1L, "confirmed", 1L));
    assertThat(system.waiting())
        .hasSize(1)
        .allMatch(row -> row.startsWith("Create Exported uid=b,dc=x"));
  }

  @Test
  void aWaitingRestIsKeptWhenWhatWasSentIsThere() {
    // given
    UUID object = system.provisioned("1", "uid=a,dc=x", sent(3, "Set", "A"));
    UUID export = system.exportOf(object);
    system.database.update(
        "update horarium.pending_export set change_type = 'Update', status = 'Pending', has_unresolved_refs = true");
    system.refers(export, "Set", "uid=boss,dc=x", "Pending");
    system.directory.add(entry("1", "uid=a,dc=x", "displayName", "A"));

    // when
    system.fullImport();

    // then
    assertThat(system.waiting())
        .containsExactly("Update Pending uid=a,dc=x (Set uid=boss,dc=x Pending 0)");
    assertThat(system.space()).containsExactly("1 uid=a,dc=x Normal A");
  }

  @Test
  void referencesAreConfirmedByTextOrByTheObjectTheyMean() {
    // given
    system.directory.add(entry("0", "uid=boss,dc=x"));
    system.fullImport();
    system.synchronised();
    UUID byText = system.exportOf(system.provisioned("1", "uid=a,dc=x"));
    system.refers(byText, "Set", "uid=boss,dc=x", "AwaitingConfirmation");
    UUID byObject = system.exportOf(system.provisioned("2", "uid=b,dc=x"));
    system.refers(byObject, "Set", "uid=boss,dc=x", "AwaitingConfirmation");
    UUID wrong = system.exportOf(system.provisioned("3", "uid=c,dc=x"));
    system.refers(wrong, "Set", "uid=boss,dc=x", "AwaitingConfirmation");
    system.directory.add(entry("1", "uid=a,dc=x", "manager", "UID=Boss, DC=x"));
    // its id is another name of the same object
    system.directory.add(entry("2", "uid=b,dc=x", "manager", "0"));
    system.directory.add(entry("3", "uid=c,dc=x", "manager", "uid=a,dc=x"));

    // when
    system.fullImport();

    // then
    assertThat(system.counters())
        .isEqualTo(
            Map.of(
                "objects_read",
                4L,
                "unchanged",
                1L,
                "updated",
                2L,
                "confirmed",
                2L,
                "retrying",
                1L,
                "errors",
                1L));
    assertThat(system.waiting())
        .containsExactly(
            "Update ExportNotConfirmed uid=c,dc=x rests"
                + " (Set uid=boss,dc=x NotConfirmed 1 uid=a,dc=x)");
    assertThat(system.space()).contains("1 uid=a,dc=x Normal (UID=Boss, DC=x>?)");
  }

  @Test
  void aSentDeleteIsNoBusinessOfImports() {
    // given
    system.directory.add(entry("1", "uid=a,dc=x"));
    system.fullImport();
    system.export(system.object("1"), "Delete", "Pending", List.of());

    // when
    system.fullImport();

    // then
    assertThat(system.waiting()).containsExactly("Delete Pending uid=a,dc=x");
  }

  @Test
  void twoRecordsForOnePlaceAdoptNothing() {
    // given
    system.provisioned(null, "uid=a,dc=x", sent(3, "Set", "A"));
    system.directory.add(entry("1", "uid=a,dc=x", "displayName", "A"));
    system.directory.add(entry("2", "UID=A,dc=x", "displayName", "A"));

    // when
    system.fullImport();

    // then
    assertThat(system.counters()).containsEntry("added", 2L).doesNotContainKey("confirmed");
  }

  @Test
  void killedInAnyChunkAndContinuedItEndsLikeUndisturbed() {
    // given
    ChunkDriver undisturbed = variousExports();
    undisturbed.run(system.work(RunType.FullImport));
    var space = system.space();
    var waiting = system.waiting();
    var counters = system.counters();
    var items = system.items();
    assertThat(counters).containsKeys("confirmed", "retrying", "failed");

    for (int chunk = 1; chunk <= undisturbed.chunks(); chunk++) {
      system = new DirectoryFixture();
      ChunkDriver killed = variousExports().killedAt(chunk);

      // when
      assertThatThrownBy(() -> killed.run(system.work(RunType.FullImport)))
          .isInstanceOf(ChunkDriver.Killed.class);
      killed.killedAt(Integer.MAX_VALUE).run(system.work(RunType.FullImport));

      // then
      assertThat(system.space()).as("space, killed in chunk %d", chunk).isEqualTo(space);
      assertThat(system.waiting()).as("exports, killed in chunk %d", chunk).isEqualTo(waiting);
      assertThat(system.counters()).as("counters, killed in chunk %d", chunk).isEqualTo(counters);
      assertThat(system.items()).as("items, killed in chunk %d", chunk).isEqualTo(items);
    }
  }

  private ChunkDriver variousExports() {
    IntStream.rangeClosed(1, 5)
        .forEach(
            i -> system.directory.add(entry("" + i, "uid=" + i + ",dc=x", "displayName", "Old")));
    system.fullImport();
    system.synchronised();
    IntStream.rangeClosed(1, 5).forEach(i -> system.sentUpdate("" + i, sent(3, "Set", "New")));
    system.directory.set(0, entry("1", "uid=1,dc=x", "displayName", "New"));
    system.directory.set(1, entry("2", "uid=2,dc=x", "displayName", "New", "mail", "m"));
    system.directory.set(2, entry("3", "uid=3,dc=x", "displayName", "Other"));
    system.directory.add(entry("7", "uid=7,dc=x", "displayName", "G"));
    system.provisioned(null, "uid=7,dc=x", sent(3, "Set", "G"));
    system.provisioned(null, "uid=9,dc=x", sent(3, "Set", "H"));
    system.database.update(
        "update horarium.pending_export set max_attempts = 1 where cso_id = ?", system.object("5"));
    system.begin();
    return new ChunkDriver(system.transactions, BATCH);
  }
}
