package io.horarium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HorariumHomeTest {

  @TempDir Path folder;

  @Test
  void createsWhatIsMissing() {
    HorariumHome home = HorariumHome.open(folder.resolve("new"));

    assertThat(home.database()).isDirectory();
    assertThat(home.server()).isDirectory();
    assertThat(home.connectorFiles()).isDirectory();
    assertThat(home.conf()).isDirectory();
    assertThat(home.script()).isDirectory();
  }

  @Test
  void onlyTheOwnerMayLookInside() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));

    HorariumHome home = HorariumHome.open(folder.resolve("new"));
    home.databasePassword("secret");

    assertThat(permissions(home.root())).isEqualTo("rwx------");
    assertThat(permissions(home.conf().resolve("database.password"))).isEqualTo("rw-------");
  }

  @Test
  void keepsTheDatabasePassword() {
    HorariumHome.open(folder).databasePassword("secret");

    assertThat(HorariumHome.open(folder).databasePassword()).contains("secret");
  }

  @Test
  void hasNoDatabasePasswordAtFirst() {
    assertThat(HorariumHome.open(folder).databasePassword()).isEmpty();
  }

  @Test
  void saysSoWhenTheFolderCannotBeMade() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> HorariumHome.open(file.resolve("home")))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("set HORARIUM_HOME");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
