package io.horarium.step.runprofile.export;

import static io.horarium.step.runprofile.export.ExportFixture.DN;
import static io.horarium.step.runprofile.export.ExportFixture.MAIL;
import static io.horarium.step.runprofile.export.ExportFixture.NAME;
import static io.horarium.step.runprofile.export.ExportFixture.change;
import static io.horarium.step.runprofile.export.ExportFixture.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.connector.ExportResult;
import io.horarium.step.StepOutcome.Ending;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an export sends and what becomes of it (contract/sync-engine.md 9 and 10). */
class ExportTest {

  private ExportFixture system;

  @BeforeEach
  void newSystem() {
    system = new ExportFixture();
  }

  @Test
  void createsAreSentInTheOrderOfStagingAndWaitForConfirmation() {
    // given
    for (String name : List.of("uid=b", "uid=a", "uid=d", "uid=c")) {
      system.create(
          name, set(NAME, "Name of " + name), change(MAIL, "Add", "m1"), change(MAIL, "Add", "m2"));
    }

    // when
    var outcome = system.runExport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(system.target.calls)
        .containsExactly("CREATE uid=b, CREATE uid=a, CREATE uid=d", "CREATE uid=c");
    assertThat(system.target.objects.get("uid=a"))
        .isEqualTo(
            Map.of(
                "displayName", new TreeSet<>(List.of("Name of uid=a")),
                "mail", new TreeSet<>(List.of("m1", "m2"))));
    assertThat(system.waiting())
        .hasSize(4)
        .contains(
            "Create Exported uid=a 0 [2 Set uid=a AwaitingConfirmation, 3 Set Name of uid=a AwaitingConfirmation,"
                + " 4 Add m1 AwaitingConfirmation, 4 Add m2 AwaitingConfirmation]");
    assertThat(system.space()).contains("id of uid=a uid=a PendingProvisioning {} f");
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 4L, "exported", 4L));
    assertThat(system.items())
        .containsExactly("Exported uid=a", "Exported uid=b", "Exported uid=c", "Exported uid=d");
  }

  @Test
  void nothingDueMeansNoCallAtAll() {
    // given
    system.create("uid=a");
    system.runExport();
    int opened = system.target.opened;

    // when
    var outcome = system.runExport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(system.target.opened).isEqualTo(opened);
    assertThat(system.target.calls).hasSize(1);
    assertThat(system.counters()).isEmpty();
  }

  @Test
  void anUpdateSendsItsChangesAndMovesTheObject() {
    // given
    UUID object = system.existing("uid=a");
    system.target.objects.get("uid=a").put("mail", new TreeSet<>(List.of("old", "kept")));
    system.update(
        object,
        change(MAIL, "Remove", "old"),
        change(MAIL, "Add", "new"),
        change(NAME, "Clear", null),
        set(DN, "uid=z"));

    // when
    system.runExport();

    // then
    assertThat(system.target.objects)
        .isEqualTo(Map.of("uid=z", Map.of("mail", new TreeSet<>(List.of("kept", "new")))));
    assertThat(system.space()).containsExactly("id of uid=a uid=z Normal {} f");
    assertThat(system.waiting())
        .hasSize(1)
        .allMatch(row -> row.startsWith("Update Exported uid=z 0"));
  }

  @Test
  void aPlaceThatIsOnlySpelledDifferentlyIsNotAMove() {
    // given
    UUID object = system.existing("uid=a,dc=x");
    system.update(object, set(DN, "UID=a, DC=x"));

    // when
    system.runExport();

    // then
    assertThat(system.target.calls).isEmpty();
    assertThat(system.waiting())
        .containsExactly("Update Exported uid=a,dc=x 0 [2 Set UID=a, DC=x AwaitingConfirmation]");
  }

  @Test
  void aDeletedObjectIsGoneOnBothSidesAndItsPersonIsLookedAtAgain() {
    // given
    UUID present = system.existing("uid=a");
    UUID absent = system.existing("uid=b");
    system.target.objects.remove("uid=b");
    system.delete(present);
    system.delete(absent);

    // when
    var outcome = system.runExport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(system.target.objects).isEmpty();
    assertThat(system.space()).isEmpty();
    assertThat(system.waiting()).isEmpty();
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 2L, "deprovisioned", 2L));
    assertThat(system.items())
        .containsExactly("Deprovisioned id of uid=a", "Deprovisioned id of uid=b");
    assertThat(system.database.number("select count(*) from horarium.mvo where deletion_check"))
        .isEqualTo(2);
  }

  @Test
  void aReferenceIsSentWhenItsTargetHasBeenCreated() {
    // given
    UUID first = system.create("uid=a");
    system.create("uid=boss");
    system.refers(first, "Set", "uid=boss");

    // when
    var outcome = system.runExport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(system.target.calls)
        .containsExactly("CREATE uid=a, CREATE uid=boss", "UPDATE uid=a");
    assertThat(system.target.objects.get("uid=a"))
        .isEqualTo(Map.of("manager", new TreeSet<>(List.of("uid=boss"))));
    assertThat(system.waiting())
        .contains(
            "Update Exported uid=a 0 [2 Set uid=a AwaitingConfirmation]"
                + " (Set uid=boss AwaitingConfirmation)");
  }

  @Test
  void aReferenceToAnObjectThatIsThereIsSentAtOnce() {
    // given
    UUID boss = system.existing("uid=boss");
    UUID export = system.create("uid=a");
    system.refers(export, "Set", "uid=boss");
    assertThat(boss).isNotNull();

    // when
    system.runExport();

    // then
    assertThat(system.target.calls).containsExactly("CREATE uid=a");
    assertThat(system.target.objects.get("uid=a")).containsKey("manager");
    assertThat(system.waiting())
        .containsExactly(
            "Create Exported uid=a 0 [2 Set uid=a AwaitingConfirmation]"
                + " (Set uid=boss AwaitingConfirmation)");
  }

  @Test
  void waitingForATargetCostsNoAttemptAndIsReportedAsTheSystemWants() {
    // given
    UUID object = system.existing("uid=a");
    UUID export = system.update(object, set(NAME, "A"));
    system.refers(export, "Set", "uid=nobody");

    // when
    var reported = system.runExport();

    // then
    assertThat(reported.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.items())
        .containsExactly("Exported id of uid=a", "NotSet id of uid=a UnresolvedReference");
    assertThat(system.waiting())
        .containsExactly(
            "Update Pending uid=a 0 waits [3 Set A AwaitingConfirmation] (Set Pending)");

    // when
    var warned = system.unresolved("Warn").runExport();
    assertThat(warned.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.items()).isEmpty();
    var ignored = system.unresolved("Ignore").runExport();

    // then
    assertThat(ignored.ending()).isEqualTo(Ending.Complete);
    assertThat(system.target.calls).hasSize(1);
    assertThat(system.waiting()).hasSize(1).allMatch(row -> row.contains(" 0 waits "));
  }

  @Test
  void aTargetWithoutNameYetIsWaitedForInSilence() {
    // given
    UUID object = system.existing("uid=a");
    UUID export = system.update(object);
    system.refers(export, "Set", "uid=boss");
    system.create("uid=boss");
    system.target.trouble =
        o -> MemoryTarget.place(o).equals("uid=boss") ? ExportResult.refused("No.") : null;

    // when
    system.runExport();

    // then
    assertThat(system.items()).containsExactly("NotSet uid=boss ExportFailed");
    assertThat(system.waiting()).contains("Update Pending uid=a 0 waits (Set Pending)");
  }

  @Test
  void whatContradictsItselfOrSaysNothingIsRemoved() {
    // given
    UUID empty = system.existing("uid=empty");
    system.update(empty);
    UUID never = system.create("uid=never");
    system.database.update(
        "update horarium.pending_export set change_type = 'Delete', changes = '[]' where id = ?",
        never);
    UUID sent = system.create("uid=sent");
    system.database.update(
        "update horarium.pending_export set change_type = 'Delete', in_doubt = true where id = ?",
        sent);
    system.target.objects.put("uid=sent", new TreeMap<>());

    // when
    system.runExport();

    // then
    assertThat(system.target.calls).containsExactly("DELETE uid=sent?");
    assertThat(system.waiting()).isEmpty();
    assertThat(system.space()).containsExactly("id of uid=empty uid=empty Normal {} f");
  }

  @Test
  void anAttributeThatIsNoLongerSelectedStopsItsObjectOnly() {
    // given
    UUID object = system.existing("uid=a");
    UUID export = system.update(object, set(99, "x"));
    system.update(system.existing("uid=b"), set(NAME, "B"));

    // when
    var outcome = system.runExport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.error(export)).contains("no longer selected");
    assertThat(system.target.calls).containsExactly("UPDATE uid=b");
  }

  @Test
  void sendingAgainIsSafe() {
    // given: everything is sent twice, as after a crash
    UUID object = system.existing("uid=a");
    UUID gone = system.existing("uid=gone");
    system.create("uid=new", set(NAME, "New"));
    system.update(object, set(NAME, "A"), change(MAIL, "Add", "m"), change(MAIL, "Remove", "n"));
    system.delete(gone);
    system.runExport();
    var once = new TreeMap<>(system.target.objects);
    system.database.update(
        """
        update horarium.pending_export set status = 'Executing',
          changes = replace(changes::text, 'AwaitingConfirmation', 'Pending')::jsonb""");

    // when
    var outcome = system.runExport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(system.target.calls.get(1)).isEqualTo("CREATE uid=new?, UPDATE uid=a?");
    assertThat(system.target.objects).isEqualTo(once);
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 2L, "exported", 2L));
  }
}
