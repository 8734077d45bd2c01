package io.horarium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterTest {

  @TempDir Path data;

  @Test
  void thereIsNoneWithoutAFile() {
    assertThat(Postmaster.of(data)).isEmpty();
  }

  @Test
  void aFileThatNamesAnotherProgramIsStale() throws IOException {
    long somebodyElse = ProcessHandle.current().pid();
    write(somebodyElse + "\n" + data + "\n1700000000\n54329\n");

    assertThat(Postmaster.of(data)).isEmpty();
  }

  @Test
  void aFileThatIsJustBeingWrittenSaysNothing() throws IOException {
    write(ProcessHandle.current().pid() + "\n" + data + "\n");

    assertThat(Postmaster.of(data)).isEmpty();
  }

  private void write(String content) throws IOException {
    Files.writeString(data.resolve("postmaster.pid"), content);
  }
}
