package io.horarium.scripthost;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The lines of one script on their way to the node, up to a cap; then one notice, and no more. */
final class Output {

  private static final int LINE_LIMIT = 8_000;

  private final Frames frames;
  private final long maxLines;
  private final long maxCharacters;
  private long lines;
  private long characters;
  private boolean full;

  Output(Frames frames, long maxLines, long maxCharacters) {
    this.frames = frames;
    this.maxLines = maxLines;
    this.maxCharacters = maxCharacters;
  }

  /** One line of a log level or of standard output. */
  void line(String level, String text) {
    if (full) {
      return;
    }
    String line = text.length() <= LINE_LIMIT ? text : text.substring(0, LINE_LIMIT) + " …";
    if (lines == maxLines || characters + line.length() > maxCharacters) {
      full = true;
      send(
          new Event("log")
              .with("level", "notice")
              .with(
                  "text",
                  "The script writes more than is kept (%d lines, %d characters); the rest is dropped."
                      .formatted(maxLines, maxCharacters)));
      return;
    }
    lines++;
    characters += line.length();
    send(new Event("log").with("level", level).with("text", line));
  }

  private void send(Event event) {
    try {
      frames.write(event.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
