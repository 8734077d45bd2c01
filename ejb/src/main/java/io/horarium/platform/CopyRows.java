package io.horarium.platform;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Rows in the text format of PostgreSQL's COPY: columns between tabs, {@code \N} for null,
 * backslash escapes.
 */
public final class CopyRows {

  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder text = new StringBuilder(64 * 1024);
  private boolean rowBegun;

  /** Adds a text column; null is null. */
  public CopyRows column(String value) {
    separate();
    if (value == null) {
      text.append("\\N");
      return this;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(c);
      }
    }
    return this;
  }

  public CopyRows column(long value) {
    separate();
    text.append(value);
    return this;
  }

  public CopyRows column(boolean value) {
    separate();
    text.append(value ? 't' : 'f');
    return this;
  }

  /** Adds an integer column; null is null. */
  public CopyRows column(Integer value) {
    separate();
    if (value == null) {
      text.append("\\N");
    } else {
      text.append(value.intValue());
    }
    return this;
  }

  /** Adds a uuid column; null is null. */
  public CopyRows column(UUID value) {
    separate();
    text.append(value == null ? "\\N" : value.toString());
    return this;
  }

  /** Adds a bytea column; null is null. */
  public CopyRows column(byte[] value) {
    separate();
    if (value == null) {
      text.append("\\N");
    } else {
      text.append("\\\\x");
      HEX.formatHex(text, value);
    }
    return this;
  }

  public void endRow() {
    text.append('\n');
    rowBegun = false;
  }

  InputStream bytes() {
    return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void separate() {
    if (rowBegun) {
      text.append('\t');
    }
    rowBegun = true;
  }
}
