package dev.muninn.query.index.kernel;

import dev.muninn.query.index.kernel.simd.ByteLanes;
import dev.muninn.query.index.kernel.simd.FloatLanes;

/**
 * Inner products of rows. Rows are padded with zeros to multiples of {@link #FLOATS} and {@link
 * #BYTES}, and lengths are those of the padded rows. int7 products are the same integers on every
 * machine; float32 ones may differ in the last bit between machines with other lane counts. Chosen
 * at class load: the vector module where the launcher adds it, else plain Java.
 */
public final class Kernels {
  /** A float32 row is a multiple of this many elements. */
  public static final int FLOATS = 64;

  /** An int7 row is a multiple of this many elements. */
  public static final int BYTES = 64;

  /** Whether the vector module is there; false costs a factor of about ten. */
  public static final boolean SIMD =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private Kernels() {}

  public static float dot(float[] a, int aAt, float[] b, int bAt, int length) {
    return SIMD
        ? FloatLanes.dot(a, aAt, b, bAt, length)
        : ScalarKernels.dot(a, aAt, b, bAt, length);
  }

  public static int dot(byte[] a, int aAt, byte[] b, int bAt, int length) {
    return SIMD ? ByteLanes.dot(a, aAt, b, bAt, length) : ScalarKernels.dot(a, aAt, b, bAt, length);
  }

  /** The products of four rows with the one at {@code qAt}. */
  public static void dot4(
      byte[] q,
      int qAt,
      byte[] r0,
      int at0,
      byte[] r1,
      int at1,
      byte[] r2,
      int at2,
      byte[] r3,
      int at3,
      int length,
      int[] out,
      int outAt) {
    if (SIMD) {
      ByteLanes.dot4(q, qAt, r0, at0, r1, at1, r2, at2, r3, at3, length, out, outAt);
    } else {
      out[outAt] = ScalarKernels.dot(q, qAt, r0, at0, length);
      out[outAt + 1] = ScalarKernels.dot(q, qAt, r1, at1, length);
      out[outAt + 2] = ScalarKernels.dot(q, qAt, r2, at2, length);
      out[outAt + 3] = ScalarKernels.dot(q, qAt, r3, at3, length);
    }
  }

  /** {@code length} rounded up to a multiple of {@code unit}. */
  public static int padded(int length, int unit) {
    return (length + unit - 1) / unit * unit;
  }
}
