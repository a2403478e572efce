package dev.muninn.query.index.graph;

/**
 * A slot and how near it is in one long, so that comparing longs compares nearness, then slots.
 * Less is nearer.
 */
final class Packed {
  private Packed() {}

  /** {@code key} is not negative. */
  static long of(int key, int slot) {
    return (long) key << 32 | slot;
  }

  static int key(long packed) {
    return (int) (packed >>> 32);
  }

  static int slot(long packed) {
    return (int) packed;
  }

  /** Of a float32 similarity: the greatest first. */
  static long ofSimilarity(float similarity, int slot) {
    return (long) ~ordered(Float.floatToRawIntBits(similarity)) << 32 | slot;
  }

  static float similarity(long packed) {
    return Float.intBitsToFloat(ordered(~key(packed)));
  }

  /** Between the bits of a float and an int that compares like it; its own inverse. */
  private static int ordered(int bits) {
    return bits ^ (bits >> 31 & 0x7fffffff);
  }
}
