package io.horarium.connectedsystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.connector.ConnectorDescriptor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingRulesTest {

  private final ConnectorDescriptor descriptor = new FakeConnector().descriptor();

  private static SettingValue text(String text) {
    return new SettingValue(text, null, null);
  }

  @Test
  void fillsDefaultsOnlyWhereNothingIsStored() {
    var values = SettingRules.values(descriptor, Map.of("Delimiter", text(null)));

    assertThat(values.text("Mode")).contains("Import Only");
    assertThat(values.text("Delimiter")).isEmpty();
  }

  @Test
  void absentKeepsAndEmptyEmpties() {
    var stored = Map.of("File Path", text("/a"), "Object Type", text("person"));

    var merged =
        SettingRules.merged(
            descriptor, stored, Map.of("File Path", text(null), "Object Type", text("")));

    assertThat(merged.get("File Path").text()).isEqualTo("/a");
    assertThat(merged.get("Object Type").text()).isNull();
  }

  @Test
  void findsWhatIsMissingContradictoryOrNotAllowed() {
    Map<String, SettingValue> stored = new HashMap<>();
    stored.put("Mode", text("Sideways"));
    stored.put("Object Type", text("a"));
    stored.put("Object Type Column", text("b"));

    var findings = SettingRules.findings(descriptor, SettingRules.values(descriptor, stored));

    assertThat(findings).containsOnlyKeys("File Path", "Mode", "settings");
    assertThat(findings.get("settings").get(0))
        .isEqualTo("Fill exactly one of Object Type Column and Object Type.");
  }

  @Test
  void findsNothingInCompleteSettings() {
    var stored = Map.of("File Path", text("/a"), "Object Type", text("person"));

    assertThat(SettingRules.findings(descriptor, SettingRules.values(descriptor, stored)))
        .isEmpty();
  }
}
