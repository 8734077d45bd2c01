package io.horarium.connector.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Decodes a file and refuses what no text file has: bytes that are not of the encoding, a NUL
 * character, the byte-order mark of another encoding. Java's usual readers put a replacement
 * character in its place, which would quietly change data.
 */
final class StrictReader extends Reader {

  /** The file is not the text it should be; the message is a clause for a person. */
  static final class NotText extends IOException {

    private static final long serialVersionUID = 1L;

    NotText(String message) {
      super(message);
    }
  }

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Reader in;
  private boolean begun;
  private char last;

  private StrictReader(InputStream bytes, Charset encoding) {
    in =
        new InputStreamReader(
            bytes,
            encoding
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  static StrictReader open(Path file, Charset encoding) throws IOException {
    var bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      refuseForeignMark(bytes, encoding);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
    return new StrictReader(bytes, encoding);
  }

  private static void refuseForeignMark(InputStream in, Charset encoding) throws IOException {
    in.mark(3);
    byte[] head = in.readNBytes(3);
    in.reset();
    boolean utf8 =
        head.length == 3
            && head[0] == (byte) 0xEF
            && head[1] == (byte) 0xBB
            && head[2] == (byte) 0xBF;
    boolean utf16 =
        head.length >= 2
            && ((head[0] == (byte) 0xFE && head[1] == (byte) 0xFF)
                || (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE));
    String name = encoding.name();
    if ((utf8 && !name.equals("UTF-8"))
        || (utf16 && !name.startsWith("UTF-16") && !name.startsWith("UTF-32"))) {
      throw new NotText(
          "begins with the byte-order mark of "
              + (utf8 ? "UTF-8" : "UTF-16")
              + ", but the setting Encoding is "
              + name);
    }
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (!begun && count > 0) {
      begun = true;
      // Not all decoders swallow the mark: UTF-8 and the UTF-16 of one byte order hand it on.
      if (buffer[offset] == BYTE_ORDER_MARK) {
        count--;
        System.arraycopy(buffer, offset + 1, buffer, offset, count);
        if (count == 0) {
          return read(buffer, offset, length);
        }
      }
    }
    for (int i = offset; i < offset + count; i++) {
      if (buffer[i] == 0) {
        throw new NotText("contains a NUL character, so it is not a text file in this encoding");
      }
    }
    if (count > 0) {
      last = buffer[offset + count - 1];
    }
    return count;
  }

  /** At the end of the file: whether its last line was ended. */
  boolean endsWithLineEnd() {
    return last == '\n' || last == '\r';
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
