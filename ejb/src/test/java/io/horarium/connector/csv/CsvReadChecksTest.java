package io.horarium.connector.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connector.ConnectorConformance;
import io.horarium.problem.RunFailure;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is not whole or not text ends the run (contract/sync-engine.md 15.5). */
class CsvReadChecksTest {

  @TempDir Path root;
  private CsvFixture csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFixture(root);
  }

  private void assertFails(String part) {
    assertThatThrownBy(csv::read)
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining(part)
        .message()
        .endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", ",\n", "\ufeff"})
  void fileWithoutHeader(String content) throws IOException {
    csv.text(content);

    assertFails("has no header");
  }

  @Test
  void headerOnlyIsEmpty() throws IOException {
    csv.text("id,name");

    assertThat(csv.read()).isEmpty();
  }

  @Test
  void missingFile() {
    assertFails("does not exist");
  }

  @Test
  void folderInsteadOfFile() throws IOException {
    Files.createDirectory(csv.file);

    assertFails("is not a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id,name\n1,Ada\n2", "id,name,x\n1,Ada,\n2,Grace", "id,name\n1,Ada\n\n2"})
  void lastRecordCut(String content) throws IOException {
    csv.text(content);

    assertFails("was cut");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,name\n1,Ada\n2,\"Gra",
        "id,name\n1,Ada\n2,\"Gra\n",
        "id,name\n1,Ada\n2,\"",
        "id,name\n1,Ada\n2,\"say \"\"",
        "id,name\n1,Ada\n\"",
        "id,\"name"
      })
  void quoteStaysOpen(String content) throws IOException {
    csv.text(content);

    assertFails("ends inside a quoted field");
  }

  @Test
  void textAfterClosingQuote() throws IOException {
    csv.text("id,name\n1,Ada\n2,\"Grace\" Hopper\n3,Edsger\n");

    assertFails("line 3");
  }

  @Test
  void fieldWithoutEnd() throws IOException {
    csv.text("id,name\n1,\"" + "x".repeat(CsvRows.MAX_FIELD + 10) + "\"\n");

    assertFails("longer than");
  }

  @Test
  void completeLastRecordNeedsNoLineEnd() throws IOException {
    csv.text("id,name\r\n1,Ada\r\n2,Grace");

    assertThat(csv.read()).hasSize(2).allSatisfy(r -> assertThat(r.error()).isNull());
  }

  @Test
  void nulCharacter() throws IOException {
    csv.text("id,name\n1,A\0da\n");

    assertFails("NUL");
  }

  @Test
  void binaryFile() throws IOException {
    csv.bytes(new byte[] {0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0});

    assertFails("NUL");
  }

  @Test
  void undecodableBytesFarBehind() throws IOException {
    csv.text("id,name\n" + "1,Ada\n".repeat(50_000));
    Files.write(
        csv.file, "2,Zoë\n".getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.APPEND);

    assertFails("Encoding");
  }

  @Test
  void characterCutAtTheEnd() throws IOException {
    csv.bytes(new byte[] {'i', 'd', ',', 'n', 'a', 'm', 'e', '\n', '1', ',', (byte) 0xC3});

    assertFails("Encoding");
  }

  @Test
  void byteOrderMarkOfAnotherEncoding() throws IOException {
    csv.with("Encoding", "windows-1252").text("\ufeffid,name\n1,Ada\n");

    assertFails("byte-order mark of UTF-8");
  }

  @Test
  void utf16FileReadAsUtf8() throws IOException {
    csv.bytes("id,name\n1,Ada\n".getBytes(StandardCharsets.UTF_16));

    assertFails("byte-order mark of UTF-16");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
  void byteOrderMarkIsAccepted(String encoding) throws IOException {
    // Java writes the mark itself for UTF-16 only.
    String mark = encoding.equals("UTF-16") ? "" : "\ufeff";
    csv.with("Encoding", encoding)
        .bytes((mark + "id,name\n1,Łódź\n").getBytes(Charset.forName(encoding)));

    assertThat(csv.read())
        .singleElement()
        .satisfies(r -> assertThat(r.values().get("id")).containsExactly("1"))
        .satisfies(r -> assertThat(r.values().get("name")).containsExactly("Łódź"));
  }

  @Test
  void anchorColumnRenamed() throws IOException {
    csv.text("ident,name\n1,Ada\n");

    assertFails("the anchor column 'id'");
  }

  @Test
  void selectedColumnMissing() throws IOException {
    csv.text("id,title\n1,Dr\n");

    assertFails("the selected column 'name'");
  }

  @Test
  void objectTypeColumnMissing() throws IOException {
    csv.without("Object Type").with("Object Type Column", "kind").text("id,name\n1,Ada\n");

    assertFails("'kind'");
  }

  @Test
  void objectTypeThatIsNotSelected() throws IOException {
    csv.with("Object Type", "user").text("id,name\n1,Ada\n");

    assertFails("'user'");
  }

  @Test
  void profileFileOutsideTheRoots() throws IOException {
    csv.text("id,name\n");
    csv.profileFile = "../people.csv";

    assertFails("'..'");
  }

  @Test
  void grownWhileRead() throws IOException {
    csv.text("id,name\n1,Ada\n");

    try (var cursor = csv.connector().openFull(csv.scope(), 10, () -> false)) {
      assertThat(cursor.next()).isNotNull();
      Files.writeString(csv.file, "2,Grace\n", StandardOpenOption.APPEND);

      assertThatThrownBy(() -> ConnectorConformance.drain(cursor))
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("changed while it was read");
    }
  }

  @Test
  void touchedWhileRead() throws IOException {
    csv.text("id,name\n1,Ada\n");

    try (var cursor = csv.connector().openFull(csv.scope(), 10, () -> false)) {
      assertThat(cursor.next()).isNotNull();
      Files.setLastModifiedTime(csv.file, FileTime.fromMillis(1_000));

      assertThatThrownBy(cursor::next).isInstanceOf(RunFailure.class);
    }
  }

  @Test
  void swappedForATwinWhileRead() throws IOException {
    csv.text("id,name\n1,Ada\n");
    Path twin = root.resolve("twin.csv");
    Files.copy(csv.file, twin, StandardCopyOption.COPY_ATTRIBUTES);

    try (var cursor = csv.connector().openFull(csv.scope(), 10, () -> false)) {
      assertThat(cursor.next()).isNotNull();
      Files.move(twin, csv.file, StandardCopyOption.REPLACE_EXISTING);

      assertThatThrownBy(cursor::next).isInstanceOf(RunFailure.class);
    }
  }

  @Test
  void deletedWhileRead() throws IOException {
    csv.text("id,name\n1,Ada\n");

    try (var cursor = csv.connector().openFull(csv.scope(), 10, () -> false)) {
      assertThat(cursor.next()).isNotNull();
      Files.delete(csv.file);

      assertThatThrownBy(cursor::next).isInstanceOf(RunFailure.class);
    }
  }
}
