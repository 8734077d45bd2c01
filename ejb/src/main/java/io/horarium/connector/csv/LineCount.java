package io.horarium.connector.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A cheap guess how many records a file has: its line ends, by bytes. Wrong for line breaks within
 * quotes, blank lines and some characters of UTF-16; good enough for a progress bar.
 */
final class LineCount {

  private LineCount() {}

  /** Lines below the first one, or empty when the file cannot be read. */
  static OptionalLong below(Path file) {
    long feeds = 0;
    long returns = 0;
    byte last = '\n';
    var buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
        for (int i = 0; i < length; i++) {
          feeds += buffer[i] == '\n' ? 1 : 0;
          returns += buffer[i] == '\r' ? 1 : 0;
        }
        last = buffer[length - 1];
      }
    } catch (IOException e) {
      return OptionalLong.empty();
    }
    long ended = feeds > 0 ? feeds : returns;
    // In UTF-16 the last byte of a line end may be 0.
    boolean open = last != '\n' && last != '\r' && last != 0;
    return OptionalLong.of(Math.max(0, ended + (open ? 1 : 0) - 1));
  }
}
