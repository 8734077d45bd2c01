package io.horarium.schedule.time;

import java.util.function.IntConsumer;

/** Sets of small numbers, 0 to 63, as the bits of a long. */
final class Bits {

  private Bits() {}

  static long of(int value) {
    return 1L << value;
  }

  static boolean has(long bits, int value) {
    return (bits >>> value & 1) == 1;
  }

  /** The first value not below {@code from}, or -1. */
  static int next(long bits, int from) {
    long rest = from > 63 ? 0 : bits & (-1L << from);
    return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
  }

  static long range(int from, int to) {
    long bits = 0;
    for (int i = from; i <= to; i++) {
      bits |= of(i);
    }
    return bits;
  }

  static void each(long bits, IntConsumer action) {
    for (int value = next(bits, 0); value >= 0; value = next(bits, value + 1)) {
      action.accept(value);
    }
  }
}
