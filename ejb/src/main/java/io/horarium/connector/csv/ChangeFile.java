package io.horarium.connector.csv;

import io.horarium.connector.ExportOperation.AttributeChange;
import io.horarium.connector.ExportOperation.Op;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The changes of an export until they are published, on disk in the order they came, so that memory
 * does not grow with the export. A change knows the place of the earlier change of the same row.
 * The file can be read by its owner only and vanishes with this object.
 */
final class ChangeFile implements Closeable {

  /**
   * One change.
   *
   * @param place where it is
   * @param previous place of the earlier change of the row, or a state of {@link RowIndex}
   * @param creates whether it makes the row
   * @param changes only attribute, operation and values are kept
   */
  record Change(
      long place,
      long previous,
      boolean creates,
      String type,
      String anchor,
      List<CellChange> changes) {}

  /** A change of one attribute; the values are as the file has them. */
  record CellChange(String attribute, Op op, List<String> values) {}

  private final Path path;
  private final FileChannel channel;
  private final OutputStream out;
  private long length;
  private boolean flushed = true;

  ChangeFile() throws IOException {
    path = Files.createTempFile("horarium-export", ".tmp");
    channel =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
  }

  /**
   * Adds a change.
   *
   * @param written attribute change to its values as the file has them
   * @return its place
   */
  long add(
      long previous,
      boolean creates,
      String type,
      String anchor,
      Map<AttributeChange, List<String>> written)
      throws IOException {
    var bytes = new ByteArrayOutputStream(256);
    var data = new DataOutputStream(bytes);
    data.writeLong(previous);
    data.writeBoolean(creates);
    text(data, type);
    text(data, anchor);
    data.writeInt(written.size());
    for (var entry : written.entrySet()) {
      text(data, entry.getKey().attribute());
      text(data, entry.getKey().op().name());
      data.writeInt(entry.getValue().size());
      for (String value : entry.getValue()) {
        text(data, value);
      }
    }
    long place = length;
    byte[] body = bytes.toByteArray();
    byte[] head = ByteBuffer.allocate(4).putInt(body.length).array();
    out.write(head);
    out.write(body);
    length += 4 + body.length;
    flushed = false;
    return place;
  }

  /** The change at a place. */
  Change at(long place) throws IOException {
    flush();
    byte[] body = read(place + 4, ByteBuffer.wrap(read(place, 4)).getInt());
    return change(place, body);
  }

  private byte[] read(long place, int count) throws IOException {
    byte[] bytes = new byte[count];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, place + buffer.position()) < 0) {
        throw new EOFException("The file of changes ends too early");
      }
    }
    return bytes;
  }

  /** All changes in the order they came. */
  interface Changes {

    /** The next, or null. */
    Change next() throws IOException;
  }

  /** Reads from the beginning; nothing may be added meanwhile. */
  Changes all() throws IOException {
    flush();
    // Not closed: that would close the channel. Positions are those of the channel.
    channel.position(0);
    var in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
    return new Changes() {
      private long place;

      @Override
      public Change next() throws IOException {
        if (place == length) {
          return null;
        }
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        Change change = change(place, body);
        place += 4 + body.length;
        return change;
      }
    };
  }

  private static Change change(long place, byte[] body) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(body));
    long previous = in.readLong();
    boolean creates = in.readBoolean();
    String type = text(in);
    String anchor = text(in);
    int count = in.readInt();
    List<CellChange> changes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String attribute = text(in);
      Op op = Op.valueOf(text(in));
      int size = in.readInt();
      List<String> values = new ArrayList<>(Math.min(size, 1_000));
      for (int j = 0; j < size; j++) {
        values.add(text(in));
      }
      changes.add(new CellChange(attribute, op, values));
    }
    return new Change(place, previous, creates, type, anchor, changes);
  }

  private void flush() throws IOException {
    if (!flushed) {
      out.flush();
      flushed = true;
    }
  }

  /** Not writeUTF, which ends at 64 KiB. */
  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // the system's temporary folder is cleaned by the system
    }
  }
}
