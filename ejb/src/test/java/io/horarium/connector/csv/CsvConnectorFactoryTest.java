package io.horarium.connector.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connector.ConnectorDescriptor.ExportGranularity;
import io.horarium.connector.ConnectorDescriptor.GroupCardinality;
import io.horarium.connector.ConnectorDescriptor.Setting;
import io.horarium.problem.InvalidInput;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descriptor and settings (contract/jim-sync.md 2.3). */
class CsvConnectorFactoryTest {

  @TempDir Path root;
  private CsvFixture csv;

  @BeforeEach
  void setUp() throws IOException {
    csv = new CsvFixture(root).text("id,name\n");
  }

  private void assertRefused(String setting) {
    assertThatThrownBy(() -> csv.factory().validate(csv.values()))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> {
              assertThat(e.fieldMessages()).containsOnlyKeys(setting);
              assertThat(e.getMessage()).contains(setting).endsWith(".");
            });
  }

  private void assertAccepted() {
    assertThatCode(() -> csv.factory().validate(csv.values())).doesNotThrowAnyException();
  }

  @Test
  void descriptorIsTheOneClientsLookFor() {
    var descriptor = csv.factory().descriptor();

    assertThat(descriptor.name()).isEqualTo("JIM File Connector");
    assertThat(descriptor.settings())
        .extracting(Setting::name)
        .containsExactly(
            "File Path",
            "Mode",
            "Object Type Column",
            "Object Type",
            "Stop On First Error",
            "Delimiter",
            "Culture",
            "Multi-Value Delimiter",
            "Encoding",
            "Quote Character");
    assertThat(descriptor.setting("Mode").dropDownValues())
        .containsExactly("Import Only", "Export Only", "Bidirectional");
    assertThat(descriptor.setting("Object Type").requiredGroup()).isEqualTo("Object Type");
    assertThat(descriptor.setting("Object Type Column").requiredGroupCardinality())
        .isEqualTo(GroupCardinality.ExactlyOne);
    assertThat(descriptor.settings())
        .filteredOn(Setting::required)
        .extracting(Setting::name)
        .containsExactly("File Path", "Mode");
    var capabilities = descriptor.capabilities();
    assertThat(capabilities.fullImport()).isTrue();
    assertThat(capabilities.filePaths()).isTrue();
    assertThat(capabilities.userSelectedExternalId()).isTrue();
    assertThat(capabilities.userSelectedAttributeTypes()).isTrue();
    assertThat(capabilities.export()).isTrue();
    assertThat(capabilities.deltaImport()).isFalse();
    assertThat(capabilities.autoConfirmExport()).isTrue();
    assertThat(capabilities.exportGranularity()).isEqualTo(ExportGranularity.RUN);
  }

  @Test
  void acceptsWhatIsThere() {
    assertAccepted();
  }

  @ParameterizedTest
  @CsvSource({
    "Delimiter,;;",
    "Delimiter,'\"'",
    "Quote Character,ab",
    "Encoding,UTF-99",
    "Encoding,'no such name'",
    "Culture,xx-yy",
    "Culture,english",
    "File Path,missing.csv",
    "File Path,../people.csv",
    "File Path,/etc/passwd",
    "File Path,."
  })
  void refuses(String setting, String value) {
    csv.with(setting, value);

    assertRefused(setting.equals("Delimiter") && value.equals("\"") ? "Quote Character" : setting);
  }

  @ParameterizedTest
  @CsvSource({"Delimiter,\\t", "Culture,en-GB", "Culture,de_de", "Encoding,utf-16le"})
  void accepts(String setting, String value) {
    csv.with(setting, value);

    assertAccepted();
  }

  @Test
  void bidirectionalNeedsTheFile() {
    csv.with("Mode", "Bidirectional").with("File Path", "later.csv");

    assertRefused("File Path");
  }

  @Test
  void exportOnlyNeedsAFolderThatCanBeMade() {
    csv.with("Mode", "Export Only").with("File Path", "new/folder/later.csv");

    assertAccepted();
  }

  @Test
  void exportOnlyBelowAFileIsRefused() {
    csv.with("Mode", "Export Only").with("File Path", "people.csv/later.csv");

    assertRefused("File Path");
  }
}
