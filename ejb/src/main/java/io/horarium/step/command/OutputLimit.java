package io.horarium.step.command;

import io.horarium.platform.Settings;

/**
 * How much of the output of one process is kept; both of its streams draw on it. What comes
 * afterwards is read, so that the process is not held up, counted and dropped.
 */
final class OutputLimit {

  private long lines;
  private long bytes;

  OutputLimit(long lines, long bytes) {
    this.lines = lines;
    this.bytes = bytes;
  }

  /** {@code HORARIUM_OUTPUT_LINES} (10,000) and {@code HORARIUM_OUTPUT_KILOBYTES} (1,024). */
  static OutputLimit configured() {
    return new OutputLimit(
        Settings.number("HORARIUM_OUTPUT_LINES", 10_000, 100, 1_000_000),
        1024L * Settings.number("HORARIUM_OUTPUT_KILOBYTES", 1024, 16, 1_000_000));
  }

  /** Takes a line of this size; false once there is no room for it, and ever after. */
  synchronized boolean take(int size) {
    lines--;
    bytes -= size;
    if (lines < 0 || bytes < 0) {
      lines = 0;
      bytes = -1;
      return false;
    }
    return true;
  }
}
