package io.horarium.connector.csv;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What is known about each row of a file by its object type and anchor, in 24 bytes and some room:
 * a digest of 128 bits stands for the two, and a number for what becomes of the row. Rows are never
 * taken out.
 */
final class RowIndex {

  /** No such row. */
  static final long ABSENT = -1;

  /** The file has the row, and nothing is to be changed. */
  static final long UNCHANGED = -2;

  /** The row is to go. */
  static final long DELETED = -3;

  /** The file has several rows with this anchor. */
  static final long AMBIGUOUS = -4;

  private final MessageDigest digest;
  private long[] first = new long[1 << 10];
  private long[] second = new long[1 << 10];
  private long[] states = filled(1 << 10);
  private int size;
  private long high;
  private long low;

  RowIndex() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  /** The row's state: a constant of this class, or 0 and above, a place in the change file. */
  long get(String type, String anchor) {
    hash(type, anchor);
    return states[slot(first, second, states)];
  }

  void put(String type, String anchor, long state) {
    hash(type, anchor);
    int slot = slot(first, second, states);
    if (states[slot] == ABSENT) {
      if (++size * 2 > states.length) {
        grow();
        slot = slot(first, second, states);
      }
      first[slot] = high;
      second[slot] = low;
    }
    states[slot] = state;
  }

  private void hash(String type, String anchor) {
    digest.update(type.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0); // no type name has one
    byte[] bytes = digest.digest(anchor.getBytes(StandardCharsets.UTF_8));
    high = number(bytes, 0);
    low = number(bytes, 8);
  }

  private static long number(byte[] bytes, int from) {
    long number = 0;
    for (int i = from; i < from + 8; i++) {
      number = number << 8 | (bytes[i] & 0xFF);
    }
    return number;
  }

  private int slot(long[] ones, long[] others, long[] all) {
    int mask = all.length - 1;
    int slot = (int) high & mask;
    while (all[slot] != ABSENT && (ones[slot] != high || others[slot] != low)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] ones = new long[states.length * 2];
    long[] others = new long[states.length * 2];
    long[] all = filled(states.length * 2);
    long keepHigh = high;
    long keepLow = low;
    for (int i = 0; i < states.length; i++) {
      if (states[i] != ABSENT) {
        high = first[i];
        low = second[i];
        int slot = slot(ones, others, all);
        ones[slot] = high;
        others[slot] = low;
        all[slot] = states[i];
      }
    }
    first = ones;
    second = others;
    states = all;
    high = keepHigh;
    low = keepLow;
  }

  private static long[] filled(int length) {
    long[] all = new long[length];
    Arrays.fill(all, ABSENT);
    return all;
  }
}
