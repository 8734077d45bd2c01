package io.horarium.scripthost;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Texts over a byte stream: four bytes of length, most significant first, then UTF-8. */
final class Frames {

  private static final int LIMIT = 16 << 20;

  private final DataInputStream in;
  private final DataOutputStream out;

  Frames(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
  }

  /** The next text; an {@link java.io.EOFException} when the other side is gone. */
  String read() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LIMIT) {
      throw new IOException("A frame of " + length + " bytes is out of range");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }
}
