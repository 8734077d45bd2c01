package io.horarium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementUserTest {

  @TempDir Path configuration;

  private ManagementUser user;

  @BeforeEach
  void aServerWithOneUser() throws IOException {
    Files.writeString(
        configuration.resolve("mgmt-users.properties"),
        "#$REALM_NAME=ManagementRealm$\nother=0123456789abcdef0123456789abcdef\n");
    user = new ManagementUser(configuration);
  }

  @Test
  void theLineHoldsTheHashOfNameRealmAndPassword() {
    // printf 'openidm-admin:ManagementRealm:secret' | md5sum
    assertThat(ManagementUser.line("secret"))
        .isEqualTo("openidm-admin=d40c58bce8475490f0105fb2f2ee2de3");
  }

  @Test
  void aWantedPasswordIsStoredAsAHashAndNotTold() throws IOException {
    Optional<String> told = user.prepare(Optional.of("secret"));

    assertThat(told).isEmpty();
    assertThat(file())
        .contains("other=0123456789abcdef0123456789abcdef")
        .contains(ManagementUser.line("secret"))
        .doesNotContain("secret");
  }

  @Test
  void withoutOneTheFirstStartMakesAPasswordAndTellsIt() throws IOException {
    Optional<String> told = user.prepare(Optional.empty());

    assertThat(told).isPresent();
    assertThat(file()).contains(ManagementUser.line(told.orElseThrow()));
  }

  @Test
  void laterStartsKeepTheHash() throws IOException {
    user.prepare(Optional.empty());
    String before = file();

    Optional<String> told = user.prepare(Optional.empty());

    assertThat(told).isEmpty();
    assertThat(file()).isEqualTo(before);
  }

  @Test
  void aNewWantedPasswordReplacesTheOldOne() throws IOException {
    user.prepare(Optional.of("old"));

    user.prepare(Optional.of("new"));

    assertThat(file())
        .contains(ManagementUser.line("new"))
        .doesNotContain(ManagementUser.line("old"));
  }

  private String file() throws IOException {
    return Files.readString(configuration.resolve("mgmt-users.properties"));
  }
}
