package io.horarium.step.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputReaderTest {

  private final List<OutputLine> lines = new ArrayList<>();

  @Test
  void splitsLinesAndKeepsWhatADatabaseCanHold() {
    read("one\r\n\nthr\0ee \u20ac\nlast", 100, 10_000);

    assertThat(lines)
        .containsExactly(
            new OutputLine("stdout", 1, "one"),
            new OutputLine("stdout", 2, ""),
            new OutputLine("stdout", 3, "thr\uFFFDee \u20ac"),
            new OutputLine("stdout", 4, "last"));
  }

  @Test
  void cutsALongLine() {
    read("x".repeat(2_500) + "\nshort", 100, 10_000);

    assertThat(lines.get(0).text())
        .hasSize(2_000 + "… (500 more bytes)".length())
        .startsWith("xxx")
        .endsWith("… (500 more bytes)");
    assertThat(lines.get(1)).isEqualTo(new OutputLine("stdout", 2, "short"));
  }

  @Test
  void countsWhatIsOverTheLimitAndKeepsTheLastLines() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 1_000; i++) {
      text.append("line ").append(i).append('\n');
    }

    read(text.toString(), 10, 10_000);

    assertThat(lines).hasSize(10 + 1 + 20);
    assertThat(lines.get(9)).isEqualTo(new OutputLine("stdout", 10, "line 10"));
    assertThat(lines.get(10).stream()).isEqualTo("note");
    assertThat(lines.get(10).text()).startsWith("970 lines of stdout were not kept");
    assertThat(lines.get(11)).isEqualTo(new OutputLine("stdout", 981, "line 981"));
    assertThat(lines.get(30)).isEqualTo(new OutputLine("stdout", 1_000, "line 1000"));
  }

  @Test
  void fewLinesOverTheLimitAreKeptAfterAll() {
    read("a\nb\nc\nd", 2, 10_000);

    assertThat(lines)
        .extracting(OutputLine::number, OutputLine::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, "a"),
            org.assertj.core.groups.Tuple.tuple(2L, "b"),
            org.assertj.core.groups.Tuple.tuple(3L, "c"),
            org.assertj.core.groups.Tuple.tuple(4L, "d"));
  }

  @Test
  void aGigabyteNeedsNoMemory() {
    var flood =
        new InputStream() {
          private long left = 1L << 30;

          @Override
          public int read() {
            throw new UnsupportedOperationException("read in blocks");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            if (left == 0) {
              return -1;
            }
            int read = (int) Math.min(left, length);
            for (int i = 0; i < read; i++) {
              buffer[offset + i] = (byte) (i % 64 == 63 ? '\n' : 'x');
            }
            left -= read;
            return read;
          }
        };

    new OutputReader(flood, "stdout", new OutputLimit(1_000, 1 << 20), lines::add).run();

    assertThat(lines).hasSize(1_000 + 1 + 20);
    assertThat(lines.get(1_000).text())
        .startsWith(((1L << 30) / 64 - 1_020) + " lines of stdout were not kept");
  }

  private void read(String text, int mostLines, int mostBytes) {
    new OutputReader(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            "stdout",
            new OutputLimit(mostLines, mostBytes),
            lines::add)
        .run();
  }
}
