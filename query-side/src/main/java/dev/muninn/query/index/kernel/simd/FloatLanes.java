package dev.muninn.query.index.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Inner products of float32 rows; lengths are multiples of 64, four of the widest. */
public final class FloatLanes {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = LANES.length();

  private FloatLanes() {}

  /** One row; four sums side by side, since one would wait for itself. */
  public static float dot(float[] a, int aAt, float[] b, int bAt, int length) {
    FloatVector s0 = FloatVector.zero(LANES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int i = 0; i < length; i += 4 * WIDTH) {
      s0 = row(a, aAt + i).fma(row(b, bAt + i), s0);
      s1 = row(a, aAt + i + WIDTH).fma(row(b, bAt + i + WIDTH), s1);
      s2 = row(a, aAt + i + 2 * WIDTH).fma(row(b, bAt + i + 2 * WIDTH), s2);
      s3 = row(a, aAt + i + 3 * WIDTH).fma(row(b, bAt + i + 3 * WIDTH), s3);
    }
    return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
  }

  private static FloatVector row(float[] array, int at) {
    return FloatVector.fromArray(LANES, array, at);
  }
}
