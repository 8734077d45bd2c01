package io.horarium.connector.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.horarium.connector.DataType;
import io.horarium.connector.DiscoveredSchema.DiscoveredType;
import io.horarium.problem.RunFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types and attributes of a file (contract/jim-sync.md 2.5). */
class CsvSchemaDiscoveryTest {

  @TempDir Path root;
  private CsvFixture csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFixture(root);
  }

  private List<DiscoveredType> discover() {
    try (var connector = csv.connector()) {
      return connector.discoverSchema().objectTypes();
    }
  }

  private void assertFails(String part) {
    assertThatThrownBy(this::discover)
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining(part)
        .message()
        .endsWith(".");
  }

  @Test
  void guessesFromTheFirstFilledCell() throws IOException {
    csv.text(
        """
        n,l,d,b,g,t,x,e,mail,mail
        ,,,,,,,,,
        1,3000000000,1.5,TRUE,6F9619FF-8B86-D011-B42D-00C04FC964FF,2026-01-31,Ada,,,5
        x,x,x,x,x,x,7,,x,x
        """);

    var type = discover().get(0);

    assertThat(type.name()).isEqualTo("person");
    assertThat(type.recommendedAnchor()).isNull();
    assertThat(type.attributes())
        .extracting("name", "type", "multiValued")
        .containsExactly(
            tuple("n", DataType.Number, false),
            tuple("l", DataType.LongNumber, false),
            tuple("d", DataType.Decimal, false),
            tuple("b", DataType.Boolean, false),
            tuple("g", DataType.Guid, false),
            tuple("t", DataType.DateTime, false),
            tuple("x", DataType.Text, false),
            tuple("e", DataType.Text, false),
            tuple("mail", DataType.Number, true));
  }

  @Test
  void cultureDecidesWhatIsANumber() throws IOException {
    csv.with("Culture", "de-de").with("Delimiter", ";").text("id;a;b\n1;1.234,5;31.12.2026\n");

    assertThat(discover().get(0).attributes())
        .extracting("type")
        .containsExactly(DataType.Number, DataType.Decimal, DataType.DateTime);
  }

  @Test
  void headerOnlyIsAllText() throws IOException {
    csv.text("id,name\n");

    assertThat(discover().get(0).attributes())
        .extracting("type")
        .containsOnly(DataType.Text)
        .hasSize(2);
  }

  @Test
  void typesAreTheSortedValuesOfTheColumn() throws IOException {
    csv.without("Object Type")
        .with("Object Type Column", "kind")
        .text("kind,id\n" + "user,1\n".repeat(60) + "group,2\nuser,3\n,4\n");

    assertThat(discover()).extracting("name").containsExactly("group", "user");
    assertThat(discover()).allSatisfy(type -> assertThat(type.attributes()).hasSize(2));
  }

  @Test
  void columnOfIdsNamesNoTypes() throws IOException {
    var text = new StringBuilder("id\n");
    for (int i = 0; i < 500; i++) {
      text.append(i).append('\n');
    }
    csv.without("Object Type").with("Object Type Column", "id").text(text.toString());

    assertFails("more than 200");
  }

  @Test
  void shortRow() throws IOException {
    csv.text("id,name\n1\n2,Ada\n");

    assertFails("line 2");
  }

  @Test
  void noHeader() throws IOException {
    csv.text("");

    assertFails("no header");
  }

  @Test
  void namelessColumn() throws IOException {
    csv.text("id,,name\n1,2,3\n");

    assertFails("Column 2");
  }

  @Test
  void typeColumnWithoutValues() throws IOException {
    csv.without("Object Type").with("Object Type Column", "kind").text("kind,id\n");

    assertFails("No row");
  }

  @Test
  void exportOnlyWithoutFileHasATypeWithoutAttributes() {
    csv.with("Mode", "Export Only");

    assertThat(discover())
        .singleElement()
        .satisfies(type -> assertThat(type.name()).isEqualTo("person"))
        .satisfies(type -> assertThat(type.attributes()).isEmpty());
  }
}
