package io.horarium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleRelayTest {

  private static final String KEY = "jim_ak_" + "0123456789abcdef".repeat(4);

  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
  private final ConsoleRelay relay =
      new ConsoleRelay(new PrintStream(seen, true, StandardCharsets.UTF_8));

  @Test
  void keepsTheFirstKeyBack() {
    copy("before\nHORARIUM-FIRST-API-KEY " + KEY + "\nafter\n");

    assertThat(seenLines()).containsExactly("before", "after");
    assertThat(relay.takeFirstKey()).contains(KEY);
  }

  @Test
  void tellsTheFirstKeyOnce() {
    copy("HORARIUM-FIRST-API-KEY " + KEY + "\n");

    relay.takeFirstKey();

    assertThat(relay.takeFirstKey()).isEmpty();
  }

  @Test
  void passesEverythingElseOnAsItIs() {
    copy("Größe 12 µm\nHORARIUM-FIRST-API-KEY without a key\n");

    assertThat(seenLines()).containsExactly("Größe 12 µm", "HORARIUM-FIRST-API-KEY without a key");
    assertThat(relay.takeFirstKey()).isEmpty();
  }

  private void copy(String console) {
    relay.copy(new ByteArrayInputStream(console.getBytes(StandardCharsets.UTF_8)));
  }

  private String[] seenLines() {
    return seen.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
  }
}
