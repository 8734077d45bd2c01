package io.horarium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void everythingHasADefault() {
    Settings settings = read(Map.of());

    assertThat(settings.home()).isEqualTo(Path.of("/users/ada/.horarium").toAbsolutePath());
    assertThat(settings.database()).isEmpty();
    assertThat(settings.nodeId()).isEqualTo("node1");
    assertThat(settings.adminPassword()).isEmpty();
    assertThat(settings.javaOptions()).isEmpty();
    assertThat(settings.httpPort()).isEqualTo(8080);
    assertThat(settings.managementPort()).isEqualTo(9990);
    assertThat(settings.databasePort()).isEqualTo(54329);
  }

  @Test
  void theOffsetMovesEveryPort() {
    Settings settings = read(Map.of("HORARIUM_PORT_OFFSET", "100"));

    assertThat(settings.httpPort()).isEqualTo(8180);
    assertThat(settings.httpsPort()).isEqualTo(8543);
    assertThat(settings.managementPort()).isEqualTo(10090);
    assertThat(settings.databasePort()).isEqualTo(54429);
  }

  @Test
  void aSystemPropertyWinsOverTheEnvironment() {
    Properties properties = properties();
    properties.setProperty("horarium.node.id", "from-property");

    Settings settings = Settings.read(properties, Map.of("HORARIUM_NODE_ID", "from-environment"));

    assertThat(settings.nodeId()).isEqualTo("from-property");
  }

  @Test
  void blankMeansAbsent() {
    Settings settings = read(Map.of("HORARIUM_DB_URL", " ", "HORARIUM_NODE_ID", ""));

    assertThat(settings.database()).isEmpty();
    assertThat(settings.nodeId()).isEqualTo("node1");
  }

  @Test
  void aDatabaseOfOnesOwnNeedsOnlyItsUrl() {
    Settings settings = read(Map.of("HORARIUM_DB_URL", "jdbc:postgresql://db/horarium"));

    assertThat(settings.database())
        .contains(new OwnDatabase("jdbc:postgresql://db/horarium", "postgres", "postgres"));
  }

  @Test
  void javaOptionsAreSplitAtSpacesOutsideQuotes() {
    Settings settings =
        read(Map.of("HORARIUM_JAVA_OPTS", "-Xmx1g  '-Da=one two' \"-Db=three four\""));

    assertThat(settings.javaOptions()).containsExactly("-Xmx1g", "-Da=one two", "-Db=three four");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "10001", "many"})
  void anOffsetOutOfRangeIsRefused(String offset) {
    assertThatThrownBy(() -> read(Map.of("HORARIUM_PORT_OFFSET", offset)))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("HORARIUM_PORT_OFFSET is \"" + offset + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "it's", "\"quoted\"", "twenty-four-signs-is-more-"})
  void aNodeIdThatIsNoSafeNameIsRefused(String nodeId) {
    assertThatThrownBy(() -> read(Map.of("HORARIUM_NODE_ID", nodeId)))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("HORARIUM_NODE_ID");
  }

  private static Settings read(Map<String, String> environment) {
    return Settings.read(properties(), environment);
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("user.home", "/users/ada");
    return properties;
  }
}
