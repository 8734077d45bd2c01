package io.horarium.connector.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connector.DataType;
import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportOperation.AttributeChange;
import io.horarium.connector.ExportOperation.Kind;
import io.horarium.connector.ExportOperation.Op;
import io.horarium.connector.ExportResult;
import io.horarium.connector.ExportResult.Status;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.problem.RunFailure;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export does to a file. */
class CsvExportTest {

  @TempDir Path root;
  private CsvFixture csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFixture(root).with("Mode", "Export Only");
  }

  private List<ExportResult> export(ExportOperation... operations) {
    try (var connector = csv.connector();
        var session = connector.openExport(csv.scope(), () -> false)) {
      var results = session.execute(List.of(operations));
      session.publish();
      return results;
    }
  }

  private String text() throws IOException {
    return Files.readString(csv.file);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> found = Files.list(root)) {
      return found.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static ExportOperation create(String id, AttributeChange... more) {
    var changes = new ArrayList<AttributeChange>();
    changes.add(change("id", DataType.Text, Op.SET, id));
    changes.addAll(List.of(more));
    return operation(Kind.CREATE, null, changes);
  }

  private static ExportOperation update(String id, AttributeChange... changes) {
    return operation(Kind.UPDATE, id, List.of(changes));
  }

  private static ExportOperation operation(
      Kind kind, String anchor, List<AttributeChange> changes) {
    return new ExportOperation(
        kind, "person", UUID.randomUUID(), anchor, null, null, changes, false);
  }

  private static AttributeChange name(String value) {
    return change("name", DataType.Text, Op.SET, value);
  }

  private static AttributeChange change(String name, DataType type, Op op, String... values) {
    return new AttributeChange(name, type, false, op, List.of(values));
  }

  @Test
  void newFileHasTheSelectedAttributesAndNoLeftovers() throws IOException {
    csv.select("mail", DataType.Text, false);

    export(create("1", name("Ada")), create("2"));

    assertThat(text()).isEqualTo("id,name,mail\n1,Ada,\n2,,\n");
    assertThat(files()).containsExactly("people.csv");
  }

  @Test
  void nothingIsWrittenBeforeItIsPublished() throws IOException {
    csv.text("id,name\n1,Ada\n");

    try (var connector = csv.connector();
        var session = connector.openExport(csv.scope(), () -> false)) {
      session.execute(List.of(create("2", name("Eve"))));
      assertThat(text()).isEqualTo("id,name\n1,Ada\n");
    }

    assertThat(text()).isEqualTo("id,name\n1,Ada\n");
    assertThat(files()).containsExactly("people.csv");
  }

  @Test
  void exportWithoutAChangeLeavesTheFileAndMakesNone() throws IOException {
    export(update("1", name("nobody")));
    assertThat(files()).isEmpty();

    csv.text("id,name\r\n1,Ada\r\n");
    export(update("9", name("nobody")));
    assertThat(text()).isEqualTo("id,name\r\n1,Ada\r\n");
  }

  @Test
  void columnsThatNobodySelectedAndTheirOrderStay() throws IOException {
    csv.text("note,name,id\nkeep,Ada,1\n\"a, b\",Bob,2\n").select("mail", DataType.Text, false);

    export(update("1", change("mail", DataType.Text, Op.SET, "ada@x")));

    assertThat(text()).isEqualTo("note,name,id,mail\nkeep,Ada,1,ada@x\n\"a, b\",Bob,2,\n");
  }

  @Test
  void rowsOfOtherTypesStay() throws IOException {
    csv.text("type,id,name\nbadge,1,B\nperson,1,Ada\n")
        .without("Object Type")
        .with("Object Type Column", "type");

    export(update("1", name("Ada L.")), create("2", name("Eve")));

    assertThat(text()).isEqualTo("type,id,name\nbadge,1,B\nperson,1,Ada L.\nperson,2,Eve\n");
  }

  @Test
  void severalChangesOfOneRowComeInTheirOrder() throws IOException {
    csv.text("id,name\n1,Ada\n2,Bob\n");

    try (var connector = csv.connector();
        var session = connector.openExport(csv.scope(), () -> false)) {
      session.execute(List.of(update("1", name("A")), create("3", name("new"))));
      session.execute(List.of(update("1", name("B")), update("3", name("newer"))));
      session.execute(List.of(operation(Kind.DELETE, "2", List.of())));
      session.execute(List.of(create("2", name("again"))));
      session.execute(List.of(create("4"), operation(Kind.DELETE, "3", List.of())));
      session.execute(List.of(create("3", name("third"))));
      session.publish();
    }

    assertThat(text()).isEqualTo("id,name\n1,B\n2,again\n4,\n3,third\n");
  }

  @Test
  void multiValuedAttributesAreSetAddedToAndTakenFrom() throws IOException {
    csv.text("id,name,mail\n1,Ada,a@x|b@x\n").select("mail", DataType.Text, true);

    export(
        update(
            "1",
            change("mail", DataType.Text, Op.REMOVE, "a@x", "never@x"),
            change("mail", DataType.Text, Op.ADD, "b@x", "c@x")),
        create("2", change("mail", DataType.Text, Op.SET, "x@x", "y@x")));

    assertThat(text()).isEqualTo("id,name,mail\n1,Ada,b@x|c@x\n2,,x@x|y@x\n");
  }

  @Test
  void valuesThatCouldNotBeReadBackAreRefused() throws IOException {
    csv.with("Encoding", "windows-1252")
        .text("id,name,mail\n1,Ada,\n")
        .select("mail", DataType.Text, true);

    var results =
        export(
            update("1", change("mail", DataType.Text, Op.SET, "a|b")),
            update("1", change("mail", DataType.Text, Op.SET, " a")),
            update("1", name("東京")),
            update("1", change("name", DataType.Text, Op.SET, "a", "b")),
            update("1", change("shoe", DataType.Text, Op.SET, "42")),
            update("1", change("id", DataType.Text, Op.SET, "2")),
            create(""));

    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.status()).isEqualTo(Status.REFUSED);
              assertThat(result.text()).doesNotContain("東京").endsWith(".");
            });
    assertThat(text()).isEqualTo("id,name,mail\n1,Ada,\n");
  }

  @Test
  void cultureAndEncodingAreThoseOfTheSettings() throws IOException {
    csv.with("Culture", "de-de").with("Encoding", "windows-1252").with("Delimiter", ";");
    csv.select("height", DataType.Decimal, false);

    export(create("1", name("Müller"), change("height", DataType.Decimal, Op.SET, "1.75")));

    assertThat(Files.readString(csv.file, Charset.forName("windows-1252")))
        .isEqualTo("id;name;height\n1;Müller;1,75\n");
    csv.with("Mode", "Bidirectional");
    assertThat(csv.read().get(0).values().get("height")).containsExactly("1,75");
  }

  @Test
  void anchorsAreComparedAsValuesNotAsTexts() throws IOException {
    csv.attributes.clear();
    csv.select("id", DataType.Number, false).select("name", DataType.Text, false);
    csv.text("id,name\n007,Bond\n");

    var results = export(update("7", name("James")));

    assertThat(results.get(0).status()).isEqualTo(Status.OK);
    assertThat(text()).isEqualTo("id,name\n007,James\n");
  }

  @Test
  void rowsWithOneAnchorTwiceAreNotTouched() throws IOException {
    csv.text("id,name\n1,Ada\n1,Eve\n2,Bob\n");

    var results = export(update("1", name("?")), update("2", name("Robert")));

    assertThat(results).extracting(ExportResult::status).containsExactly(Status.REFUSED, Status.OK);
    assertThat(text()).isEqualTo("id,name\n1,Ada\n1,Eve\n2,Robert\n");
  }

  @Test
  void fileThatChangedMeanwhileIsNotOverwritten() throws IOException {
    csv.text("id,name\n1,Ada\n");

    try (var connector = csv.connector();
        var session = connector.openExport(csv.scope(), () -> false)) {
      session.execute(List.of(create("2")));
      csv.text("id,name\n1,Ada\n3,Somebody\n");

      assertThatThrownBy(session::publish)
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("changed by somebody else");
    }
    assertThat(text()).isEqualTo("id,name\n1,Ada\n3,Somebody\n");
    assertThat(files()).containsExactly("people.csv");
  }

  @Test
  void cutFileAndRaggedRowAreFailuresBeforeAnythingIsWritten() throws IOException {
    for (String broken : List.of("id,name\n1,\"Ad", "id,name\n1,Ada,too many\n2,Bob\n")) {
      csv.text(broken);

      assertThatThrownBy(() -> export(create("9"))).isInstanceOf(RunFailure.class);
      assertThat(text()).isEqualTo(broken);
    }
  }

  @Test
  void permissionsOfTheFileStayAndLeftoversGo() throws IOException {
    csv.text("id,name\n");
    Files.setPosixFilePermissions(csv.file, PosixFilePermissions.fromString("rw-r-----"));
    Files.writeString(root.resolve(".people.csv.dead.part"), "half");

    export(create("1"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(csv.file)))
        .isEqualTo("rw-r-----");
    assertThat(files()).containsExactly("people.csv");
  }

  @Test
  void fileOfTheRunProfileIsWrittenAndItsFolderMade() throws IOException {
    csv.profileFile = "new/folder/out.csv";

    export(create("1", name("Ada")));

    assertThat(Files.readString(root.resolve("new/folder/out.csv"))).isEqualTo("id,name\n1,Ada\n");
    assertThat(csv.file).doesNotExist();
  }

  @Test
  void fileOutsideTheRootsIsRefused() {
    csv.profileFile = "/etc/out.csv";

    assertThatThrownBy(() -> export(create("1"))).isInstanceOf(RunFailure.class);
  }

  @Test
  void modeDecidesWhetherItMayWriteAndWhetherThatConfirms() throws IOException {
    csv.text("id,name\n");
    try (var connector = csv.connector();
        var session = connector.openExport(csv.scope(), () -> false)) {
      assertThat(session.confirmsItself()).isTrue();
    }
    csv.with("Mode", "Bidirectional");
    try (var connector = csv.connector();
        var session = connector.openExport(csv.scope(), () -> false)) {
      assertThat(session.confirmsItself()).isFalse();
    }
    csv.with("Mode", "Import Only");
    try (var connector = csv.connector()) {
      assertThatThrownBy(() -> connector.openExport(csv.scope(), () -> false))
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("Import Only");
    }
  }

  @Test
  void headerAloneIsASchemaAndAMissingFileSaysSo() throws IOException {
    try (var connector = csv.connector()) {
      var schema = connector.discoverSchema();
      assertThat(schema.objectTypes().get(0).attributes()).isEmpty();
      assertThat(schema.warnings()).singleElement().asString().contains("only a header");
    }
    csv.text("id,name\n");
    try (var connector = csv.connector()) {
      assertThat(connector.discoverSchema().objectTypes().get(0).attributes())
          .extracting("name")
          .containsExactly("id", "name");
    }
  }

  @Test
  void manyRowsAreMergedWithOneAnother() throws IOException {
    var text = new StringBuilder("id,name\n");
    for (int i = 0; i < 5_000; i++) {
      text.append(i).append(",old\n");
    }
    csv.text(text.toString());
    ImportScope scope = csv.scope();
    assertThat(scope.objectTypes()).extracting(ObjectTypeScope::name).containsExactly("person");

    try (var connector = csv.connector();
        var session = connector.openExport(scope, () -> false)) {
      for (int i = 0; i < 7_000; i++) {
        var operation =
            i >= 5_000
                ? create("" + i, name("new"))
                : i % 3 == 0
                    ? operation(Kind.DELETE, "" + i, List.of())
                    : update("" + i, name("changed"));
        assertThat(session.execute(List.of(operation)).get(0).status()).isEqualTo(Status.OK);
      }
      session.publish();
    }

    List<String> lines = Files.readAllLines(csv.file);
    assertThat(lines).hasSize(1 + 5_000 - 1_667 + 2_000);
    assertThat(lines.subList(1, lines.size()))
        .allSatisfy(line -> assertThat(line).matches("\\d+,(changed|new)"));
  }
}
