package io.horarium.step.runprofile.export;

import static io.horarium.step.runprofile.export.ExportFixture.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connector.ConnectorDescriptor.ExportGranularity;
import io.horarium.connector.FileRoots;
import io.horarium.connector.csv.CsvConnectorFactory;
import io.horarium.problem.RunFailure;
import io.horarium.step.ChunkDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Export to a real file, and the import that confirms it (contract/sync-engine.md 10.5, 11). */
class CsvCycleTest {

  @TempDir Path folder;
  private ExportFixture system;

  @BeforeEach
  void newSystem() {
    system = new ExportFixture(ExportGranularity.RUN);
    overCsv("Bidirectional");
  }

  private void overCsv(String mode) {
    system.over(
        new CsvConnectorFactory(new FileRoots(List.of(folder))),
        Map.of("File Path", "people.csv", "Mode", mode, "Object Type", "person"));
  }

  private List<String> file() throws IOException {
    return Files.readAllLines(folder.resolve("people.csv")).stream().sorted().toList();
  }

  @Test
  void whatIsExportedIsConfirmedAndThenNothingIsLeftToDo() throws IOException {
    // given
    for (int i = 1; i <= 7; i++) {
      UUID export = system.create("E" + i, set(ExportFixture.NAME, "Name, " + i));
      if (i > 1) {
        system.refers(export, "Set", "E1");
      }
    }

    // when
    system.runExport();

    // then
    assertThat(system.counters()).isEqualTo(Map.of("objects_read", 7L, "exported", 7L));
    assertThat(file()).hasSize(8).anyMatch(line -> line.contains("E3") && line.contains("E1"));

    // when
    var confirmed = system.runImport();

    // then
    assertThat(confirmed).isEqualTo(Map.of("objects_read", 7L, "pending_exports_confirmed", 7L));
    assertThat(system.waiting()).isEmpty();
    assertThat(system.space())
        .hasSize(7)
        .allMatch(
            row -> row.contains(" Normal ") && (row.endsWith(" f") || row.endsWith(" f E1>E1")));

    // when: everything again
    var again = system.runImport();
    system.runExport();

    // then
    assertThat(again).isEqualTo(Map.of("objects_read", 7L, "unchanged", 7L));
    assertThat(system.counters()).isEmpty();
  }

  @Test
  void updatesAndDeletesReachTheFile() throws IOException {
    // given
    Files.writeString(
        folder.resolve("people.csv"),
        "id,dn,displayName,mail,manager\nE1,,One,,\nE2,,Two,,\nE3,,Three,,\n");
    for (String name : List.of("E1", "E2")) {
      system.existing(name);
    }
    system.update(system.object("E1"), set(ExportFixture.NAME, "Uno"));
    system.delete(system.object("E2"));

    // when
    system.runExport();

    // then
    assertThat(file())
        .containsExactly("E1,,Uno,,", "E3,,Three,,", "id,dn,displayName,mail,manager");
    assertThat(system.counters())
        .isEqualTo(Map.of("objects_read", 2L, "exported", 1L, "deprovisioned", 1L));
  }

  @Test
  void aFileForExportOnlyNeedsNoImport() {
    // given
    overCsv("Export Only");
    system.create("E1", set(ExportFixture.NAME, "One"));

    // when
    system.runExport();

    // then
    assertThat(system.waiting()).isEmpty();
    assertThat(system.space())
        .containsExactly("E1 Normal {\"id\": [\"E1\"], \"displayName\": [\"One\"]} f");
  }

  @Test
  void aFileThatCannotBeReadLeavesEverythingAsItIs() throws IOException {
    // given
    Files.writeString(folder.resolve("people.csv"), "id,dn,displayName,mail,manager\nE1,\"cut");
    system.create("E2");
    var before = system.waiting();
    system.begin();

    // when
    assertThatThrownBy(
            () -> new ChunkDriver(system.transactions, ExportFixture.BATCH).run(system.work()))
        .isInstanceOf(RunFailure.class);
    system.discard();

    // then
    assertThat(system.waiting()).isEqualTo(before);
  }
}
