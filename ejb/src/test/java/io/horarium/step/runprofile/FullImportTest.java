package io.horarium.step.runprofile;

import static io.horarium.step.runprofile.ImportFixture.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connectedsystem.DeleteGuard;
import io.horarium.connectedsystem.DeleteGuardAction;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportRecord.RecordError;
import io.horarium.problem.RunFailure;
import io.horarium.step.ChunkDriver;
import io.horarium.step.StepOutcome.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Full Import against a real PostgreSQL (contract/sync-engine.md 5). */
class FullImportTest {

  private ImportFixture system;

  @BeforeEach
  void newSystem() {
    system = new ImportFixture();
  }

  private static List<ImportRecord> people(int count) {
    return new ArrayList<>(
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> person("E%03d".formatted(i), "Name " + i, "IT", i == 1 ? "" : "E001"))
            .toList());
  }

  @Test
  void firstImportAddsEverything() {
    // given
    system.source(people(10));

    // when
    var outcome = system.runImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 10L, "added", 10L));
    assertThat(system.items()).hasSize(10).contains("Added E001");
    assertThat(system.space())
        .contains(
            "E002 Normal {\"dept\": [\"IT\"], \"employeeId\": [\"E002\"], \"displayName\": [\"Name 2\"]} t E001>E001");
  }

  @Test
  void importingTheSameAgainWritesNoRow() {
    // given
    system.source(people(10)).runImport();
    List<String> before = system.versions();

    // when
    var outcome = system.runImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 10L, "unchanged", 10L));
    assertThat(system.items()).isEmpty();
    assertThat(system.versions()).isEqualTo(before);
  }

  @Test
  void changesAreCountedAndNamed() {
    // given
    system.source(people(10)).runImport();
    List<ImportRecord> changed = people(11);
    changed.set(1, person("E002", "New Name", "IT", "E001"));
    changed.set(2, person("E003", "Name 3", "IT", "E002"));
    changed.remove(9);

    // when
    system.source(changed).runImport();

    // then
    assertThat(system.counters())
        .isEqualTo(
            Map.of(
                "objects_read", 10L, "added", 1L, "updated", 2L, "deleted", 1L, "unchanged", 7L));
    assertThat(system.items())
        .containsExactly("Updated E002", "Updated E003", "Deleted E010", "Added E011");
    assertThat(system.space())
        .anyMatch(row -> row.startsWith("E010 Obsolete"))
        .anyMatch(row -> row.endsWith("E002>E002"));
  }

  @Test
  void somebodyWhoComesBackIsNormalAgain() {
    // given
    system.source(people(10)).runImport();
    system.source(people(9)).runImport();

    // when
    system.source(people(10)).runImport();

    // then
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 10L, "updated", 1L, "unchanged", 9L));
    assertThat(system.space()).noneMatch(row -> row.contains("Obsolete"));
  }

  @Test
  void allRecordsOfOneAnchorAreRejectedAndTheObjectStays() {
    // given
    system.source(people(10)).runImport();
    List<ImportRecord> doubled = people(10);
    doubled.add(person("E005", "Other", "HR", ""));

    // when
    var outcome = system.source(doubled).runImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 11L, "unchanged", 9L, "errors", 2L));
    assertThat(system.items())
        .containsExactly("NotSet E005 DuplicateObject", "NotSet E005 DuplicateObject");
    assertThat(system.space())
        .anyMatch(row -> row.startsWith("E005 Normal") && row.contains("Name 5"));
  }

  @Test
  void aRecordWithoutAnchorIsAnErrorAndSparesTheMissing() {
    // given
    system.source(people(10)).runImport();
    List<ImportRecord> records = people(9);
    records.add(person("", "Nobody", "IT", ""));

    // when
    var outcome = system.source(records).runImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.counters())
        .isEqualTo(
            Map.of("objects_read", 10L, "unchanged", 9L, "errors", 1L, "deletes_withheld", 1L));
    assertThat(system.items()).containsExactly("NotSet MissingExternalIdAttributeValue");
    assertThat(system.space()).noneMatch(row -> row.contains("Obsolete"));
  }

  @Test
  void aRaggedRecordCountsAsSeen() {
    // given
    system.source(people(10)).runImport();
    List<ImportRecord> records = people(9);
    records.add(
        new ImportRecord(
            "person",
            Map.of("employeeId", List.of("E010")),
            new RecordError("UnexpectedAttribute", "Too long.")));

    // when
    system.source(records).runImport();

    // then
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 10L, "unchanged", 9L, "errors", 1L));
    assertThat(system.items()).containsExactly("NotSet E010 UnexpectedAttribute");
    assertThat(system.space()).noneMatch(row -> row.contains("Obsolete"));
  }

  @Test
  void anEmptySourceDeletesNothing() {
    // given
    system.source(people(10)).runImport();

    // when
    var outcome = system.source(List.of()).overridingGuard().runImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.counters()).isEqualTo(Map.of("deletes_withheld", 10L));
    assertThat(system.space()).noneMatch(row -> row.contains("Obsolete"));
  }

  @Test
  void tooManyDeletionsAreWithheldAndTheRestIsApplied() {
    // given
    system.source(people(60)).runImport();
    List<ImportRecord> records = people(40);
    records.set(0, person("E001", "Changed", "IT", ""));

    // when
    var outcome = system.source(records).runImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.counters())
        .isEqualTo(
            Map.of("objects_read", 40L, "updated", 1L, "unchanged", 39L, "deletes_withheld", 20L));
  }

  @Test
  void theGuardRefusesOrIsOverridden() {
    // given
    var refusing = new DeleteGuard(DeleteGuardAction.Refuse, 20, null, null);
    system.source(people(60)).runImport();

    // when
    system.source(people(40)).guard(refusing);

    // then
    assertThatThrownBy(system::runImport)
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("20 of 60 objects are missing");
    assertThat(system.space()).noneMatch(row -> row.contains("Obsolete"));

    // when
    system.overridingGuard().runImport();

    // then
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 40L, "deleted", 20L, "unchanged", 40L));
  }

  @Test
  void aSourceThatBreaksOffChangesNothing() {
    // given
    system.source(people(10)).runImport();
    List<String> before = system.space();

    // when
    system.source(people(5)).breakingOffAfter(4);

    // then
    assertThatThrownBy(system::runImport).isInstanceOf(RunFailure.class);
    assertThat(system.space()).isEqualTo(before);
  }

  @Test
  void aReferenceWaitsForItsTarget() {
    // given
    system.source(List.of(person("E001", "A", "IT", "E002")));

    // when
    var outcome = system.runImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.FailedWithError);
    assertThat(system.items()).containsExactly("Added E001 UnresolvedReference");

    // when
    system
        .source(List.of(person("E001", "A", "IT", "E002"), person("E002", "B", "IT", "")))
        .runImport();

    // then
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 2L, "added", 1L, "unchanged", 1L));
    assertThat(system.space().get(0)).endsWith("E002>E002");
  }

  @Test
  void unresolvedReferencesMayBeWarnedAboutOrIgnored() {
    // given
    system.source(List.of(person("E001", "A", "IT", "E002"))).unresolved("Warn");

    // when
    var warned = system.runImport();

    // then
    assertThat(warned.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.items()).containsExactly("Added E001");
  }

  @Test
  void recordsOfTypesThatAreNotSelectedAreIgnoredAndUnknownTypesAreErrors() {
    // given
    List<ImportRecord> records = people(3);
    records.add(new ImportRecord("badge", Map.of("employeeId", List.of("B1")), null));
    records.add(new ImportRecord("ghost", Map.of("employeeId", List.of("G1")), null));

    // when
    system.source(records).runImport();

    // then
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 4L, "added", 3L, "errors", 1L));
    assertThat(system.items()).contains("NotSet CouldNotMatchObjectType");
  }

  @Test
  void aChangedSchemaComparesEverythingWithoutRewritingIt() {
    // given
    system.source(people(5)).runImport();
    List<String> rows = system.space();

    // when
    system.withMultiValuedDept().runImport();

    // then
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 5L, "unchanged", 5L));
    assertThat(system.space()).isEqualTo(rows);
  }

  @Test
  void killedInAnyChunkAndContinuedItEndsLikeUndisturbed() {
    // given
    List<ImportRecord> changed = people(12);
    changed.set(3, person("E004", "Changed", "HR", "E002"));
    changed.set(5, person("E006", "Changed too", "HR", "E999"));
    changed.remove(1);
    system.source(people(10)).runImport();
    system.source(changed).begin();
    ChunkDriver undisturbed = new ChunkDriver(system.transactions, ImportFixture.BATCH);
    undisturbed.run(system.work());
    var space = system.space();
    var counters = system.counters();
    var items = system.items();

    for (int chunk = 1; chunk <= undisturbed.chunks(); chunk++) {
      system = new ImportFixture().source(people(10));
      system.runImport();
      system.source(changed).begin();
      ChunkDriver killed =
          new ChunkDriver(system.transactions, ImportFixture.BATCH).killedAt(chunk);

      // when
      assertThatThrownBy(() -> killed.run(system.work())).isInstanceOf(ChunkDriver.Killed.class);
      killed.killedAt(Integer.MAX_VALUE).run(system.work());

      // then
      assertThat(system.space()).as("space, killed in chunk %d", chunk).isEqualTo(space);
      assertThat(system.counters()).as("counters, killed in chunk %d", chunk).isEqualTo(counters);
      assertThat(system.items()).as("items, killed in chunk %d", chunk).isEqualTo(items);
    }
  }

  @Test
  void readsAgainWhenTheDatabaseLostWhatWasStaged() {
    // given
    List<ImportRecord> changed = people(14);
    changed.remove(0);
    system.source(people(10)).runImport();
    system.source(changed).begin();
    int applied = 9;
    ChunkDriver killed =
        new ChunkDriver(system.transactions, ImportFixture.BATCH).killedAt(applied);
    assertThatThrownBy(() -> killed.run(system.work())).isInstanceOf(ChunkDriver.Killed.class);
    assertThat(system.counters()).containsEntry("added", 3L);

    // when
    system.database.update("truncate horarium.import_stage");
    killed.killedAt(Integer.MAX_VALUE).run(system.work());

    // then
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 13L, "added", 4L, "deleted", 1L, "unchanged", 9L));
    assertThat(system.items()).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void aRunOfFailedObjectsLooksAtThoseOnlyAndDeletesNothing() {
    // given two objects that failed, and changes to others of which nobody asked
    List<ImportRecord> doubled = people(10);
    doubled.add(person("E005", "Other", "HR", ""));
    doubled.add(person("E006", "Other", "HR", ""));
    system.source(doubled).runImport();
    List<ImportRecord> mended = people(10);
    mended.set(1, person("E002", "New Name", "IT", "E001"));
    mended.remove(9);
    mended.add(person("E011", "New", "IT", "E001"));
    system.source(mended).retryingFailedObjects();

    // when
    var outcome = system.runImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 2L, "added", 2L));
    assertThat(system.items()).containsExactly("Added E005", "Added E006");
    assertThat(system.space())
        .anyMatch(row -> row.startsWith("E010 Normal"))
        .anyMatch(row -> row.startsWith("E002") && row.contains("Name 2"))
        .noneMatch(row -> row.startsWith("E011"));
  }

  @Test
  void aFailedObjectThatIsGoneIsLeftAsItIs() {
    // given
    system.source(people(10)).runImport();
    List<ImportRecord> doubled = people(10);
    doubled.add(person("E005", "Other", "HR", ""));
    system.source(doubled).runImport();
    List<ImportRecord> without = people(10);
    without.remove(4);
    system.source(without).retryingFailedObjects();

    // when
    var outcome = system.runImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.warning()).contains("1 of the objects that failed are not in the source");
    assertThat(system.space()).anyMatch(row -> row.startsWith("E005 Normal"));
  }

  @Test
  void aReferenceThatStillMeansNothingFailsAgain() {
    // given
    List<ImportRecord> people = people(5);
    people.set(1, person("E002", "Name 2", "IT", "E999"));
    people.set(2, person("E003", "Name 3", "IT", "E998"));
    system.source(people).runImport();
    people.set(2, person("E003", "Name 3", "IT", "E001"));
    system.source(people).retryingFailedObjects();

    // when
    var outcome = system.runImport();

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(system.items()).containsExactly("NotSet E002 UnresolvedReference", "Updated E003");
  }
}
