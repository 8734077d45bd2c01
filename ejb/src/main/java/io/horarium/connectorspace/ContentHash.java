package io.horarium.connectorspace;

import io.horarium.connector.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * SHA-256 over an object's content, in a form that no two contents share: every text is preceded by
 * its length, every list by its count. One thread.
 *
 * <p>Hashes are stored. Whoever changes the form changes {@link #VERSION} too; then every object is
 * compared in full once.
 */
final class ContentHash {

  private static final byte VERSION = 1;

  private final MessageDigest digest = sha256();
  private final byte[] head;
  private final byte[] buffer = new byte[1024];
  private int length;

  ContentHash(String objectType) {
    byte[] name = counted(objectType);
    head = new byte[1 + name.length];
    head[0] = VERSION;
    System.arraycopy(name, 0, head, 1, name.length);
  }

  /** What stands for an attribute: its name and type. */
  static byte[] head(String attribute, DataType type) {
    byte[] name = counted(attribute);
    byte[] typeName = counted(type.name());
    byte[] head = Arrays.copyOf(name, name.length + typeName.length);
    System.arraycopy(typeName, 0, head, name.length, typeName.length);
    return head;
  }

  private static byte[] counted(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  void begin() {
    digest.reset();
    length = 0;
    putBytes(head);
  }

  /** Attributes must come in one order, and values in one order. */
  void add(byte[] attributeHead, List<String> values) {
    putBytes(attributeHead);
    putInt(values.size());
    for (String value : values) {
      putText(value);
    }
  }

  byte[] end() {
    digest.update(buffer, 0, length);
    length = 0;
    return digest.digest();
  }

  void putText(String text) {
    if (text == null) {
      putInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    putInt(bytes.length);
    putBytes(bytes);
  }

  void putInt(int value) {
    room(4);
    buffer[length++] = (byte) (value >> 24);
    buffer[length++] = (byte) (value >> 16);
    buffer[length++] = (byte) (value >> 8);
    buffer[length++] = (byte) value;
  }

  void putByte(int value) {
    room(1);
    buffer[length++] = (byte) value;
  }

  private void putBytes(byte[] bytes) {
    room(bytes.length);
    if (bytes.length > buffer.length) {
      digest.update(bytes);
      return;
    }
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  /** Makes room by handing on what is there; the buffer never grows. */
  private void room(int bytes) {
    if (bytes > buffer.length - length) {
      digest.update(buffer, 0, length);
      length = 0;
    }
  }
}
