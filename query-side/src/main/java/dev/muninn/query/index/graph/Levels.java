package dev.muninn.query.index.graph;

/**
 * The top layer of a slot: geometric as in the paper (section 4.1), from a hash of slot and seed
 * instead of a random number, so that every JVM builds the same graph.
 */
final class Levels {
  private static final long SEED = 0x6d756e696e6eL;
  static final int HIGHEST = 24;

  private Levels() {}

  static int of(int slot, int m) {
    double uniform = ((mixed(SEED + (slot + 1L) * 0x9E3779B97F4A7C15L) >>> 11) + 1) * 0x1.0p-53;
    return Math.min(HIGHEST, (int) (-StrictMath.log(uniform) / StrictMath.log(m)));
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mixed(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
