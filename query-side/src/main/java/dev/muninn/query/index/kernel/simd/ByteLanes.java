package dev.muninn.query.index.kernel.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Inner products of int7 rows (−63..63): eight products of two such fit a short, so eight are
 * summed in short lanes before they are widened. Lengths are multiples of 64.
 *
 * <p>The widening is written out: through a method of ours it comes back as an object (JDK 17: 480
 * bytes and 2.5 times the time a call at 512 elements). {@code AllocationTest} would tell.
 */
public final class ByteLanes {
  private static final boolean WIDE = ShortVector.SPECIES_PREFERRED.vectorBitSize() >= 512;
  private static final VectorSpecies<Byte> BYTES =
      WIDE ? ByteVector.SPECIES_256 : ByteVector.SPECIES_128;
  private static final VectorSpecies<Short> SHORTS =
      WIDE ? ShortVector.SPECIES_512 : ShortVector.SPECIES_256;
  private static final VectorSpecies<Integer> INTS =
      WIDE ? IntVector.SPECIES_512 : IntVector.SPECIES_256;
  private static final int WIDTH = BYTES.length();
  private static final int BLOCK = 8 * WIDTH;

  private ByteLanes() {}

  /** One row. */
  public static int dot(byte[] a, int aAt, byte[] b, int bAt, int length) {
    IntVector sum = IntVector.zero(INTS);
    int i = 0;
    for (; i <= length - BLOCK; i += BLOCK) {
      ShortVector even = row(a, aAt + i).mul(row(b, bAt + i));
      ShortVector odd = row(a, aAt + i + WIDTH).mul(row(b, bAt + i + WIDTH));
      even = even.add(row(a, aAt + i + 2 * WIDTH).mul(row(b, bAt + i + 2 * WIDTH)));
      odd = odd.add(row(a, aAt + i + 3 * WIDTH).mul(row(b, bAt + i + 3 * WIDTH)));
      even = even.add(row(a, aAt + i + 4 * WIDTH).mul(row(b, bAt + i + 4 * WIDTH)));
      odd = odd.add(row(a, aAt + i + 5 * WIDTH).mul(row(b, bAt + i + 5 * WIDTH)));
      even = even.add(row(a, aAt + i + 6 * WIDTH).mul(row(b, bAt + i + 6 * WIDTH)));
      odd = odd.add(row(a, aAt + i + 7 * WIDTH).mul(row(b, bAt + i + 7 * WIDTH)));
      ShortVector eight = even.add(odd);
      sum =
          sum.add((IntVector) eight.convertShape(VectorOperators.S2I, INTS, 0))
              .add((IntVector) eight.convertShape(VectorOperators.S2I, INTS, 1));
    }
    if (i < length) {
      ShortVector rest = ShortVector.zero(SHORTS);
      for (; i < length; i += WIDTH) {
        rest = rest.add(row(a, aAt + i).mul(row(b, bAt + i)));
      }
      sum =
          sum.add((IntVector) rest.convertShape(VectorOperators.S2I, INTS, 0))
              .add((IntVector) rest.convertShape(VectorOperators.S2I, INTS, 1));
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /** Four rows {@code r0..r3} of {@code length} against one: four memory streams. */
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
    IntVector i0 = IntVector.zero(INTS);
    IntVector i1 = i0;
    IntVector i2 = i0;
    IntVector i3 = i0;
    for (int from = 0; from < length; from += BLOCK) {
      ShortVector s0 = ShortVector.zero(SHORTS);
      ShortVector s1 = s0;
      ShortVector s2 = s0;
      ShortVector s3 = s0;
      int to = Math.min(length, from + BLOCK);
      for (int j = from; j < to; j += WIDTH) {
        ShortVector x = row(q, qAt + j);
        s0 = s0.add(x.mul(row(r0, at0 + j)));
        s1 = s1.add(x.mul(row(r1, at1 + j)));
        s2 = s2.add(x.mul(row(r2, at2 + j)));
        s3 = s3.add(x.mul(row(r3, at3 + j)));
      }
      i0 =
          i0.add((IntVector) s0.convertShape(VectorOperators.S2I, INTS, 0))
              .add((IntVector) s0.convertShape(VectorOperators.S2I, INTS, 1));
      i1 =
          i1.add((IntVector) s1.convertShape(VectorOperators.S2I, INTS, 0))
              .add((IntVector) s1.convertShape(VectorOperators.S2I, INTS, 1));
      i2 =
          i2.add((IntVector) s2.convertShape(VectorOperators.S2I, INTS, 0))
              .add((IntVector) s2.convertShape(VectorOperators.S2I, INTS, 1));
      i3 =
          i3.add((IntVector) s3.convertShape(VectorOperators.S2I, INTS, 0))
              .add((IntVector) s3.convertShape(VectorOperators.S2I, INTS, 1));
    }
    out[outAt] = i0.reduceLanes(VectorOperators.ADD);
    out[outAt + 1] = i1.reduceLanes(VectorOperators.ADD);
    out[outAt + 2] = i2.reduceLanes(VectorOperators.ADD);
    out[outAt + 3] = i3.reduceLanes(VectorOperators.ADD);
  }

  private static ShortVector row(byte[] array, int at) {
    return (ShortVector)
        ByteVector.fromArray(BYTES, array, at).convertShape(VectorOperators.B2S, SHORTS, 0);
  }
}
