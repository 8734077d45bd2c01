package io.horarium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BannerTest {

  @Test
  void theFirstStartShowsBothSecretsOnce() {
    String text = banner(Map.of()).text(Optional.of("jim_ak_first"), Optional.of("made"));

    assertThat(text)
        .contains("http://127.0.0.1:9990/console", "http://127.0.0.1:8080/api/v1")
        .contains("user openidm-admin, password made (shown once only)")
        .contains("key (shown once only):", "jim_ak_first");
  }

  @Test
  void laterStartsShowNone() {
    String text = banner(Map.of()).text(Optional.empty(), Optional.empty());

    assertThat(text).doesNotContain("shown once only").contains("as shown at the first start");
  }

  @Test
  void aPasswordOfOnesOwnIsNotRepeated() {
    String text =
        banner(Map.of("HORARIUM_ADMIN_PASSWORD", "secret"))
            .text(Optional.empty(), Optional.empty());

    assertThat(text).contains("as in HORARIUM_ADMIN_PASSWORD").doesNotContain("secret");
  }

  @Test
  void aFailedStartTellsOnlyTheSecrets() {
    assertThat(banner(Map.of()).secrets(Optional.of("jim_ak_first"), Optional.of("made")))
        .containsSubsequence(
            "First API key (shown once only): jim_ak_first",
            "Password of openidm-admin (shown once only): made");
    assertThat(banner(Map.of()).secrets(Optional.empty(), Optional.empty())).isEmpty();
  }

  private static Banner banner(Map<String, String> environment) {
    Properties properties = new Properties();
    properties.setProperty("user.home", "/users/ada");
    return new Banner(Settings.read(properties, environment));
  }
}
