package io.horarium.connector.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.horarium.connector.DataType;
import io.horarium.problem.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the rows of a good file. */
class CsvRecordsTest {

  @TempDir Path root;
  private CsvFixture csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFixture(root);
  }

  @Test
  void raggedRecordsAreErrorsOfTheirObjects() throws IOException {
    csv.text("id,name\n1,Ada\n2\n3,Grace,Hopper\n4,Edsger\n");

    var records = csv.read();

    assertThat(records).hasSize(4);
    assertThat(records.get(1).error().type()).isEqualTo("ImportAttributeValueError");
    assertThat(records.get(1).error().text()).contains("line 3").doesNotContain("Grace");
    assertThat(records.get(1).values()).containsExactly(entry("id", List.of("2")));
    assertThat(records.get(2).error().type()).isEqualTo("UnexpectedAttribute");
    assertThat(records.get(2).values()).containsExactly(entry("id", List.of("3")));
    assertThat(records.get(3).error()).isNull();
  }

  @Test
  void raggedRecordWithoutReadableAnchorHasNone() throws IOException {
    csv.text("name,id\nAda,1\nGrace\nEdsger,3\n");

    var records = csv.read();

    assertThat(records.get(1).error()).isNotNull();
    assertThat(records.get(1).values().get("id")).isEmpty();
  }

  @Test
  void stopOnFirstErrorEndsTheRun() throws IOException {
    csv.with("Stop On First Error", true).text("id,name\n1,Ada\n2\n3,Grace\n");

    assertThatThrownBy(csv::read)
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("Stop On First Error");
  }

  @Test
  void blankAnchorComesThrough() throws IOException {
    csv.text("id,name\n,Ada\n");

    assertThat(csv.read())
        .singleElement()
        .satisfies(r -> assertThat(r.error()).isNull())
        .satisfies(r -> assertThat(r.values().get("id")).containsExactly(""));
  }

  @Test
  void emptyLinesAreSkipped() throws IOException {
    csv.text("\n\nid,name\n\n1,Ada\n\n\n2,Grace\n\n");

    assertThat(csv.read()).hasSize(2);
  }

  @Test
  void emptyLineOfAOneColumnFileIsARecord() throws IOException {
    csv.attributes.remove(1);
    csv.text("id\n1\n\n2\n");

    assertThat(csv.read())
        .extracting(r -> r.values().get("id"))
        .containsExactly(List.of("1"), List.of(""), List.of("2"));
  }

  @Test
  void onlySelectedColumnsAreInTheRecord() throws IOException {
    csv.text("secret,id,name\nx,1,Ada\n");

    assertThat(csv.read())
        .singleElement()
        .satisfies(
            r ->
                assertThat(r.values())
                    .containsExactlyInAnyOrderEntriesOf(
                        Map.of("id", List.of("1"), "name", List.of("Ada"))));
  }

  @Test
  void multiValuedTakesAllColumnsAndSplitsThem() throws IOException {
    csv.select("mail", DataType.Text, true)
        .text("mail,id,name,mail\na@x| b@x ||,1,Ada,c@x\n,2,Grace,\n");

    assertThat(csv.read())
        .extracting(r -> r.values().get("mail"))
        .containsExactly(List.of("a@x", "b@x", "c@x"), List.of());
  }

  @Test
  void multiValueDelimiterMayBeLong() throws IOException {
    csv.with("Multi-Value Delimiter", "<>")
        .select("mail", DataType.Text, true)
        .text("id,name,mail\n1,Ada,a|b<>c<>\n");

    assertThat(csv.read().get(0).values().get("mail")).containsExactly("a|b", "c");
  }

  @Test
  void doubleHeaderOfASingleValuedAttributeGivesAllCells() throws IOException {
    csv.text("id,name,name\n1,Ada|x,Grace\n");

    assertThat(csv.read().get(0).values().get("name")).containsExactly("Ada|x", "Grace");
  }

  @Test
  void tabsAndOtherQuotes() throws IOException {
    csv.with("Delimiter", "\\t").with("Quote Character", "'").text("id\tname\n1\t'A\tB \"C\"'\n");

    assertThat(csv.read().get(0).values().get("name")).containsExactly("A\tB \"C\"");
  }

  @Test
  void objectTypeColumnDecides() throws IOException {
    csv.without("Object Type")
        .with("Object Type Column", "kind")
        .text("kind,id,name\nperson,1,Ada\nrobot,2,Bishop\n,3,Nobody\n");

    var records = csv.read();

    assertThat(records).extracting(r -> r.objectType()).containsExactly("person", "robot", null);
    assertThat(records.get(1).error()).isNull();
    assertThat(records.get(1).values()).isEmpty();
    assertThat(records.get(2).error().type()).isEqualTo("CouldNotMatchObjectType");
    assertThat(records.get(2).values()).containsExactly(entry("id", List.of("3")));
  }

  @Test
  void fileOfTheRunProfileWins() throws IOException {
    csv.text("id,name\n1,Ada\n");
    Files.createDirectories(root.resolve("hr"));
    Files.writeString(root.resolve("hr/other.csv"), "id,name\n7,Grace\n");
    csv.profileFile = "/connector-files/hr/other.csv";

    assertThat(csv.read()).extracting(r -> r.values().get("id")).containsExactly(List.of("7"));
  }

  @Test
  void expectedCountsLines() throws IOException {
    csv.text("id,name\n1,Ada\n2,Grace");

    try (var cursor = csv.connector().openFull(csv.scope(), 10, () -> false)) {
      assertThat(cursor.expected()).hasValue(2);
      assertThat(cursor.tokenAtStart()).isEmpty();
    }
  }
}
